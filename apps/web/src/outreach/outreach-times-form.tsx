import { areSoundTimes, outreachTimes, type OutreachTimes } from '@hearth/domain';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble, Trouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { CommandForm } from '../command-form/command-form';
import { useDraft } from '../programme/draft';
import { TextField } from '../programme/fields';
import { More } from '../programme/more';
import styles from './outreach.module.css';

const fields = [
  'noticeMinutes',
  'reminderMinutes',
  'secondReminderMinutes',
  'callTaskMinutes',
  'callDueMinutes',
  'callAgainMinutes',
  'callTries',
  'absencesForSupervisor',
  'supervisorDueMinutes',
] as const satisfies readonly (keyof OutreachTimes)[];

const writtenOf = (times: OutreachTimes): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(times).map(([name, value]) => [name, String(value)]));

const Form = ({ programmeId, times }: { readonly programmeId: string; readonly times: OutreachTimes }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'times' });
  const { values, field } = useDraft(writtenOf(times));
  const save = async (): Promise<void> => {
    const body = outreachTimes.safeParse(
      Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)])),
    );
    if (!body.success || !areSoundTimes(body.data)) throw new Trouble('invalid', { field: 'outreachTimes' });
    await api.post(`/programmes/${programmeId}/outreach-times`, body.data);
  };
  return (
    <CommandForm label={t('title')} submit={t('save')} onSubmit={save}>
      <Text>{t('words')}</Text>
      <div className={styles.times}>
        {fields.map((name) => (
          <TextField key={name} type="number" required min={0} label={t(name)} {...field(name)} />
        ))}
      </div>
    </CommandForm>
  );
};

const Times = ({ programmeId }: { readonly programmeId: string }) => {
  const found = useQuery({
    queryKey: ['follow-up', programmeId],
    queryFn: ({ signal }) =>
      api.get<{ outreachTimes: OutreachTimes }>(`/programmes/${programmeId}/follow-up`, signal),
  });
  return (
    <>
      {found.error !== null && (
        <TroubleNotice trouble={asTrouble(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.data !== undefined && <Form programmeId={programmeId} times={found.data.outreachTimes} />}
    </>
  );
};

/** When the programme reaches out; those who oversee it decide. */
export const OutreachTimesForm = ({ programmeId }: { readonly programmeId: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'times' });
  return (
    <More title={t('title')} className={styles.settings}>
      <Times programmeId={programmeId} />
    </More>
  );
};
