import { addDays, weekStartOf } from '@hearth/domain';
import type { DirectoryDocument, DirectoryPatient } from '@hearth/views';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../access/me';
import { api, newId } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { staffOptions } from '../groups/staff-options';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useDraft } from '../programme/draft';
import { ChoiceField } from '../programme/fields';
import styles from '../programme/programme.module.css';
import { announce } from '../shell/announcer';
import { Tag } from '../tag/tag';
import { TimeFields } from './time-fields';
import { appointmentTypes, ofThatDay, spanOf, type WrittenAppointment } from './written-appointment';

const ThatDay = ({
  written,
  directory,
}: {
  readonly written: WrittenAppointment;
  readonly directory: DirectoryDocument;
}) => {
  const { t } = useTranslation('appointment');
  const format = useFormat();
  const { programmeId, timeZone } = directory;
  const week = written.day === '' ? '' : weekStartOf(written.day, 'monday');
  const entry = useLiveView('calendar', `${programmeId}/${week}`);
  if (written.patientId === '' || entry.state !== 'ready') return null;
  const planned = ofThatDay(written, entry.document.sessions, timeZone);
  return (
    <div role="status">
      {planned.length === 0 ? (
        <span className={styles.muted}>{t('thatDayFree')}</span>
      ) : (
        <>
          {t('thatDay')}
          <ul className={styles.plainList}>
            {planned.map(({ session, atThatTime }) => (
              <li key={session.sessionId}>
                <span className="tabular">
                  {format.time(session.startsAt, timeZone)}–{format.time(session.endsAt, timeZone)}
                </span>{' '}
                <bdi>{session.title}</bdi>{' '}
                {atThatTime && (
                  <Tag tone="look" icon={<IconAlertTriangle />}>
                    {t('atThatTime')}
                  </Tag>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};

interface PlanAppointmentProps {
  readonly directory: DirectoryDocument;
  /** Whom it can be for. */
  readonly patients: readonly DirectoryPatient[];
  readonly today: string;
  /** Told on which day it is. */
  readonly onPlanned: (day: string) => void;
}

/** An individual or a family session, or a medication visit: for one patient, once. */
export const PlanAppointment = ({ directory, patients, today, onPlanned }: PlanAppointmentProps) => {
  const { t } = useTranslation('appointment');
  const { t: plan } = useTranslation('plan');
  const format = useFormat();
  const me = useMe();
  const staff = staffOptions(directory);
  const usual = staff.some(({ value }) => value === me.person.id) && me.role === 'therapist';
  const { values, set, start } = useDraft<WrittenAppointment>({
    patientId: '',
    type: 'individual',
    day: addDays(today, 1),
    time: '12:00',
    minutes: '50',
    leadId: usual ? me.person.id : '',
  });
  const chosen = patients.find(({ patientId }) => patientId === values.patientId);
  const choosePatient = (patientId: string): void => {
    const therapistId = patients.find((one) => one.patientId === patientId)?.episode?.primaryTherapistId;
    // Whoever treats them leads it, unless somebody was chosen already.
    const leadId = values.leadId === '' ? (therapistId ?? '') : values.leadId;
    start({ ...values, patientId, leadId });
  };
  const submit = async (): Promise<void> => {
    const span = spanOf(values, directory.timeZone);
    if (span === null || chosen?.episode == null) return;
    await api.post('/sessions', {
      sessionId: newId(),
      programmeId: directory.programmeId,
      title: plan(`types.${values.type}`),
      sessionType: values.type,
      ...span,
      capacity: 1,
      facilitators: [{ staffId: values.leadId, part: 'facilitator' }],
      roster: [{ patientId: chosen.patientId, enrollmentId: chosen.episode.enrollmentId }],
    });
  };
  return (
    <CommandForm
      label={t('plan')}
      submit={t('submit')}
      disabled={chosen === undefined || values.leadId === ''}
      onSubmit={submit}
      onDone={() => {
        announce(t('done.plan', { who: chosen?.displayName, day: format.longDay(values.day) }));
        set('patientId')('');
        onPlanned(values.day);
      }}
    >
      <ChoiceField
        label={t('patient')}
        value={values.patientId}
        name="patientId"
        options={[
          { value: '', label: t('choose') },
          ...patients.map(({ patientId, displayName }) => ({ value: patientId, label: displayName })),
        ]}
        onChange={choosePatient}
      />
      <ChoiceField
        label={t('kind')}
        value={values.type}
        name="sessionType"
        options={appointmentTypes.map((value) => ({ value, label: plan(`types.${value}`) }))}
        onChange={set('type')}
      />
      <TimeFields values={values} set={set} from={today} />
      <ChoiceField
        label={t('lead')}
        value={values.leadId}
        name="facilitators"
        options={[{ value: '', label: t('choose') }, ...staff]}
        onChange={set('leadId')}
      />
      <ThatDay written={values} directory={directory} />
    </CommandForm>
  );
};
