import { localDate, MINUTE, wallTimeOf } from '@hearth/domain';
import type { CalendarSession } from '@hearth/views';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { ChoiceField } from '../programme/fields';
import { announce } from '../shell/announcer';
import { TimeFields } from './time-fields';
import { spanOf, type WrittenTime } from './written-appointment';

const changes = ['move', 'skip'] as const;
const reasons = ['staff', 'holiday', 'technical', 'other'] as const;

interface ChangeDraft extends WrittenTime {
  readonly change: (typeof changes)[number];
  readonly reasonCode: (typeof reasons)[number];
}

interface ChangeAppointmentProps {
  readonly session: CalendarSession;
  readonly timeZone: string;
  readonly today: string;
  /** What the appointment is called among others. */
  readonly name: string;
  readonly onLeave: () => void;
}

/** An appointment is moved, or called off. */
export const ChangeAppointment = ({ session, timeZone, today, name, onLeave }: ChangeAppointmentProps) => {
  const { t } = useTranslation('appointment');
  const { t: plan } = useTranslation('plan', { keyPrefix: 'groups' });
  const { sessionId, startsAt, endsAt } = session;
  const { values, set } = useDraft<ChangeDraft>({
    change: 'move',
    reasonCode: 'other',
    day: localDate(startsAt, timeZone),
    time: wallTimeOf(startsAt, timeZone),
    minutes: String(Math.round((endsAt - startsAt) / MINUTE)),
  });
  const { change, reasonCode } = values;
  const submit = async (): Promise<void> => {
    if (change === 'skip') {
      await api.post(`/sessions/${sessionId}/cancellation`, { reasonCode });
      return;
    }
    const span = spanOf(values, timeZone);
    if (span !== null) await api.post(`/sessions/${sessionId}/time`, { ...span, reasonCode });
  };
  return (
    <CommandForm
      label={t('changeFor', { name })}
      submit={plan(`meeting.submit.${change}`)}
      onSubmit={submit}
      onCancel={onLeave}
      onDone={() => {
        announce(t(`done.${change}`, { name }));
        onLeave();
      }}
    >
      <ChoiceField
        label={plan('meeting.change')}
        value={change}
        name="change"
        options={changes.map((value) => ({ value, label: plan(`meeting.changes.${value}`) }))}
        onChange={set('change')}
      />
      {change === 'move' && <TimeFields values={values} set={set} from={today} />}
      <ChoiceField
        label={t('why')}
        value={reasonCode}
        name="reasonCode"
        options={reasons.map((value) => ({ value, label: plan(`reason.${value}`) }))}
        onChange={set('reasonCode')}
      />
    </CommandForm>
  );
};
