import type { RoomDocument } from '@hearth/views';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconDownload, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { announce } from '../shell/announcer';
import styles from './review.module.css';

/** Groups of eight are what an eye can compare. */
const grouped = (hash: string): string => hash.match(/.{1,8}/g)?.join(' ') ?? hash;

const proofOf = (sessionId: string, kind: 'pdf' | 'json'): string =>
  `/api/sessions/${sessionId}/proof${kind === 'pdf' ? '.pdf' : ''}`;

const Sealed = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('attendance-review');
  const format = useFormat();
  return (
    <section className={styles.seal} aria-labelledby="sealed" data-sealed>
      <h2 id="sealed">
        <IconRosetteDiscountCheck size={24} aria-hidden />
        {room.sealedAt === null
          ? t('sealed.title')
          : t('sealed.titleAt', { time: format.clock(room.sealedAt, room.timeZone) })}
      </h2>
      <Text>{t('sealed.words')}</Text>
      {room.sealHash !== null && (
        <p className={styles.hash}>
          <span>{t('sealed.hash')}</span> <code>{grouped(room.sealHash)}</code>
        </p>
      )}
      <Text>{t('proof.words')}</Text>
      <Group gap="sm">
        {(['pdf', 'json'] as const).map((kind) => (
          <Button
            key={kind}
            component="a"
            variant="default"
            href={proofOf(room.sessionId, kind)}
            download={`attendance-proof-${room.sessionId}.${kind}`}
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t(`proof.${kind}`)}
          </Button>
        ))}
      </Group>
    </section>
  );
};

/** Seals what is shown, after one question; once sealed, shows the seal. */
export const SealBox = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('attendance-review');
  const { person } = useMe();
  const [asking, setAsking] = useState(false);
  const sealing = useCommand(() => api.post(`/sessions/${room.sessionId}/seal`));
  if (room.status === 'sealed') return <Sealed room={room} />;
  if (room.status !== 'ended' || !room.facilitators.some((each) => each.person.id === person.id)) return null;
  const confirm = async (): Promise<void> => {
    if (!(await sealing.run())) return;
    setAsking(false);
    announce(t('sealing.done'));
  };
  return (
    <section className={styles.seal} aria-labelledby="to-seal">
      <h2 id="to-seal">{t('sealing.title')}</h2>
      <Text>{t('sealing.words')}</Text>
      <Button w="fit-content" onClick={() => setAsking(true)}>
        {t('sealing.ask')}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('sealing.question')}
        closeButtonProps={{ 'aria-label': t('sealing.cancel') }}
      >
        <Stack>
          <Text>{t('sealing.consequence')}</Text>
          <TroubleNotice trouble={sealing.trouble} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('sealing.cancel')}
            </Button>
            <Button loading={sealing.busy} onClick={() => void confirm()}>
              {t('sealing.confirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </section>
  );
};
