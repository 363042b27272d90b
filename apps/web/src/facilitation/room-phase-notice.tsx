import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconPlugConnectedX, IconVolumeOff } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import type { RoomConnection } from '../room/room-connection';
import type { RoomPhase } from '../room/room-state';
import { useRoomState } from '../room/use-room';
import { announce } from '../shell/announcer';

const wordsOf = (phase: RoomPhase): string | null => {
  switch (phase.name) {
    case 'joining':
      return 'phase.joining';
    case 'in-room':
      return phase.reconnecting ? 'phase.reconnecting' : null;
    case 'presence':
      return `phase.${phase.why}`;
    case 'network-lost':
      return 'phase.network-lost';
    case 'elsewhere':
      return 'phase.elsewhere';
    case 'left':
      return 'phase.left';
    case 'refused':
      return null;
    default:
      return phase satisfies never;
  }
};

/** What is wrong with the pictures and the sound, that the session goes on all the same, and the way back. */
export const RoomPhaseNotice = ({ connection }: { readonly connection: RoomConnection }) => {
  const { t } = useTranslation('facilitation');
  const { phase, soundBlocked } = useRoomState(connection);
  const words = wordsOf(phase);
  useEffect(() => {
    if (words !== null && words !== 'phase.joining') announce(t(words));
  }, [words, t]);
  if (phase.name === 'refused')
    return <TroubleNotice trouble={phase.trouble} onRetry={() => connection.joinNow()} />;
  const comeBack = phase.name === 'elsewhere' || phase.name === 'left' || phase.name === 'network-lost';
  return (
    <>
      {words !== null && (
        <Alert color="look" variant="light" icon={<IconPlugConnectedX aria-hidden />} data-phase={phase.name}>
          <Stack gap="xs" align="flex-start">
            <Text>{t(words)}</Text>
            {comeBack && (
              <Button size="xs" variant="default" onClick={() => connection.joinNow()}>
                {t('phase.joinHere')}
              </Button>
            )}
          </Stack>
        </Alert>
      )}
      {soundBlocked && (
        <Alert color="look" variant="light" icon={<IconVolumeOff aria-hidden />}>
          <Button size="xs" onClick={() => void connection.startSound()}>
            {t('phase.startSound')}
          </Button>
        </Alert>
      )}
    </>
  );
};
