import { weekRules, type CareContext, type ProgrammeRules, type WeekRules } from '@hearth/domain';
import type { Episode } from '../enrollment/document.js';
import { gatherRules } from '../rule-pack/gather.js';
import type { Lookup } from '../view.js';
import { attendedOf, careOf, type Attended } from '../week/care.js';
import { rulesOf } from '../week/derive.js';
import { gatherWeek } from '../week/view.js';

/** An episode as rules ask about it, with all its sessions. */
export interface EpisodeOfRules {
  readonly enrollmentId: string;
  readonly episode: Episode;
  readonly timeZone: string;
  readonly care: CareContext;
  readonly attended: readonly Attended[];
}

/** What a programme goes by; null when it is not established or names a pack that there is not. */
export const programmeRules = async (lookup: Lookup, programmeId: string): Promise<ProgrammeRules | null> =>
  rulesOf(await gatherRules(programmeId, lookup));

/** Null without an episode, or without rules. */
export const episodeOfRules = async (
  lookup: Lookup,
  enrollmentId: string,
): Promise<(EpisodeOfRules & { readonly rules: WeekRules }) | null> => {
  const parts = await gatherWeek(enrollmentId, lookup);
  const rules = rulesOf(parts);
  const timeZone = parts.programme?.established?.timeZone;
  if (parts.enrollment?.episode == null || rules === null || timeZone === undefined) return null;
  const { episode, credits } = parts.enrollment;
  return {
    enrollmentId,
    episode,
    timeZone,
    care: careOf(episode),
    attended: attendedOf(parts.outlines, parts.staff, episode, credits, timeZone),
    rules: weekRules(rules),
  };
};
