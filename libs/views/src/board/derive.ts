import {
  basePack,
  dayFloorOn,
  lengthOf,
  localDate,
  MINUTE,
  ruleFor,
  SECOND,
  targetMinutes,
  shippedPacks,
  weekRules,
  type ProgrammeRules,
  type WeekRules,
} from '@hearth/domain';
import type { EnrollmentDocument } from '../enrollment/document.js';
import type { RulesParts } from '../rule-pack/gather.js';
import { careOf } from '../week/care.js';
import { rulesOf } from '../week/derive.js';
import type { RoomDocument, RoomPatient, RunningMinutes, SignalSummary } from '../room/document.js';
import { byAttention } from './attention.js';
import type { BoardDocument, BoardPatient, BoardSession } from './document.js';

export interface BoardParts extends RulesParts {
  readonly rooms: readonly RoomDocument[];
  readonly enrollments: readonly EnrollmentDocument[];
  readonly signals: readonly SignalSummary[];
  /** Sessions of which some stream is parked. */
  readonly degraded: readonly string[];
}

/** After this long with hardly a word, a patient is shown as quiet: somebody to look after. */
const QUIET_AFTER = 15 * MINUTE;
const QUIET_BELOW = 20 * SECOND;

// Silence counts only while somebody listened: without a report nobody is called quiet.
const isQuiet = (room: RoomDocument, { place, engagement, firstJoinedAt }: RoomPatient): boolean => {
  const { measuredAt, lastActiveAt, speakingMs, shares } = engagement;
  if (room.status !== 'live' || place !== 'in-room' || firstJoinedAt === null || measuredAt === null)
    return false;
  if (measuredAt - firstJoinedAt < QUIET_AFTER) return false;
  const silentFor = measuredAt - (lastActiveAt ?? firstJoinedAt);
  return silentFor >= QUIET_AFTER || (speakingMs < QUIET_BELOW && shares === 0);
};

/** The patient's whole day, over all rooms: the same minute never counts twice. */
const dayMinutes = (rooms: readonly RoomDocument[], patientId: string): RunningMinutes => {
  const mine = rooms.flatMap(({ patients }) => patients.filter((each) => each.patientId === patientId));
  return {
    ms: lengthOf(mine.flatMap(({ attendance }) => attendance.spans.filter(({ counted }) => counted))),
    asOf: Math.max(0, ...mine.map(({ attendance }) => attendance.counted.asOf)),
    running: mine.some(({ attendance }) => attendance.counted.running),
    until: Math.max(
      0,
      ...mine
        .filter(({ attendance }) => attendance.counted.running)
        .map(({ attendance }) => attendance.counted.until),
    ),
  };
};

const isOpen = (signal: SignalSummary): boolean => signal.closed === null;

/** What a day asks of a patient, by whose rules they come under; without an episode by the programme's own. */
const dayTarget = (
  rules: WeekRules,
  day: string,
  enrollments: readonly EnrollmentDocument[],
  enrollmentId: string,
): number => {
  const episode = enrollments.find((each) => each.enrollmentId === enrollmentId)?.episode;
  if (episode != null) return dayFloorOn(rules, careOf(episode), day);
  const own = rules.on(day).find(({ id }) => id === rules.packId);
  const rule = own === undefined ? undefined : ruleFor(own, 'day-minutes', 'adult');
  return own === undefined || rule === undefined ? 0 : targetMinutes(own, rule);
};

const boardPatient = (
  parts: BoardParts,
  target: (enrollmentId: string) => number,
  room: RoomDocument,
  each: RoomPatient,
): BoardPatient => ({
  patientId: each.patientId,
  displayName: each.displayName,
  simulated: each.simulated,
  place: each.place,
  flags: each.attendance.flags,
  counted: each.attendance.counted,
  today: dayMinutes(parts.rooms, each.patientId),
  targetMinutes: target(each.enrollmentId),
  spans: each.attendance.spans,
  speakingMs: each.engagement.speakingMs,
  quiet: isQuiet(room, each),
  ...(each.absence !== undefined && each.place === 'expected' ? { cannotCome: true as const } : {}),
  handRaised: room.hands.some(({ patientId }) => patientId === each.patientId),
  openHelp: room.help.some(({ patientId, answered }) => patientId === each.patientId && answered === null),
  safety: room.signals.some((signal) => signal.patientId === each.patientId && isOpen(signal)),
});

const countsOf = (patients: readonly RoomPatient[]): BoardSession['counts'] => {
  const at = (...places: RoomPatient['place'][]): number =>
    patients.filter(({ place }) => places.includes(place)).length;
  return {
    expected: patients.length,
    waiting: at('waiting'),
    inRoom: at('in-room'),
    dropped: at('dropped'),
    late: patients.filter(({ attendance }) => attendance.flags.includes('late')).length,
    left: at('left'),
    turnedAway: at('turned-away'),
    removed: at('removed'),
  };
};

const boardSession = (
  parts: BoardParts,
  target: (enrollmentId: string) => number,
  room: RoomDocument,
): BoardSession => ({
  sessionId: room.sessionId,
  title: room.title,
  sessionType: room.sessionType,
  startsAt: room.startsAt,
  endsAt: room.endsAt,
  startedAt: room.startedAt,
  endedAt: room.endedAt,
  status: room.status,
  ...(room.notHeld === undefined ? {} : { notHeld: room.notHeld }),
  capacity: room.capacity,
  facilitators: room.facilitators.map(({ person, displayName, present, lead, simulated }) => ({
    staffId: person.id,
    displayName,
    present,
    lead,
    simulated,
  })),
  unstaffedSince: room.unstaffedSince,
  breakSince: room.breakSince,
  counts: countsOf(room.patients),
  patients: room.patients.map((each) => boardPatient(parts, target, room, each)),
  observers: room.observers.map(({ person, displayName }) => ({ staffId: person.id, displayName })),
  help: room.help.filter(({ answered }) => answered === null),
  signals: room.signals.filter(isOpen),
  degraded: parts.degraded.includes(room.sessionId),
});

/** For a programme that names a pack that there is not: the live board must not fail by that. */
const unnamedRules: ProgrammeRules = {
  packId: basePack.id,
  packVersion: basePack.version,
  packs: shippedPacks,
  added: [],
  adopted: [],
  overrides: [],
  organisationOverrides: [],
};

/** The board of one programme day (key: `{programmeId}/{day}`). Null until the programme is established. */
export const deriveBoard = (key: string, parts: BoardParts): BoardDocument | null => {
  const { programme } = parts;
  if (programme?.established == null) return null;
  const { timeZone, title } = programme.established;
  const day = key.slice(key.lastIndexOf('/') + 1);
  const rules = weekRules(rulesOf(parts) ?? unnamedRules);
  const target = (enrollmentId: string): number => dayTarget(rules, day, parts.enrollments, enrollmentId);
  const rooms = parts.rooms.filter((room) => localDate(room.startsAt, timeZone) === day);
  return {
    programmeId: programme.programmeId,
    title,
    day,
    timeZone,
    sessions: rooms.map((room) => boardSession(parts, target, room)).sort(byAttention),
    signals: [...parts.signals].filter(isOpen).sort((a, b) => a.raisedAt - b.raisedAt),
  };
};
