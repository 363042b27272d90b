import { areSoundTimes, outreachTimes, type OutreachTimes } from '@hearth/domain';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
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
  const [state, setState] = useState<'saved' | 'wrong' | null>(null);
  const saving = useCommand((body: OutreachTimes) =>
    api.post(`/programmes/${programmeId}/outreach-times`, body),
  );
  const submit = async (): Promise<void> => {
    const changed = Object.fromEntries(Object.entries(written).map(([field, text]) => [field, Number(text)]));
    const body = outreachTimes.safeParse({ ...times, ...changed });
    if (!body.success || !areSoundTimes(body.data)) return setState('wrong');
    setState((await saving.run(body.data)) ? 'saved' : null);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack align="flex-start">
        <Text>{t('words')}</Text>
        <div className={styles.times}>
          {fields.map((field) => (
            <TextInput
              key={field}
              type="number"
              min={0}
              label={t(field)}
              value={written[field] ?? String(times[field])}
              onChange={(event) => setWritten({ ...written, [field]: event.currentTarget.value })}
            />
          ))}
        </div>
        {state === 'wrong' && (
          <Text role="alert" fw={650}>
            {t('wrong')}
          </Text>
        )}
        <TroubleNotice trouble={saving.trouble} />
        <Button type="submit" loading={saving.busy}>
          {t('save')}
        </Button>
        <Text role="status">{state === 'saved' ? t('saved') : ''}</Text>
      </Stack>
    </form>
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
