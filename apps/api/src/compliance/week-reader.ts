import { weekRules, type WeekRules } from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import {
  attendedOf,
  careOf,
  gatherRules,
  gatherWeek,
  rulesOf,
  type Attended,
  type Episode,
  type Lookup,
  type ViewOf,
} from '@hearth/views';
import type { CareContext, ProgrammeRules } from '@hearth/domain';

/** An episode as rules ask about it, with all its sessions. */
export interface EpisodeOfRules {
  readonly enrollmentId: string;
  readonly episode: Episode;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly timeZone: string;
  readonly care: CareContext;
  readonly attended: readonly Attended[];
}

/** The views as derived views read them; each document is read once, as sessions have many patients. */
export const lookupOn = (views: ViewReader): Lookup => {
  const known = new Map<string, Promise<unknown>>();
  const document = <Document>(view: ViewOf<Document>, key: string): Promise<Document | null> => {
    const address = `${view.name} ${key}`;
    const found =
      known.get(address) ?? views.read<Document>(view.name, key).then((read) => read?.document ?? null);
    known.set(address, found);
    return found as Promise<Document | null>;
  };
  return {
    document,
    documents: async (view, keys) => {
      const found = await Promise.all(keys.map((key) => document(view, key)));
      return found.filter((one) => one !== null);
    },
    members: (index) => views.members(index),
    degraded: () => Promise.resolve([]),
  };
};

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
    displayName: parts.profile?.displayName ?? '',
    simulated: parts.profile?.simulated ?? false,
    timeZone,
    care: careOf(episode),
    attended: attendedOf(parts.outlines, parts.staff, episode, credits, timeZone),
    rules: weekRules(rules),
  };
};
