import {
  DIRECT_REPLAY_DAYS,
  type ProgrammeRulesAnswer,
  type ReplayAnswer,
  type ReplayBody,
  type ReplayJobAnswer,
} from '@hearth/contracts';
import { addDays, daysApart, localDate, type RulePack } from '@hearth/domain';
import { Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client';
import { CommandForm } from '../command-form/command-form';
import { useServerNow } from '../live/server-now';
import { useDraft } from '../programme/draft';
import { ChoiceField, TextField } from '../programme/fields';
import { numbersOf } from './figures';
import { LongReplay, longReplayKey, LongReplayTrouble, useLongReplay } from './long-replay';
import { PutInForce, type Proposal } from './put-in-force';
import { ReplayReport } from './replay-report';

interface Figure {
  readonly key: string;
  readonly ruleId: string | null;
  readonly name: string;
  readonly value: number;
}

/** Every figure of a pack that another one can be tried for. */
const figuresIn = (pack: RulePack | undefined): readonly Figure[] => {
  if (pack === undefined) return [];
  const of = (ruleId: string | null, from: object): readonly Figure[] =>
    numbersOf(from).map(([name, value]) => ({ key: `${ruleId ?? ''}/${name}`, ruleId, name, value }));
  return [...pack.rules.flatMap((rule) => of(rule.id, rule)), ...of(null, pack.definitions)];
};

/** A grace matters only where lateness within it is forgiven. */
const parametersOf = ({ name }: Figure, value: number): Record<string, number | string> =>
  name === 'graceLateMinutes' ? { [name]: value, lateness: 'forgiven-within-grace' } : { [name]: value };

/** What the form asks for: figures and words, no lists. */
type Asked = Omit<ReplayBody, 'proposal'> & { readonly proposal?: Omit<Proposal, 'packId'> };

interface ReplayProps {
  readonly programmeId: string;
  readonly timeZone: string;
  readonly rules: ProgrammeRulesAnswer;
}

/** What a long replay has tried, once it is known what that would flip. */
const triedIn = (replay: ReplayJobAnswer | null | undefined): Proposal | null => {
  if (replay?.state !== 'done' || replay.request.proposal === undefined) return null;
  const { packId, proposal } = replay.request;
  return { packId, ...proposal };
};

const nameOf = ({ id, version }: RulePack): string => `${id} ${version}`;

/** A period under another version of a pack, or with another figure in it, before that is put in force. */
export const Replay = ({ programmeId, timeZone, rules }: ReplayProps) => {
  const { t } = useTranslation('programme-week', { keyPrefix: 'rules' });
  const today = localDate(useServerNow(60_000), timeZone);
  const own = rules.inForce.find(({ packId }) => packId === rules.packId);
  const { values, field, change } = useDraft({
    from: addDays(today, -27),
    to: today,
    pack: `${rules.packId} ${own?.version ?? 1}`,
    figure: '',
    value: '',
  });
  const [answer, setAnswer] = useState<{
    readonly report: ReplayAnswer;
    readonly proposal: Proposal | null;
  } | null>(null);
  const pack = rules.packs.find((each) => nameOf(each) === values.pack);
  const figures = figuresIn(pack);
  const tried = figures.find(({ key }) => key === values.figure);
  const queries = useQueryClient();
  const long = useLongReplay(programmeId);
  const replay = async (body: Asked): Promise<void> => {
    setAnswer(null);
    if (daysApart(body.from, body.to) >= DIRECT_REPLAY_DAYS) {
      await api.post(`/programmes/${programmeId}/replays`, body);
      await queries.invalidateQueries({ queryKey: longReplayKey(programmeId) });
      return;
    }
    const report = await api.post<ReplayAnswer>(`/programmes/${programmeId}/replay`, body);
    const { packId, proposal } = body;
    setAnswer({ report, proposal: proposal === undefined ? null : { packId, ...proposal } });
  };
  const judged = answer === null ? triedIn(long.data) : answer.proposal;
  const run = async (): Promise<void> => {
    if (pack === undefined) return;
    const { from, to, value } = values;
    const proposal =
      tried === undefined
        ? {}
        : { proposal: { ruleId: tried.ruleId, parameters: parametersOf(tried, Number(value)) } };
    await replay({ from, to, packId: pack.id, version: pack.version, ...proposal });
  };
  return (
    <Stack gap="md">
      <Text>{t('replay.words')}</Text>
      <CommandForm
        label={t('tabs.replay')}
        submit={t('replay.run')}
        doneWords={t('replay.done')}
        onSubmit={run}
      >
        <Group align="flex-start" gap="sm">
          <TextField type="date" required label={t('replay.from')} max={values.to} {...field('from')} />
          <TextField type="date" required label={t('replay.to')} min={values.from} {...field('to')} />
          <ChoiceField
            label={t('replay.pack')}
            options={rules.packs.map((each) => ({
              value: nameOf(each),
              label: `${each.title} · ${t('version', { version: each.version })}`,
            }))}
            {...field('pack')}
            onChange={(next) => change({ pack: next, figure: '' })}
          />
          <ChoiceField
            label={t('replay.try')}
            options={[
              { value: '', label: t('replay.none') },
              ...figures.map(({ key, ruleId, name, value: now }) => ({
                value: key,
                label: `${ruleId === null ? t(`definition.${name}`) : `${ruleId} ${name}`} (${now})`,
              })),
            ]}
            {...field('figure')}
            onChange={(figure) =>
              change({ figure, value: String(figures.find(({ key }) => key === figure)?.value ?? '') })
            }
          />
          {tried !== undefined && (
            <TextField
              type="number"
              step="any"
              min={0}
              required
              label={t('replay.value')}
              {...field('value')}
            />
          )}
        </Group>
      </CommandForm>
      <LongReplayTrouble error={long.error} onRetry={() => void long.refetch()} />
      {answer === null && long.data != null && <LongReplay programmeId={programmeId} replay={long.data} />}
      {answer !== null && <ReplayReport answer={answer.report} />}
      {judged !== null && (
        <PutInForce
          key={JSON.stringify(judged)}
          programmeId={programmeId}
          organisation={rules.organisation}
          proposal={judged}
          tomorrow={addDays(today, 1)}
        />
      )}
    </Stack>
  );
};
