import { minutesAt, type BoardPatient, type BoardSession } from '@hearth/views';
import { useTranslation } from 'react-i18next';
import { hourBar } from '../attendance/hour-bar';
import { HourBarView } from '../attendance/hour-bar-view';
import { useFormat } from '../i18n/format';
import { PersonName } from '../people/person-name';
import { PlaceTag } from '../people/place-tag';
import { useRecentChange } from '../steady/use-recent-change';
import styles from './board.module.css';
import { ChipTags } from './chip-tags';
import { changeMark, chipsOf } from './chips';

interface PatientRowProps {
  readonly patient: BoardPatient;
  readonly session: Pick<BoardSession, 'startsAt' | 'endsAt'>;
  readonly now: number;
}

/** One person's hour: where they are, how it went so far, and the day's minutes against the target. */
export const PatientRow = ({ patient, session, now }: PatientRowProps) => {
  const { t } = useTranslation('board');
  const format = useFormat();
  const changed = useRecentChange(changeMark(patient));
  const values = {
    minutes: format.number(minutesAt(patient.today, now)),
    target: format.number(patient.targetMinutes),
  };
  return (
    <li className={styles.row} data-changed={changed || undefined} data-patient={patient.patientId}>
      <span className={styles.who}>
        <PersonName displayName={patient.displayName} simulated={patient.simulated} />
        {patient.cannotCome !== true && <PlaceTag place={patient.place} />}
        <ChipTags chips={chipsOf(patient)} />
      </span>
      <span className={styles.hour}>
        <HourBarView
          label={patient.displayName}
          lengthMs={session.endsAt - session.startsAt}
          pieces={hourBar({ ...session, spans: patient.spans, counted: patient.counted, now })}
        />
      </span>
      <span className={`${styles.minutes} tabular`}>
        {patient.targetMinutes > 0 ? t('minutesOfTarget', values) : t('minutes', values)}
      </span>
    </li>
  );
};
