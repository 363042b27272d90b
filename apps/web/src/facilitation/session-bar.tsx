import type { RoomDocument } from '@hearth/views';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { IconArrowsExchange, IconCoffee, IconPlayerStop } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { endingOf } from './ending';
import type { SessionCommands } from './session-commands';

interface SessionBarProps {
  readonly room: RoomDocument;
  readonly commands: SessionCommands;
}

interface BarProps extends SessionBarProps {
  /** Before the start there is nothing to pause. */
  readonly breaks: boolean;
}

interface DialogProps extends SessionBarProps {
  readonly onClose: () => void;
}

const EndForm = ({ room, commands, onClose }: DialogProps) => {
  const { t } = useTranslation('facilitation');
  const navigate = useNavigate();
  const ending = useCommand(() => commands.end());
  const end = async (): Promise<void> => {
    if (await ending.run())
      await navigate({ to: '/sessions/$sessionId/attendance', params: { sessionId: room.sessionId } });
  };
  return (
    <Stack>
      <ul>
        {endingOf(room).map((fact) => (
          <li key={fact.kind}>{t(`end.${fact.kind}`, { count: fact.count })}</li>
        ))}
      </ul>
      <TroubleNotice trouble={ending.trouble} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('end.stay')}
        </Button>
        <Button loading={ending.busy} onClick={() => void end()}>
          {t('end.confirm')}
        </Button>
      </Group>
    </Stack>
  );
};

const HandOverForm = ({ room, commands, onClose }: DialogProps) => {
  const { t } = useTranslation('facilitation');
  const others = room.facilitators.filter((facilitator) => !facilitator.lead);
  const [to, setTo] = useState(others[0]?.person.id ?? '');
  const handing = useCommand(() => commands.handOver(to));
  const hand = async (): Promise<void> => {
    if (await handing.run()) onClose();
  };
  return (
    <Stack>
      <Text>{t('handOver.words')}</Text>
      <Radio.Group label={t('handOver.to')} value={to} onChange={setTo}>
        <Stack gap="xs" mt="xs">
          {others.map((facilitator) => (
            <Radio
              key={facilitator.person.id}
              value={facilitator.person.id}
              label={facilitator.displayName}
              description={t(facilitator.present ? 'handOver.present' : 'handOver.notPresent')}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TroubleNotice trouble={handing.trouble} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={handing.busy} onClick={() => void hand()}>
          {t('handOver.confirm')}
        </Button>
      </Group>
    </Stack>
  );
};

/** What concerns the whole group: a break, handing over, ending it for all. */
export const SessionBar = ({ room, commands, breaks }: BarProps) => {
  const { t } = useTranslation('facilitation');
  const [asking, setAsking] = useState<'end' | 'handOver' | null>(null);
  const onBreak = room.breakSince !== null;
  const breaking = useCommand(() => (onBreak ? commands.endBreak() : commands.startBreak()));
  const close = (): void => setAsking(null);
  return (
    <>
      <Group gap="xs" wrap="wrap">
        {breaks && (
          <Button
            size="sm"
            variant={onBreak ? 'filled' : 'default'}
            leftSection={<IconCoffee size={18} aria-hidden />}
            loading={breaking.busy}
            onClick={() => void breaking.run()}
          >
            {t(onBreak ? 'break.end' : 'break.start')}
          </Button>
        )}
        {room.facilitators.length > 1 && (
          <Button
            size="sm"
            variant="default"
            leftSection={<IconArrowsExchange size={18} aria-hidden />}
            onClick={() => setAsking('handOver')}
          >
            {t('handOver.ask')}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          leftSection={<IconPlayerStop size={18} aria-hidden />}
          onClick={() => setAsking('end')}
        >
          {t('end.ask')}
        </Button>
      </Group>
      <TroubleNotice trouble={breaking.trouble} />
      <Modal
        opened={asking !== null}
        onClose={close}
        title={asking === 'handOver' ? t('handOver.title') : t('end.title')}
        closeButtonProps={{ 'aria-label': t('cancel') }}
      >
        {asking === 'end' && <EndForm room={room} commands={commands} onClose={close} />}
        {asking === 'handOver' && <HandOverForm room={room} commands={commands} onClose={close} />}
      </Modal>
    </>
  );
};
