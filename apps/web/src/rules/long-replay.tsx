import type { ReplayJobAnswer } from '@hearth/contracts';
import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { asTrouble } from '../api/problem';
import { TroubleNotice } from '../api/trouble-notice';
import { useCommand } from '../api/use-command';
import { useFormat } from '../i18n/format';
import { ReplayReport } from './replay-report';

const LOOK_AGAIN_MS = 2_000;

const isUnderWay = (replay: ReplayJobAnswer | null | undefined): boolean =>
  replay?.state === 'waiting' || replay?.state === 'running';

export const longReplayKey = (programmeId: string): readonly string[] => ['long-replay', programmeId];

/** The long replay that was asked for last, looked at again and again while it is under way. */
export const useLongReplay = (programmeId: string) =>
  useQuery({
    queryKey: longReplayKey(programmeId),
    queryFn: async ({ signal }) => {
      const path = `/programmes/${programmeId}/replays/newest`;
      return (await api.get<{ readonly replay: ReplayJobAnswer | null }>(path, signal)).replay;
    },
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? LOOK_AGAIN_MS : false),
  });

interface LongReplayProps {
  readonly programmeId: string;
  readonly replay: ReplayJobAnswer;
}

const UnderWay = ({ programmeId, replay }: LongReplayProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.replay.long' });
  const format = useFormat();
  const queries = useQueryClient();
  const { replayId, done, of, state } = replay;
  const cancel = useCommand(async () => {
    await api.remove(`/programmes/${programmeId}/replays/${replayId}`);
    await queries.invalidateQueries({ queryKey: longReplayKey(programmeId) });
  });
  return (
    <Stack gap="xs" maw="40rem">
      <Text>
        {state === 'waiting' || of === 0
          ? t('waiting')
          : t('running', { done: format.number(done), all: format.number(of) })}
      </Text>
      <Progress.Root size="lg" radius="xl" aria-hidden>
        <Progress.Section value={of === 0 ? 0 : (done / of) * 100} color="brand" />
      </Progress.Root>
      <Text size="sm" c="dimmed">
        {t('words')}
      </Text>
      <TroubleNotice trouble={cancel.trouble} />
      <Group>
        <Button variant="default" loading={cancel.busy} onClick={() => void cancel.run()}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  );
};

const Outcome = ({ programmeId, replay }: LongReplayProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.replay.long' });
  switch (replay.state) {
    case 'waiting':
    case 'running':
      return <UnderWay programmeId={programmeId} replay={replay} />;
    case 'done':
      return replay.report === null ? null : <ReplayReport answer={replay.report} />;
    case 'cancelled':
      return <Text role="status">{t('cancelled')}</Text>;
    case 'failed':
      return <Text role="alert">{t('failed')}</Text>;
    default:
      return replay.state satisfies never;
  }
};

/** What was asked for, how far it is, and what came of it. */
export const LongReplay = ({ programmeId, replay }: LongReplayProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules.replay.long' });
  const format = useFormat();
  const { from, to, packId, version, proposal } = replay.request;
  // A long period may well cross a year.
  const dated = (day: string): string => `${format.longDay(day)} ${day.slice(0, 4)}`;
  const tried = Object.entries(proposal?.parameters ?? {}).map(([name, value]) => `${name} ${String(value)}`);
  return (
    <Stack gap="sm">
      <Title order={2} size="md">
        {t('title', { from: dated(from), to: dated(to), pack: `${packId} ${version}` })}
      </Title>
      {tried.length > 0 && <Text>{[proposal?.ruleId ?? '', ...tried].join(' ').trim()}</Text>}
      <Outcome programmeId={programmeId} replay={replay} />
    </Stack>
  );
};

/** That it could not be looked up; nothing while it can. */
export const LongReplayTrouble = ({
  error,
  onRetry,
}: {
  readonly error: unknown;
  readonly onRetry: () => void;
}) => (error === null ? null : <TroubleNotice trouble={asTrouble(error)} onRetry={onRetry} />);
