import type { PatientRoomDocument } from '@hearth/views';
import { Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { IconEyeOff, IconVideoOff } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useHelpReaches } from '../help/help-context';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { WithLive } from '../live/with-live';
import { useHoldsRoom } from '../offline/room-lock';
import { announce } from '../shell/announcer';
import { Screen } from '../shell/screen';
import { waitingOf, type Waiting } from './waiting';
import { WarmLight } from './warm-light';

const State = ({ waiting, room }: { readonly waiting: Waiting; readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('waiting-room');
  const format = useFormat();
  return (
    <Stack gap={4} role="status">
      <Title order={2} size="lg">
        {t(`state.${waiting}.title`)}
      </Title>
      <Text>{t(`state.${waiting}.words`, { time: format.time(room.startsAt, room.timeZone) })}</Text>
    </Stack>
  );
};

const WhoAndHow = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('waiting-room');
  const leads = room.members.filter(({ part }) => part === 'facilitator' || part === 'co-facilitator');
  return (
    <>
      {leads.length > 0 && (
        <Stack gap={4}>
          <Title order={2} size="lg">
            {t('who')}
          </Title>
          {leads.map((lead) => (
            <Text key={lead.identity}>
              {lead.displayName}
              {lead.pronouns === undefined ? '' : ` (${lead.pronouns})`}
              {lead.simulated && ` · ${t('simulated')}`}
              {lead.inRoom && ` · ${t('inRoom')}`}
            </Text>
          ))}
        </Stack>
      )}
      {room.norms.length > 0 && (
        <Stack gap={4}>
          <Title order={2} size="lg">
            {t('norms')}
          </Title>
          <List spacing="xs">
            {room.norms.map((norm) => (
              <List.Item key={norm}>{norm}</List.Item>
            ))}
          </List>
        </Stack>
      )}
      <Stack gap="xs">
        <Group gap="sm" wrap="nowrap">
          <IconEyeOff size={22} aria-hidden style={{ flex: 'none' }} />
          <Text>{t('unseen')}</Text>
        </Group>
        <Group gap="sm" wrap="nowrap">
          <IconVideoOff size={22} aria-hidden style={{ flex: 'none' }} />
          <Text>{t('notRecorded')}</Text>
        </Group>
      </Stack>
    </>
  );
};

const WaitingRoom = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('waiting-room');
  const navigate = useNavigate();
  const { sessionId } = room;
  const params = { sessionId };
  const waiting = waitingOf(room);
  const entering = useCommand(() => api.post(`/sessions/${sessionId}/waiting-room`));
  const leaving = useCommand(async () => {
    await api.remove(`/sessions/${sessionId}/waiting-room`);
    await navigate({ to: '/today' });
  });
  const { run: enter } = entering;
  const entered = useRef(false);
  useHoldsRoom();
  useHelpReaches(room.status === 'scheduled' || waiting === 'over' ? null : sessionId);

  useEffect(() => {
    if (waiting !== 'enter' || entered.current) return;
    entered.current = true;
    void enter();
  }, [waiting, enter]);

  useEffect(() => {
    if (waiting !== 'let-in') return;
    announce(t('state.let-in.title'));
    void navigate({ to: '/session/$sessionId/room', params: { sessionId }, replace: true });
  }, [waiting, navigate, sessionId, t]);

  const action = ((): ReactNode => {
    switch (waiting) {
      case 'check-in-first':
        return (
          <Button
            size="lg"
            renderRoot={(props) => <Link {...props} to="/session/$sessionId/check-in" params={params} />}
          >
            {t('toCheckIn')}
          </Button>
        );
      case 'waiting':
      case 'talk-first':
        return (
          <Button variant="default" loading={leaving.busy} onClick={() => void leaving.run()}>
            {t('leave')}
          </Button>
        );
      case 'over':
        return (
          <Button renderRoot={(props) => <Link {...props} to="/session/$sessionId/after" params={params} />}>
            {t('toAfter')}
          </Button>
        );
      case 'doors-closed':
      case 'turned-away':
      case 'removed':
        return (
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/today" />}>
            {t('toToday')}
          </Button>
        );
      case 'enter':
      case 'let-in':
        return null;
      default:
        return waiting satisfies never;
    }
  })();
  const calm = waiting === 'waiting' || waiting === 'talk-first' || waiting === 'doors-closed';

  return (
    <Screen title={room.title}>
      <Card withBorder padding="lg">
        <Stack gap="lg">
          {calm && <WarmLight />}
          <State waiting={waiting} room={room} />
          {room.me.missing.some((part) => part !== 'check-in' && part !== 'safety') && calm && (
            <Text>
              {t('missing')}{' '}
              <Link to="/session/$sessionId/check-in" params={params} style={{ color: 'var(--h-brand)' }}>
                {t('complete')}
              </Link>
            </Text>
          )}
          <TroubleNotice
            trouble={entering.trouble ?? leaving.trouble}
            onRetry={entering.trouble === null ? undefined : () => void enter()}
          />
          {action}
        </Stack>
      </Card>
      {waiting !== 'turned-away' && waiting !== 'removed' && waiting !== 'over' && <WhoAndHow room={room} />}
    </Screen>
  );
};

/** In front of the door: who leads, what the group has agreed on, and that one will be let in. */
export const WaitingScreen = () => {
  const { t } = useTranslation('shell');
  const { sessionId } = useParams({ from: '/patient/session/$sessionId/waiting' });
  const entry = useLiveView('patient-room', sessionId);
  return (
    <WithLive view="patient-room" viewKey={sessionId} entry={entry} title={t('session')}>
      {(room) => <WaitingRoom room={room} />}
    </WithLive>
  );
};
