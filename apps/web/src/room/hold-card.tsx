import { HOLD_AFTER_MS } from '@hearth/domain';
import type { PatientRoomDocument } from '@hearth/views';
import { List, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './hold-card.module.css';

const tips = ['feet', 'breathe', 'senses'] as const;

/** Whether the group is held: nobody who leads has been in the room for longer than a network needs to come back. */
export const isHeld = (
  room: Pick<PatientRoomDocument, 'status' | 'breakSince' | 'unstaffedSince'>,
  now: number,
): boolean =>
  room.status === 'live' &&
  room.breakSince === null &&
  room.unstaffedSince !== null &&
  now - room.unstaffedSince >= HOLD_AFTER_MS;

/** What a patient reads while nobody leads: what has happened, that it is no fault of theirs, and what to do now. */
export const HoldCard = () => {
  const { t } = useTranslation(['room', 'help']);
  return (
    <section className={styles.card} role="status" aria-labelledby="group-on-hold" data-hold>
      <Title order={2} size="lg" id="group-on-hold">
        {t('hold.title')}
      </Title>
      <Text>{t('hold.words')}</Text>
      <Text>{t('hold.minutes')}</Text>
      <Text fw={650}>{t('help:coping.title')}</Text>
      <List spacing={4}>
        {tips.map((tip) => (
          <List.Item key={tip}>{t(`help:coping.tips.${tip}`)}</List.Item>
        ))}
      </List>
    </section>
  );
};
