import type { RoomDocument } from '@hearth/views';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { HourBarLegend } from '../attendance/hour-bar-view';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { WithLive } from '../live/with-live';
import { doubtSeconds } from '../minutes/running';
import { StatusTag } from '../people/status-tag';
import { ChangeBox } from '../attendance-change/change-box';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { StaleNotice } from '../staleness/stale-notice';
import { Corrections } from '../timeline/corrections';
import { reviewOf, type Review } from './review';
import { ReviewPatient } from './review-patient';
import { useLightPaper } from '../theme/use-light-paper';
import styles from './review.module.css';
import { SealBox } from './seal-box';

/** Once a session is over there is nothing to come. */
const settledReasons = [
  'present',
  'audio-only',
  'bridged',
  'gap',
  'break',
  'unstaffed',
  'absent',
  'below-minimum',
] as const;

interface PartProps {
  readonly room: RoomDocument;
  readonly review: Review;
}

const Figures = ({ review }: PartProps) => {
  const { t } = useTranslation('attendance-review');
  const format = useFormat();
  const doubt = Math.max(0, ...review.rows.map((row) => row.uncertaintyMs));
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{t('figure.patients')}</dt>
        <dd className="tabular">{format.number(review.rows.length)}</dd>
      </div>
      <div>
        <dt>{t('figure.counted')}</dt>
        <dd className="tabular">{t('minutes', { minutes: format.minutes(review.totalCountedMs) })}</dd>
      </div>
      <div>
        <dt>{t('figure.flagged')}</dt>
        <dd className="tabular">{format.number(review.flaggedCount)}</dd>
      </div>
      <div>
        <dt>{t('figure.doubt')}</dt>
        <dd className="tabular">{t('doubt', { seconds: doubtSeconds(doubt) })}</dd>
      </div>
    </dl>
  );
};

/** Breaks and time without a facilitator: what was taken off everybody's minutes, and when. */
const TakenOff = ({ room, review }: PartProps) => {
  const { t } = useTranslation('attendance-review');
  const format = useFormat();
  const spans = [
    ...review.breaks.map((span) => ({ ...span, kind: 'break' as const })),
    ...review.unstaffed.map((span) => ({ ...span, kind: 'unstaffed' as const })),
  ].sort((a, b) => a.from - b.from);
  return (
    <section className={styles.takenOff} aria-labelledby="taken-off">
      <h2 id="taken-off">{t('takenOff.title')}</h2>
      {spans.length === 0 ? (
        <Text>{t('takenOff.none')}</Text>
      ) : (
        <ul>
          {spans.map((span) => (
            <li key={`${span.kind}-${span.from}`} className="tabular">
              {t(`takenOff.${span.kind}`, {
                from: format.clock(span.from, room.timeZone),
                to: format.clock(span.to, room.timeZone),
                minutes: format.minutes(span.to - span.from),
                seconds: Math.floor(((span.to - span.from) % 60_000) / 1_000),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const ReviewPage = ({ room, review }: PartProps) => {
  const { t } = useTranslation('attendance-review');
  const format = useFormat();
  const running = room.status === 'live' || room.status === 'doors-open';
  return (
    <>
      <Group gap="md">
        <StatusTag status={room.status} />
        <Text className="tabular">
          {t('window', {
            day: format.day(review.window.from, room.timeZone),
            from: format.time(review.window.from, room.timeZone),
            to: format.time(review.window.to, room.timeZone),
            zone: format.zone(review.window.from, room.timeZone),
          })}
        </Text>
      </Group>
      <StaleNotice timeZone={room.timeZone} />
      {running && (
        <Alert icon={<IconInfoCircle aria-hidden />} variant="light">
          {t('stillRunning')}
        </Alert>
      )}
      <Figures room={room} review={review} />
      <SealBox room={room} />
      <ChangeBox room={room} />
      <Corrections room={room} />
      <TakenOff room={room} review={review} />
      <section aria-labelledby="review-people" className={styles.people}>
        <h2 id="review-people">{t('people')}</h2>
        <HourBarLegend reasons={settledReasons} />
        <ul>
          {review.rows.map((row) => (
            <ReviewPatient key={row.patientId} row={row} window={review.window} timeZone={room.timeZone} />
          ))}
        </ul>
      </section>
    </>
  );
};

/** What will be sealed, with every flag explained, before it is; and what was sealed, after. */
export const AttendanceReviewScreen = () => {
  const { t } = useTranslation('attendance-review');
  useLightPaper();
  const { sessionId = '' } = useParams({ strict: false });
  const entry = useLiveView('room', sessionId);
  const title = entry.state === 'ready' ? t('titleOf', { title: entry.document.title }) : t('title');
  return (
    <>
      <Group gap="md">
        <Link to="/sessions" className={styles.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t('back')}
        </Link>
      </Group>
      <Screen title={title}>
        <WithLive view="room" viewKey={sessionId} entry={entry}>
          {(room) => {
            const review = reviewOf(room);
            return review === null ? (
              <EmptyState
                title={t('empty.title')}
                action={
                  <Button
                    variant="default"
                    renderRoot={(props) => (
                      <Link to="/sessions/$sessionId" params={{ sessionId }} {...props} />
                    )}
                  >
                    {t('empty.go')}
                  </Button>
                }
              >
                {t('empty.words')}
              </EmptyState>
            ) : (
              <ReviewPage room={room} review={review} />
            );
          }}
        </WithLive>
      </Screen>
    </>
  );
};
