import { Card, Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveView } from '../live/live-context';
import { useKnownNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { currentWeek } from '../week/current-week';
import { MinutesMeter } from '../week/minutes-meter';

/** Minutes of today and of this week. */
export const MinutesCard = ({ enrollmentId }: { readonly enrollmentId: string }) => {
  const { t } = useTranslation('today');
  const entry = useLiveView('week', enrollmentId);
  const now = useKnownNow(60_000);
  return (
    <Card withBorder padding="lg" component="section" aria-labelledby="minutes">
      <Stack gap="lg">
        <Title order={2} size="lg" id="minutes">
          {t('minutes.title')}
        </Title>
        <WithLive view="week" viewKey={enrollmentId} entry={entry} absent={t('minutes.absent')}>
          {(weeks) => {
            const current = currentWeek(weeks, now);
            if (current === null) return t('minutes.absent');
            return (
              <>
                {current.day !== null && (
                  <MinutesMeter
                    label={t('minutes.today')}
                    figure={current.day.counted}
                    verdict={current.day.verdict}
                    span="today"
                  />
                )}
                <MinutesMeter
                  label={t('minutes.week')}
                  figure={current.week.counted}
                  verdict={current.week.verdict}
                  span="week"
                />
              </>
            );
          }}
        </WithLive>
      </Stack>
    </Card>
  );
};
