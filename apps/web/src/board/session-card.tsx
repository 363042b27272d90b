import type { BoardSession } from '@hearth/views';
import { IconCoffee, IconEye, IconHistoryToggle, IconUserCheck, IconUserQuestion } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { StatusTag } from '../people/status-tag';
import { useRecentChange } from '../steady/use-recent-change';
import { Tag } from '../tag/tag';
import styles from './board.module.css';
import { PatientRow } from './patient-row';
import { openHelpOf, openSignalsOf } from './totals';

interface SessionCardProps {
  readonly session: BoardSession;
  readonly timeZone: string;
  readonly now: number;
}

const countNames = [
  'expected',
  'waiting',
  'inRoom',
  'dropped',
  'late',
  'left',
  'turnedAway',
  'removed',
] as const;

/** Those that are nearly always nought are shown only when they are not. */
const seldom: readonly string[] = ['left', 'turnedAway', 'removed'];

const Counts = ({ counts }: Pick<BoardSession, 'counts'>) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  return (
    <dl className={styles.counts}>
      {countNames
        .filter((name) => counts[name] > 0 || !seldom.includes(name))
        .map((name) => (
          <div key={name} data-count={name}>
            <dt>{t(`count.${name}`)}</dt>
            <dd className="tabular">{format.number(counts[name])}</dd>
          </div>
        ))}
    </dl>
  );
};

const Staffing = ({ session, timeZone }: Omit<SessionCardProps, 'now'>) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  return (
    <p className={styles.staffing}>
      {session.unstaffedSince !== null && (
        <Tag tone="look" icon={<IconUserQuestion />}>
          {t('unstaffedSince', { time: format.clock(session.unstaffedSince, timeZone) })}
        </Tag>
      )}
      {session.facilitators.map((facilitator) => (
        <span key={facilitator.staffId} className={styles.facilitator}>
          <PersonName
            displayName={facilitator.displayName}
            simulated={facilitator.simulated}
            detail={facilitator.lead ? t('lead') : undefined}
          />
          {session.status === 'live' &&
            (facilitator.present ? (
              <Tag tone="brand" icon={<IconUserCheck />}>
                {t('present')}
              </Tag>
            ) : (
              <Tag>{t('notPresent')}</Tag>
            ))}
        </span>
      ))}
    </p>
  );
};

/** One session of the day. What needs somebody stands out; the rest stays quiet. */
export const SessionCard = ({ session, timeZone, now }: SessionCardProps) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  const safety = openSignalsOf(session).length > 0;
  const attention = safety
    ? 'safety'
    : session.unstaffedSince !== null || openHelpOf(session) > 0
      ? 'look'
      : 'plain';
  const changed = useRecentChange(`${session.status} ${attention} ${session.breakSince ?? ''}`);
  // Nobody is expected in what does not take place.
  const isOff = session.status === 'cancelled';
  const headingId = `board-${session.sessionId}`;
  return (
    <article
      className={styles.card}
      data-attention={attention}
      data-changed={changed || undefined}
      aria-labelledby={headingId}
      data-session={session.sessionId}
    >
      <header className={styles.cardHeader}>
        <h2 id={headingId} className={styles.cardTitle}>
          <Link to="/board/$sessionId" params={{ sessionId: session.sessionId }}>
            {session.title}
          </Link>
        </h2>
        <span className="tabular">
          {t('when', {
            from: format.time(session.startsAt, timeZone),
            to: format.time(session.endsAt, timeZone),
          })}
        </span>
        <StatusTag status={session.status} notHeld={session.notHeld === true} />
        {session.breakSince !== null && (
          <Tag icon={<IconCoffee />}>
            {t('breakSince', { time: format.time(session.breakSince, timeZone) })}
          </Tag>
        )}
        {session.observers.length > 0 && (
          <Tag icon={<IconEye />}>
            {t('observedBy', { names: session.observers.map((each) => each.displayName).join(', ') })}
          </Tag>
        )}
        {session.degraded && (
          <Tag tone="look" icon={<IconHistoryToggle />}>
            {t('degraded')}
          </Tag>
        )}
      </header>
      <Staffing session={session} timeZone={timeZone} />
      {!isOff && <Counts counts={session.counts} />}
      {!isOff && session.patients.length > 0 && (
        <ul className={styles.rows} aria-label={t('people', { title: session.title })}>
          {session.patients.map((patient) => (
            <PatientRow key={patient.patientId} patient={patient} session={session} now={now} />
          ))}
        </ul>
      )}
    </article>
  );
};
