import { areSoundTimes, outreachTimes, type OutreachTimes } from '@hearth/domain';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble, Trouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { CommandForm } from '../command-form/command-form';
import { TextField } from '../programme/fields';
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

const Form = ({ programmeId, times }: { readonly programmeId: string; readonly times: OutreachTimes }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'times' });
  const [written, setWritten] = useState<Readonly<Record<string, string>>>({});
  const save = async (): Promise<void> => {
    const changed = Object.fromEntries(Object.entries(written).map(([field, text]) => [field, Number(text)]));
    const body = outreachTimes.safeParse({ ...times, ...changed });
    if (!body.success || !areSoundTimes(body.data)) throw new Trouble('invalid', { field: 'outreachTimes' });
    await api.post(`/programmes/${programmeId}/outreach-times`, body.data);
  };
  return (
    <CommandForm label={t('title')} submit={t('save')} onSubmit={save}>
      <Text>{t('words')}</Text>
      <div className={styles.times}>
        {fields.map((field) => (
          <TextField
            key={field}
            name={field}
            type="number"
            required
            min={0}
            label={t(field)}
            value={written[field] ?? String(times[field])}
            onChange={(text) => setWritten({ ...written, [field]: text })}
          />
        ))}
      </div>
    </CommandForm>
  );
};

/** When the programme reaches out; those who oversee it decide. */
export const OutreachTimesForm = ({ programmeId }: { readonly programmeId: string }) => {
  const { t } = useTranslation('outreach', { keyPrefix: 'times' });
  const [opened, setOpened] = useState(false);
  const found = useQuery({
    queryKey: ['follow-up', programmeId],
    queryFn: ({ signal }) =>
      api.get<{ outreachTimes: OutreachTimes }>(`/programmes/${programmeId}/follow-up`, signal),
    enabled: opened,
  });
  return (
    <details className={styles.settings} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{t('title')}</summary>
      {found.error !== null && (
        <TroubleNotice trouble={asTrouble(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.data !== undefined && <Form programmeId={programmeId} times={found.data.outreachTimes} />}
    </details>
  );
};
