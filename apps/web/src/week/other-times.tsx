import type { ScheduleRequestsAnswer } from '@hearth/contracts';
import { partsOfDay, type PartOfDay } from '@hearth/domain';
import { Button, NativeSelect, Stack, Text, Textarea, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, newId } from '../api/client';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';

type Request = ScheduleRequestsAnswer['requests'][number];

const Ask = ({ enrollmentId, onDone }: { readonly enrollmentId: string; readonly onDone: () => void }) => {
  const { t } = useTranslation('other-times');
  const [partOfDay, setPart] = useState<PartOfDay | null>(null);
  const [text, setText] = useState('');
  const ask = useCommand(async () => {
    await api.post(`/enrollments/${enrollmentId}/schedule-requests`, {
      requestId: newId(),
      partOfDay,
      text: text.trim(),
    });
    onDone();
  });
  return (
    <form
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault();
        void ask.run();
      }}
    >
      <Stack gap="sm">
        <NativeSelect
          label={t('part')}
          value={partOfDay ?? ''}
          data={[
            { value: '', label: t('parts.any') },
            ...partsOfDay.map((value) => ({ value, label: t(`parts.${value}`) })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            setPart(partsOfDay.find((part) => part === chosen) ?? null);
          }}
        />
        <Textarea
          autosize
          minRows={2}
          maxLength={2000}
          label={t('words')}
          description={t('wordsFor')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TroubleNotice trouble={ask.trouble} />
        <Button
          type="submit"
          w="fit-content"
          loading={ask.busy}
          disabled={partOfDay === null && text.trim() === ''}
        >
          {t('send')}
        </Button>
      </Stack>
    </form>
  );
};

const Answer = ({ request, timeZone }: { readonly request: Request; readonly timeZone: string }) => {
  const { t } = useTranslation('other-times');
  const format = useFormat();
  const { decision } = request;
  if (decision === null)
    return <Text role="status">{t('waits', { day: format.day(request.at, timeZone) })}</Text>;
  return (
    <Text role="status">
      {t(`answer.${decision.decision}`)}
      {decision.decision !== 'withdrawn' && decision.text !== null && decision.text !== '' && (
        <>
          {' '}
          <q>{decision.text}</q>
        </>
      )}
    </Text>
  );
};

/** A patient asks for other times, sees what became of it, and can take it back. */
export const OtherTimes = ({
  enrollmentId,
  timeZone,
}: {
  readonly enrollmentId: string;
  readonly timeZone: string;
}) => {
  const { t } = useTranslation('other-times');
  // An answer comes with the sessions that follow from it: the schedule has changed.
  const schedule = useLiveView('schedule', 'me');
  const asked = useQuery({
    queryKey: ['schedule-requests', enrollmentId, schedule.state === 'ready' ? schedule.document : null],
    queryFn: ({ signal }) =>
      api.get<ScheduleRequestsAnswer>(`/enrollments/${enrollmentId}/schedule-requests`, signal),
    placeholderData: (before) => before,
    refetchInterval: 60_000,
  });
  const last = asked.data?.requests.at(-1);
  const waits = last !== undefined && last.decision === null;
  const withdraw = useCommand(async () => {
    if (last === undefined) return;
    try {
      await api.post(`/enrollments/${enrollmentId}/schedule-requests/${last.requestId}/decision`, {
        decision: 'withdrawn',
        text: '',
      });
    } catch (error) {
      // It was answered in this moment: the answer says more than a refusal.
      if (asTrouble(error).code !== 'request-decided') throw error;
    }
    await asked.refetch();
  });
  return (
    <section aria-labelledby="other-times">
      <Title order={2} size="lg" id="other-times" mb="sm">
        {t('title')}
      </Title>
      <Stack gap="sm">
        <Text>{t('intro')}</Text>
        {last !== undefined && <Answer request={last} timeZone={timeZone} />}
        {waits ? (
          <>
            <TroubleNotice trouble={withdraw.trouble} />
            <Button
              variant="default"
              w="fit-content"
              loading={withdraw.busy}
              onClick={() => void withdraw.run()}
            >
              {t('withdraw')}
            </Button>
          </>
        ) : (
          asked.data !== undefined && (
            <Ask
              key={last?.requestId ?? 'first'}
              enrollmentId={enrollmentId}
              onDone={() => void asked.refetch()}
            />
          )
        )}
      </Stack>
    </section>
  );
};
