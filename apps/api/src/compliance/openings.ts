import type { Opening } from '@hearth/contracts';
import { ageBandOn, isGroupType, limitFor, localDate, MINUTE, onDay, type SessionType } from '@hearth/domain';
import {
  enrollmentView,
  groupView,
  programmeView,
  roomsOfDay,
  sessionView,
  tracksOfProgramme,
  trackView,
  type Episode,
  type Lookup,
  type SessionDocument,
} from '@hearth/views';

/** Sessions that somebody else may come to once; what is one person's own is not offered to others. */
const isShared = (type: SessionType): boolean => isGroupType(type) || type === 'multi-family';

interface Wanted {
  readonly lookup: Lookup;
  readonly days: readonly string[];
  readonly now: number;
  readonly timeZone: string;
  readonly episode: Episode;
}

/** Groups of tracks that are for people of another age. */
const groupsOfOthers = async ({ lookup, episode, days }: Wanted): Promise<ReadonlySet<string>> => {
  const ids = await lookup.members(tracksOfProgramme(episode.programmeId));
  const tracks = (await lookup.documents(trackView, ids)).flatMap(({ track }) => track ?? []);
  const own = ageBandOn(episode, days[0] ?? episode.startsOn);
  const others = tracks.filter(({ population }) => population !== 'any' && population !== own);
  return new Set(others.flatMap(({ groupIds }) => groupIds));
};

/** How many may be in the session when this patient comes too, by its own places and by the programme's limits. */
const mostIn = async (
  { patients, plan }: SessionDocument,
  { lookup, episode, timeZone }: Wanted,
): Promise<number> => {
  if (plan === null) return 0;
  const day = localDate(plan.startsAt, timeZone);
  const [programme, group, enrollments] = await Promise.all([
    lookup.document(programmeView, episode.programmeId),
    plan.groupId === null ? null : lookup.document(groupView, plan.groupId),
    lookup.documents(
      enrollmentView,
      patients.map(({ enrollmentId }) => enrollmentId),
    ),
  ]);
  const episodes = [episode, ...enrollments.flatMap((one) => one.episode ?? [])];
  const states = episodes.flatMap(({ residences }) => onDay(residences, day)?.residenceState ?? []);
  const { sessionType } = plan;
  const limit = limitFor(programme?.limits ?? [], {
    states,
    sessionType,
    modality: group?.modality ?? 'video',
  });
  return Math.min(plan.capacity, limit?.most ?? plan.capacity);
};

const isOffered = (
  { status, plan, patients }: SessionDocument,
  { now, episode }: Wanted,
  others: ReadonlySet<string>,
): boolean =>
  status === 'scheduled' &&
  plan !== null &&
  plan.endsAt > now &&
  isShared(plan.sessionType) &&
  !(plan.groupId !== null && others.has(plan.groupId)) &&
  patients.every(({ patientId }) => patientId !== episode.patientId);

/** The sessions of some days that a patient could still come to as a guest, soonest first. */
export const openingsFor = async (wanted: Wanted): Promise<readonly Opening[]> => {
  const { lookup, days, episode, timeZone } = wanted;
  const ids = await Promise.all(days.map((day) => lookup.members(roomsOfDay(episode.programmeId, day))));
  const [sessions, others] = await Promise.all([
    lookup.documents(sessionView, [...new Set(ids.flat())]),
    groupsOfOthers(wanted),
  ]);
  const offered = sessions.filter((session) => isOffered(session, wanted, others));
  const openings = await Promise.all(
    offered.map(async (session): Promise<readonly Opening[]> => {
      const { plan, sessionId, patients } = session;
      const places = (await mostIn(session, wanted)) - patients.length;
      if (plan === null || places <= 0) return [];
      const { title, sessionType, startsAt, endsAt } = plan;
      const day = localDate(startsAt, timeZone);
      const minutes = Math.round((endsAt - startsAt) / MINUTE);
      return [{ sessionId, title, sessionType, day, startsAt, minutes, places }];
    }),
  );
  return openings.flat().sort((a, b) => a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1));
};
