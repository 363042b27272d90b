import type { PatientWeek, WeekDay } from '@hearth/views';
import { addDays } from '@hearth/domain';
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useRunningMinutes } from '../live/running-minutes';
import { useKnownNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { currentWeek } from './current-week';
import { MinutesMeter } from './minutes-meter';
import { OtherTimes } from './other-times';
import styles from './week.module.css';

const DayRow = ({ day, isToday }: { readonly day: WeekDay; readonly isToday: boolean }) => {
  const { t } = useTranslation('week');
  const format = useFormat();
  const minutes = useRunningMinutes(day.counted);
  const nothing = day.scheduledMinutes === 0 && minutes === 0;
  return (
    <li className={styles.day} data-today={isToday}>
      <Text fw={650}>
        {format.longDay(day.day)}
        {isToday && ` · ${t('today')}`}
      </Text>
      <Text className="tabular">{nothing ? t('day.nothing') : t('day.minutes', { count: minutes })}</Text>
      {day.sessions.length > 0 && (
        <ul className={styles.parts}>
          {day.sessions.map((session) => (
            <li key={session.sessionId}>
              {t('day.session', { title: session.title, count: Math.floor(session.countedMs / 60_000) })}
              {!session.sealed && session.countedMs > 0 && ` ${t('day.notFinal')}`}
            </li>
          ))}
        </ul>
      )}
      {day.remainingMinutes > 0 && (
        <Text size="sm" c="dimmed" className="tabular">
          {t('day.planned', { count: day.remainingMinutes })}
        </Text>
      )}
    </li>
  );
};

/** What the patient may show to whoever asks, to be read or to be checked: their own minutes and nobody else's. */
const proofOf = ({ enrollmentId, weekStart }: PatientWeek, form: 'pdf' | 'json'): string =>
  `/api/enrollments/${enrollmentId}/proof${form === 'pdf' ? '.pdf' : ''}?from=${weekStart}&to=${addDays(weekStart, 6)}`;

interface WeekProps {
  readonly week: PatientWeek;
  readonly today: string | null;
  readonly timeZone: string;
}

const Week = ({ week, today, timeZone }: WeekProps) => {
  const { t } = useTranslation('week');
  return (
    <Stack gap="lg">
      <Card withBorder padding="lg">
        <MinutesMeter label={t('thisWeek')} figure={week.counted} verdict={week.verdict} span="week" />
      </Card>
      <section aria-labelledby="days">
        <Title order={2} size="lg" id="days" mb="sm">
          {t('days')}
        </Title>
        <ol className={styles.days}>
          {week.days.map((day) => (
            <DayRow key={day.day} day={day} isToday={day.day === today} />
          ))}
        </ol>
      </section>
      <Text size="sm" c="dimmed">
        {t('how')}
      </Text>
      <OtherTimes enrollmentId={week.enrollmentId} timeZone={timeZone} />
      <section aria-labelledby="proof">
        <Title order={2} size="lg" id="proof" mb="sm">
          {t('proof.title')}
        </Title>
        <Text mb="sm">{t('proof.words')}</Text>
        <Group gap="sm">
          {(['pdf', 'json'] as const).map((form) => (
            <Button
              key={form}
              component="a"
              variant="default"
              href={proofOf(week, form)}
              download={`my-minutes-${week.weekStart}.${form}`}
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              {t(`proof.${form}`)}
            </Button>
          ))}
        </Group>
      </section>
    </Stack>
  );
};

const LiveWeek = ({ enrollmentId }: { readonly enrollmentId: string }) => {
  const { t } = useTranslation('week');
  const entry = useLiveView('week', enrollmentId);
  const now = useKnownNow(60_000);
  const empty = <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>;
  return (
    <WithLive view="week" viewKey={enrollmentId} entry={entry} absent={empty}>
      {(weeks) => {
        const current = currentWeek(weeks, now);
        return current === null ? (
          empty
        ) : (
          <Week week={current.week} today={current.day?.day ?? null} timeZone={weeks.timeZone} />
        );
      }}
    </WithLive>
  );
};

/** A patient's own week: what was there, day by day, and what is still planned. */
export const WeekScreen = () => {
  const { t } = useTranslation('week');
  const { enrollmentId, missing = [] } = useMe();
  if (missing.includes('enrollment')) {
    return (
      <Screen title={t('title')}>
        <Text role="status">{t('missing')}</Text>
      </Screen>
    );
  }
  return (
    <Screen title={t('title')}>
      {enrollmentId === null ? (
        <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>
      ) : (
        <LiveWeek enrollmentId={enrollmentId} />
      )}
    </Screen>
  );
};
