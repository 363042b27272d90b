import type { AccountedSpan } from '@hearth/domain';
import type { RunningMinutes } from '@hearth/views';

export type BarReason = AccountedSpan['reason'] | 'to-come';

/** A stretch of the bar of the hour, in percent of its width. */
export interface BarPiece {
  readonly reason: BarReason;
  readonly fromPercent: number;
  readonly widthPercent: number;
}

interface BarOf {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly spans: readonly AccountedSpan[];
  readonly counted: RunningMinutes;
  readonly now: number;
}

type Stretch = Pick<AccountedSpan, 'from' | 'to'> & { readonly reason: BarReason };

/** How the time since the last settled span continues: it runs on as it was, unless the figure stands still. */
const continuation = (last: AccountedSpan | undefined, running: boolean): BarReason => {
  if (running) return last !== undefined && last.counted ? last.reason : 'present';
  if (last === undefined) return 'absent';
  return last.counted ? 'gap' : last.reason;
};

const clip = (stretch: Stretch, from: number, to: number): Stretch => ({
  ...stretch,
  from: Math.max(stretch.from, from),
  to: Math.min(stretch.to, to),
});

const joined = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.reduce<Stretch[]>((done, next) => {
    const last = done.at(-1);
    if (last !== undefined && last.reason === next.reason && last.to >= next.from)
      done[done.length - 1] = { ...last, to: Math.max(last.to, next.to) };
    else done.push(next);
    return done;
  }, []);

/**
 * The bar of one person's hour: what each minute so far was, and what is still to come.
 * Times are clipped to the scheduled window and to `now`.
 */
export const hourBar = ({ startsAt, endsAt, spans, counted, now }: BarOf): readonly BarPiece[] => {
  if (endsAt <= startsAt) return [];
  const until = Math.min(Math.max(now, startsAt), endsAt);
  const settled = [...spans].sort((a, b) => a.from - b.from);
  const last = settled.at(-1);
  const settledTo = Math.max(startsAt, last?.to ?? startsAt);
  const stretches: Stretch[] = [
    ...settled,
    { from: settledTo, to: until, reason: continuation(last, counted.running) },
  ]
    .map((stretch) => clip(stretch, startsAt, until))
    .filter((stretch) => stretch.to > stretch.from);
  if (until < endsAt) stretches.push({ from: until, to: endsAt, reason: 'to-come' });
  const percent = (ms: number) => (ms / (endsAt - startsAt)) * 100;
  return joined(stretches).map((stretch) => ({
    reason: stretch.reason,
    fromPercent: percent(stretch.from - startsAt),
    widthPercent: percent(stretch.to - stretch.from),
  }));
};
