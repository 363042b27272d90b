import type { CareContext, CareSession, DayVerdicts, ProgrammeRules, SayOfDay } from '@hearth/domain';
import { LRUCache } from 'lru-cache';

/** What was said of a day, and all that it followed from. */
interface Remembered {
  readonly asked: string;
  readonly sessions: string;
  readonly said: DayVerdicts;
}

/** A clinic of a hundred patients with eleven weeks each; a few kB a day. */
const DAYS = 8_000;

const remembered = new LRUCache<string, Remembered>({ max: DAYS });

/**
 * A memory of the days of an episode. A session that goes on changes its own day, and an episode has eighty: those
 * that are as they were before, under the same rules, are not judged again.
 */
export const rememberedDays = (
  enrollmentId: string,
  rules: ProgrammeRules,
  care: CareContext,
  sessions: readonly CareSession[],
): SayOfDay => {
  const { packs: _shipped, ...decided } = rules;
  const asked = JSON.stringify([decided, care]);
  const byDay = sessionsByDay(sessions);
  return (day, say) => {
    const key = `${enrollmentId}/${day}`;
    const ofDay = JSON.stringify(byDay.get(day) ?? []);
    const before = remembered.get(key);
    if (before?.asked === asked && before.sessions === ofDay) return before.said;
    const said = say();
    remembered.set(key, { asked, sessions: ofDay, said });
    return said;
  };
};

const sessionsByDay = (sessions: readonly CareSession[]): ReadonlyMap<string, readonly CareSession[]> => {
  const byDay = new Map<string, CareSession[]>();
  for (const session of sessions) byDay.set(session.day, [...(byDay.get(session.day) ?? []), session]);
  return byDay;
};
