import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isGapAfterRemoval } from '../attendance/after-removal';
import { hourBar } from '../attendance/hour-bar';
import { HourBarView } from '../attendance/hour-bar-view';
import { useFormat } from '../i18n/format';
import { doubtSeconds } from '../minutes/running';
import { PersonName } from '../people/person-name';
import type { FlagFact, ReviewRow } from './review';
import styles from './review.module.css';

interface ReviewPatientProps {
  readonly row: ReviewRow;
  readonly window: { readonly from: number; readonly to: number };
  readonly timeZone: string;
}

/** Which wording fits: with a time, without one, or for a connection that never came back. */
const sentenceGroup = ({ flag, at, count }: FlagFact): string => {
  if (flag === 'dropped' && count === 0) return at === null ? 'flagSentenceUntimed' : 'flagSentenceCutOff';
  return at === null && (flag === 'late' || flag === 'left-early') ? 'flagSentenceUntimed' : 'flagSentence';
};

const Flag = ({ fact, timeZone }: { readonly fact: FlagFact; readonly timeZone: string }) => {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const key = `${sentenceGroup(fact)}.${fact.flag}`;
  return (
    <li>
      <IconInfoCircle size={18} aria-hidden className={styles.flagIcon} />
      <span>
        <strong>{t(`flag.${fact.flag}`)}</strong>{' '}
        {t(key, {
          time: fact.at === null ? '' : format.clock(fact.at, timeZone),
          minutes: format.minutes(fact.ms),
          seconds: doubtSeconds(fact.ms),
          count: fact.count,
        })}
      </span>
    </li>
  );
};

const Spans = ({
  row: { spans, removed },
  timeZone,
}: {
  readonly row: ReviewRow;
  readonly timeZone: string;
}) => {
  const { t } = useTranslation(['attendance-review', 'attendance']);
  const format = useFormat();
  return (
    <table className={styles.spans}>
      <thead>
        <tr>
          <th scope="col">{t('span.from')}</th>
          <th scope="col">{t('span.to')}</th>
          <th scope="col">{t('span.reason')}</th>
          <th scope="col">{t('span.counted')}</th>
        </tr>
      </thead>
      <tbody>
        {spans.map((span) => (
          <tr key={span.from}>
            <td>{format.clock(span.from, timeZone)}</td>
            <td>{format.clock(span.to, timeZone)}</td>
            <td>
              {isGapAfterRemoval(span, removed)
                ? t('span.afterRemoval')
                : t(`attendance:reason.${span.reason}`)}
            </td>
            <td>{t(span.counted ? 'span.yes' : 'span.no')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** One person's minutes: what counts, what was measured, how sure it is, and why. */
export const ReviewPatient = ({ row, window, timeZone }: ReviewPatientProps) => {
  const { t } = useTranslation('attendance-review');
  const format = useFormat();
  const settled = { ms: row.countedMs, asOf: window.to, running: false, until: window.to };
  return (
    <li className={styles.patient} data-patient={row.patientId}>
      <h3>
        <PersonName displayName={row.displayName} simulated={row.simulated} />
      </h3>
      <p className={`${styles.minutes} tabular`}>
        <strong data-counted>{t('counted', { minutes: format.minutes(row.countedMs) })}</strong>
        <span>{t('doubt', { seconds: doubtSeconds(row.uncertaintyMs) })}</span>
        <span>{t('raw', { minutes: format.minutes(row.rawMs) })}</span>
      </p>
      <HourBarView
        label={row.displayName}
        lengthMs={window.to - window.from}
        pieces={hourBar({
          startsAt: window.from,
          endsAt: window.to,
          spans: row.spans,
          counted: settled,
          now: Math.max(window.from, row.spans.at(-1)?.to ?? window.from),
        })}
      />
      {row.flags.length === 0 ? (
        <p className={styles.noFlags}>
          <IconCircleCheck size={18} aria-hidden />
          {t('noFlags')}
        </p>
      ) : (
        <ul className={styles.flags} aria-label={t('flagsOf', { name: row.displayName })}>
          {row.flags.map((fact) => (
            <Flag key={fact.flag} fact={fact} timeZone={timeZone} />
          ))}
        </ul>
      )}
      <details>
        <summary>{t('minuteByMinute', { count: row.spans.length })}</summary>
        <Spans row={row} timeZone={timeZone} />
      </details>
    </li>
  );
};
