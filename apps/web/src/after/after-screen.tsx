import type { PatientRoomDocument } from '@hearth/views';
import { Button, Card, List, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLiveView } from '../live/live-context';
import { useRunningMinutes } from '../live/running-minutes';
import { useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { isOutside } from '../room/patient-phase';
import { Screen } from '../shell/screen';
import { nextSession } from '../today/next-session';
import { SessionTime } from '../today/next-session-card';
import { useFormat } from '../i18n/format';
import { FeedbackForm } from './feedback-form';
import { minutesStory } from './minutes-story';

const Minutes = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('after');
  const minutes = useRunningMinutes(room.me.counted);
  const story = minutesStory(room.me.spans);
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="minutes">
      <Stack gap="md">
        <Title order={2} size="lg" id="minutes">
          {t('minutes', { count: minutes })}
        </Title>
        {story.length > 0 && (
          <>
            <Text>{t('why')}</Text>
            <List spacing="xs">
              {story.map(({ reason, counted, ms }) => (
                <List.Item key={`${reason} ${counted}`} className="tabular">
                  {t(counted ? 'line.counted' : 'line.notCounted', {
                    duration:
                      ms < 60_000
                        ? t('line.underAMinute')
                        : t('line.minutes', { count: Math.round(ms / 60_000) }),
                    reason: t(`reasons.${reason}`),
                  })}
                </List.Item>
              ))}
            </List>
          </>
        )}
        <Text size="sm" c="dimmed">
          {room.status === 'sealed' ? t('final') : t('notFinal')}
        </Text>
      </Stack>
    </Card>
  );
};

const WhatIsNext = ({ sessionId }: { readonly sessionId: string }) => {
  const { t } = useTranslation('after');
  const format = useFormat();
  const entry = useLiveView('schedule', 'me');
  const now = useServerNow(10_000);
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="next">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="lg" id="next">
          {t('next')}
        </Title>
        <WithLive view="schedule" viewKey="me" entry={entry}>
          {(schedule) => {
            const others = schedule.sessions.filter((session) => session.sessionId !== sessionId);
            const session = nextSession({ ...schedule, sessions: others }, now);
            if (session === null) return <Text>{t('nothingNext')}</Text>;
            return (
              <Text>
                {session.title}, {format.day(session.startsAt, schedule.timeZone)},{' '}
                <SessionTime session={session} timeZone={schedule.timeZone} />
              </Text>
            );
          }}
        </WithLive>
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/today" />}>
          {t('toToday')}
        </Button>
      </Stack>
    </Card>
  );
};

/** Somebody followed an old link here, while the group runs and they have not been let in yet. */
const NotThereYet = ({ sessionId }: { readonly sessionId: string }) => {
  const { t } = useTranslation('after');
  return (
    <Screen title={t('title.notYet')}>
      <Stack align="flex-start" gap="sm">
        <Text>{t('notYet')}</Text>
        <Button
          size="lg"
          renderRoot={(props) => <Link {...props} to="/session/$sessionId/waiting" params={{ sessionId }} />}
        >
          {t('toWaiting')}
        </Button>
      </Stack>
      <WhatIsNext sessionId={sessionId} />
    </Screen>
  );
};

const After = ({ room }: { readonly room: PatientRoomDocument }) => {
  const { t } = useTranslation('after');
  const { sessionId, status, me } = room;
  const running = status === 'live' && me.removed === null && me.turnedAway === null;
  if (running && isOutside(room)) return <NotThereYet sessionId={sessionId} />;
  const wasThere = me.rawMs > 0 || me.counted.ms > 0 || me.counted.running;
  return (
    <Screen title={running ? t('title.running') : t('title.over')}>
      {running && (
        <Stack align="flex-start" gap="sm">
          <Text>{t('running')}</Text>
          <Button
            size="lg"
            renderRoot={(props) => <Link {...props} to="/session/$sessionId/room" params={{ sessionId }} />}
          >
            {t('comeBack')}
          </Button>
        </Stack>
      )}
      {!running && wasThere && <Text>{t('thanks')}</Text>}
      <Minutes room={room} />
      {!running && wasThere && <FeedbackForm sessionId={sessionId} given={me.feedbackGiven} />}
      <WhatIsNext sessionId={sessionId} />
    </Screen>
  );
};

/** What the session came to: minutes and why, four questions, what is next. */
export const AfterScreen = () => {
  const { t } = useTranslation('shell');
  const { sessionId } = useParams({ from: '/patient/session/$sessionId/after' });
  const entry = useLiveView('patient-room', sessionId);
  return (
    <WithLive view="patient-room" viewKey={sessionId} entry={entry} title={t('session')}>
      {(room) => <After room={room} />}
    </WithLive>
  );
};
