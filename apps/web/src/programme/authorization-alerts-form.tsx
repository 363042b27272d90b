import type { FollowUpAnswer } from '@hearth/contracts';
import type { AuthorizationAlerts } from '@hearth/domain';
import type { DirectoryDocument, DirectoryStaff } from '@hearth/views';
import { Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { CommandForm } from '../command-form/command-form';
import { useFormat } from '../i18n/format';
import { orNull, useDraft } from './draft';
import { ChoiceField, TextField } from './fields';

// As the server holds them, too.
const figures = [
  { name: 'unitsPercent', min: 1, max: 100 },
  { name: 'daysBeforeEnd', min: 0, max: 90 },
  { name: 'daysBeforeReview', min: 0, max: 90 },
  { name: 'dueHours', min: 1, max: 720 },
] as const;
type Figure = (typeof figures)[number]['name'];
type Written = Readonly<Record<Figure | 'coordinatorId', string>>;

const writtenOf = (alerts: AuthorizationAlerts): Written => ({
  unitsPercent: String(alerts.unitsPercent),
  daysBeforeEnd: String(alerts.daysBeforeEnd),
  daysBeforeReview: String(alerts.daysBeforeReview),
  dueHours: String(alerts.dueHours),
  coordinatorId: alerts.coordinatorId ?? '',
});

const alertsOf = (written: Written): AuthorizationAlerts => ({
  unitsPercent: Number(written.unitsPercent),
  daysBeforeEnd: Number(written.daysBeforeEnd),
  daysBeforeReview: Number(written.daysBeforeReview),
  coordinatorId: orNull(written.coordinatorId),
  dueHours: Number(written.dueHours),
});

interface FormProps {
  readonly programmeId: string;
  readonly alerts: AuthorizationAlerts;
  readonly staff: readonly DirectoryStaff[];
  readonly onDone: () => void;
}

const Form = ({ programmeId, alerts, staff, onDone }: FormProps) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'alerts' });
  const { values, field } = useDraft<Written>(writtenOf(alerts));
  return (
    <CommandForm
      label={t('title')}
      submit={t('save')}
      onSubmit={() => api.post(`/programmes/${programmeId}/authorization-alerts`, alertsOf(values))}
      onDone={onDone}
    >
      <Text size="sm">{t('words')}</Text>
      {figures.map(({ name, min, max }) => (
        <TextField
          key={name}
          type="number"
          required
          min={min}
          max={max}
          label={t(`figure.${name}`)}
          description={t('bounds', { min, max })}
          {...field(name)}
        />
      ))}
      <ChoiceField
        label={t('coordinator')}
        options={[
          { value: '', label: t('whoeverSupervises') },
          ...staff.map(({ staffId, displayName }) => ({ value: staffId, label: displayName })),
        ]}
        {...field('coordinatorId')}
      />
    </CommandForm>
  );
};

const SetLast = ({ of, timeZone }: { of: FollowUpAnswer['authorizationAlertsSet']; timeZone: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'alerts' });
  const format = useFormat();
  if (of === null) return <Text size="sm">{t('usual')}</Text>;
  const values = {
    name: of.displayName,
    day: format.day(of.at, timeZone),
    time: format.time(of.at, timeZone),
  };
  return <Text size="sm">{t(of.displayName === '' ? 'setOn' : 'setBy', values)}</Text>;
};

/** From when on somebody is told of an authorization that runs out; those who oversee the programme decide. */
export const AuthorizationAlertsForm = ({ directory }: { readonly directory: DirectoryDocument }) => {
  const { t } = useTranslation('plan');
  const { programmeId, staff, timeZone } = directory;
  const queries = useQueryClient();
  const queryKey = ['follow-up', programmeId];
  const found = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<FollowUpAnswer>(`/programmes/${programmeId}/follow-up`, signal),
  });
  if (found.data === undefined) {
    return found.error === null ? (
      <Text role="status">{t('loading')}</Text>
    ) : (
      <TroubleNotice trouble={asTrouble(found.error)} onRetry={() => void found.refetch()} />
    );
  }
  const { authorizationAlerts: alerts, authorizationAlertsSet } = found.data;
  return (
    <>
      <Form
        programmeId={programmeId}
        alerts={alerts}
        staff={staff}
        onDone={() => void queries.invalidateQueries({ queryKey })}
      />
      <SetLast of={authorizationAlertsSet} timeZone={timeZone} />
    </>
  );
};
