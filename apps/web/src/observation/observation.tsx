import type { RoomDocument } from '@hearth/views';
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { mayObserve } from './may-observe';
import { ObservedRoom } from './observed-room';
import styles from './observation.module.css';

interface ObservationProps {
  readonly room: RoomDocument;
}

const Question = ({ room, onDone }: ObservationProps & { readonly onDone: () => void }) => {
  const { t } = useTranslation('observation');
  const starting = useCommand(() => api.post(`/sessions/${room.sessionId}/observation`));
  const start = async (): Promise<void> => {
    if (await starting.run()) onDone();
  };
  return (
    <Stack>
      <Text>{t('ask.words')}</Text>
      <ul>
        <li>{t('ask.visible')}</li>
        <li>{t('ask.silent')}</li>
        <li>{t('ask.recorded')}</li>
      </ul>
      <TroubleNotice trouble={starting.trouble} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          {t('ask.cancel')}
        </Button>
        <Button loading={starting.busy} onClick={() => void start()}>
          {t('ask.confirm')}
        </Button>
      </Group>
    </Stack>
  );
};

const Observing = ({ room }: ObservationProps) => {
  const { t } = useTranslation('observation');
  const leaving = useCommand(() => api.remove(`/sessions/${room.sessionId}/observation`));
  return (
    <section className={styles.observing} aria-label={t('label')} data-observing>
      <Group justify="space-between">
        <Text>
          <IconEye size={20} aria-hidden className={styles.icon} /> {t('observing')}
        </Text>
        <Button
          leftSection={<IconEyeOff size={18} aria-hidden />}
          loading={leaving.busy}
          onClick={() => void leaving.run()}
        >
          {t('leave')}
        </Button>
      </Group>
      <TroubleNotice trouble={leaving.trouble} />
      <ObservedRoom room={room} />
    </section>
  );
};

/** Looking in on a running group: always announced to those inside, always an event, never a voice. */
export const Observation = ({ room }: ObservationProps) => {
  const { t } = useTranslation('observation');
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const others = room.observers.filter((observer) => observer.person.id !== me.person.id);
  const observing = others.length < room.observers.length;
  return (
    <>
      {others.length > 0 && (
        <Alert variant="light" icon={<IconEye aria-hidden />}>
          {t('others', { names: others.map((observer) => observer.displayName).join(', ') })}
        </Alert>
      )}
      {observing && room.status === 'live' && <Observing room={room} />}
      {!observing && mayObserve(room, me) && (
        <Button
          w="fit-content"
          variant="default"
          leftSection={<IconEye size={18} aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {t('observe')}
        </Button>
      )}
      <Modal
        opened={asking && !observing}
        onClose={() => setAsking(false)}
        title={t('ask.title')}
        closeButtonProps={{ 'aria-label': t('ask.cancel') }}
      >
        <Question room={room} onDone={() => setAsking(false)} />
      </Modal>
    </>
  );
};
