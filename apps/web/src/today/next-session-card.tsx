import type { ScheduledSession } from '@hearth/views';
import { Badge, Button, Card, Group, List, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useServerNow } from '../live/server-now';
import { usePreferences } from '../preferences/preferences';
import { countdownTo } from './countdown';
import { nextStep, type NextStep } from './next-session';
import styles from './today.module.css';

interface SessionProps {
  readonly session: ScheduledSession;
  readonly timeZone: string;
}

/** `5:30 – 6:30 PM`, with the zone when this device is in another one. */
export const SessionTime = ({ session, timeZone }: SessionProps) => {
  const format = useFormat();
  const elsewhere = Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone;
  return (
    <span className="tabular">
      <time dateTime={new Date(session.startsAt).toISOString()}>
        {format.time(session.startsAt, timeZone)}
      </time>
      {' – '}
      <time dateTime={new Date(session.endsAt).toISOString()}>{format.time(session.endsAt, timeZone)}</time>
      {elsewhere ? ` ${format.zone(session.startsAt, timeZone)}` : ''}
    </span>
  );
};

const useCountdownWords = (session: ScheduledSession, timeZone: string): string => {
  const { t } = useTranslation('today');
  const format = useFormat();
  const now = useServerNow(1_000);
  const left = countdownTo(session.startsAt, now);
  switch (left.unit) {
    case 'now':
      return t('countdown.now');
    case 'running':
      return session.status === 'live' ? t('countdown.running') : t('countdown.soon');
    case 'minutes':
      return t('countdown.minutes', { count: left.minutes });
    case 'hours':
      return t('countdown.hours', { count: left.hours, minutes: left.minutes });
    case 'days':
      return format.day(session.startsAt, timeZone);
    default:
      return left satisfies never;
  }
};

const Step = ({ done, children }: { readonly done: boolean; readonly children: string }) => {
  const { t } = useTranslation('today');
  return (
    <List.Item
      icon={
        <ThemeIcon variant={done ? 'filled' : 'default'} color="brand" radius="xl" size={26}>
          {done ? (
            <IconCheck size={16} aria-label={t('steps.done')} />
          ) : (
            <IconCircleDashed size={16} aria-label={t('steps.open')} />
          )}
        </ThemeIcon>
      }
    >
      <span className={styles.step}>{children}</span>
    </List.Item>
  );
};

const MainAction = ({ step, sessionId }: { readonly step: NextStep; readonly sessionId: string }) => {
  const { t } = useTranslation('today');
  const params = { sessionId };
  switch (step) {
    case 'check-in':
      return (
        <Button
          size="lg"
          renderRoot={(props) => <Link {...props} to="/session/$sessionId/check-in" params={params} />}
        >
          {t('action.checkIn')}
        </Button>
      );
    case 'waiting-room':
      return (
        <Button
          size="lg"
          renderRoot={(props) => <Link {...props} to="/session/$sessionId/waiting" params={params} />}
        >
          {t('action.waitingRoom')}
        </Button>
      );
    case 'room':
      return (
        <Button
          size="lg"
          renderRoot={(props) => <Link {...props} to="/session/$sessionId/room" params={params} />}
        >
          {t('action.room')}
        </Button>
      );
    case 'wait-for-doors':
      return <Text>{t('action.ready')}</Text>;
    case 'not-let-in':
      return <Text>{t('action.notLetIn')}</Text>;
    default:
      return step satisfies never;
  }
};

/** The next session: when, with whom, what is still to be done, and one main button. */
export const NextSessionCard = ({ session, timeZone }: SessionProps) => {
  const { t } = useTranslation('today');
  const countdown = useCountdownWords(session, timeZone);
  const tested = usePreferences().devicesTested;
  const step = nextStep(session);
  const params = { sessionId: session.sessionId };
  const type = t(`types.${session.sessionType}`);
  const checkedIn = session.mine?.checkedIn === true;
  const asksSafety = session.mine?.missing.includes('safety') === true;
  const hasSteps = step === 'check-in' || step === 'waiting-room' || step === 'wait-for-doors';
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="next-session">
      <Stack gap="md">
        <Group justify="space-between" gap="sm">
          {type !== session.title && <Text c="dimmed">{type}</Text>}
          <Badge size="lg" variant="light" tt="none" color="brand">
            {countdown}
          </Badge>
        </Group>
        <Stack gap={4}>
          <Title order={2} size="lg" id="next-session">
            {session.title}
          </Title>
          <Text>
            <SessionTime session={session} timeZone={timeZone} />
          </Text>
          <Text c="dimmed">
            {t('with', {
              names: session.facilitators
                .map(({ displayName, credentials }) =>
                  credentials === undefined ? displayName : `${displayName}, ${credentials}`,
                )
                .join(' · '),
            })}
          </Text>
        </Stack>
        {hasSteps && (
          <List listStyleType="none" spacing="xs" center aria-label={t('steps.label')}>
            <Step done={checkedIn}>{t('steps.checkIn')}</Step>
            <Step done={tested}>{t('steps.devices')}</Step>
            <Step done={session.status !== 'scheduled'}>
              {session.status === 'scheduled' ? t('steps.doors') : t('steps.doorsOpen')}
            </Step>
          </List>
        )}
        {asksSafety && <Text fw={650}>{t('safetyFirst')}</Text>}
        <MainAction step={step} sessionId={session.sessionId} />
        {hasSteps && (
          <Group gap="sm">
            {checkedIn && (
              <Button
                variant="default"
                renderRoot={(props) => <Link {...props} to="/session/$sessionId/check-in" params={params} />}
              >
                {t('action.changeAnswers')}
              </Button>
            )}
            <Button
              variant="default"
              renderRoot={(props) => <Link {...props} to="/session/$sessionId/devices" params={params} />}
            >
              {t('action.devices')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
};
