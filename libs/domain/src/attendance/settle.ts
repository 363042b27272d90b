import { unionOf, lengthOf } from '../compliance/union.js';
import type { Instant, Interval, Milliseconds } from '../time.js';
import { cameraTimes, isAudioOnlyAt } from './cameras.js';
import { flagsOf } from './flags.js';
import type { AttendanceInputs } from './inputs.js';
import { bridges, clip, uncovered } from './intervals.js';
import { editionsOf, type RulesEdition } from './policy.js';
import {
  intervalOf,
  presencesOf,
  presencesOfPerson,
  segmentOf,
  type Presence,
  type Reading,
} from './presence.js';
import { followsRemoval } from './removals.js';
import type { PatientAttendance, SealedAttendance, Segment } from './sealed.js';
import { account, type Account, type Ground, type Whereabouts } from './spans.js';

/** A patient's counted time as it stands, and whether it grows with the clock from then on. */
export interface RunningCount {
  readonly patientId: string;
  readonly ms: Milliseconds;
  readonly asOf: Instant;
  readonly running: boolean;
  /** A running figure stops growing here, even without news: the end of the schedule. */
  readonly until: Instant;
}

/** When somebody of the staff was connected: who facilitates, and who observes. */
export interface StaffPresence {
  readonly staffId: string;
  readonly segments: readonly Segment[];
}

export interface Settlement {
  /** What would be sealed if the session were over at `asOf`. */
  readonly attendance: SealedAttendance;
  readonly running: readonly RunningCount[];
  /** Of everybody of the staff who was ever connected; it moves no minutes but by `unstaffed`, and is not sealed. */
  readonly staff: readonly StaffPresence[];
  /** Since when no facilitator is connected; null while one is, or when the session is not live. */
  readonly unstaffedSince: Instant | null;
  readonly breakSince: Instant | null;
}

/**
 * The time that a payer would recognise: what was scheduled, as far as it took place. A session that starts late or
 * ends early is shorter; one that starts early or runs over is not longer, since only what was planned and
 * authorised is owed. Before the end it reaches to `asOf`.
 */
const windowOf = ({ schedule, startedAt, endedAt }: AttendanceInputs, asOf: Instant): Interval => {
  const from = Math.max(schedule.from, startedAt ?? schedule.from);
  if (startedAt === null) return { from, to: from };
  return { from, to: Math.max(from, Math.min(schedule.to, endedAt ?? asOf)) };
};

const breaksIn = (inputs: AttendanceInputs, window: Interval): readonly Interval[] =>
  clip(unionOf(inputs.breaks.map(({ from, to }) => ({ from, to: to ?? window.to }))), window);

const isFacilitator = (inputs: AttendanceInputs, { person }: Presence): boolean =>
  person.kind === 'staff' && inputs.facilitatorIds.includes(person.id);

/** Stretches of the window without a facilitator, but for those too short to matter. */
const unstaffedIn = (
  inputs: AttendanceInputs,
  presences: readonly Presence[],
  window: Interval,
  reading: Reading,
): readonly Interval[] =>
  uncovered(
    presences.filter((one) => isFacilitator(inputs, one)).map((one) => intervalOf(one, reading, window.to)),
    window,
  ).filter(({ from, to }) => to - from > inputs.policy.unstaffedGraceMs);

interface Scene {
  readonly inputs: AttendanceInputs;
  readonly edition: RulesEdition;
  readonly presences: readonly Presence[];
  readonly grounds: Readonly<Record<Reading, Ground>>;
  readonly asOf: Instant;
}

const sceneOf = (inputs: AttendanceInputs, asOf: Instant, edition: RulesEdition): Scene => {
  const presences = presencesOf(inputs, edition);
  const window = windowOf(inputs, asOf);
  const breaks = breaksIn(inputs, window);
  const ground = (reading: Reading): Ground => ({
    window,
    breaks,
    unstaffed: unstaffedIn(inputs, presences, window, reading),
    policy: inputs.policy,
    edition,
  });
  return {
    inputs,
    edition,
    presences,
    grounds: { likeliest: ground('likeliest'), least: ground('least'), most: ground('most') },
    asOf,
  };
};

const whereaboutsOf = (
  { inputs, edition, asOf }: Scene,
  mine: readonly Presence[],
  reading: Reading,
): Whereabouts => {
  const { bridgeMs, audioOnlyCounts } = inputs.policy;
  const present = mine.map((one) => intervalOf(one, reading, asOf));
  const { seen, audioOnly } = cameraTimes(inputs, mine, reading, asOf, edition);
  const isBarred = edition.bridgesRemovals ? () => false : followsRemoval(mine, reading);
  return {
    present,
    seen,
    audioOnly,
    bridged: bridges(present, bridgeMs, isBarred),
    givenBack: bridges(edition.eachCameraAlone || audioOnlyCounts ? present : seen, bridgeMs, isBarred),
    mayStillStay: inputs.endedAt === null && mine.some((one) => one.to === null),
  };
};

const accountOf = (scene: Scene, mine: readonly Presence[], reading: Reading): Account =>
  account(scene.grounds[reading], whereaboutsOf(scene, mine, reading));

/**
 * Least and most presence bound the truth, since more presence (of the patient, or of a facilitator) never counts
 * less; where minutes without a camera do not count, more of those never counts more. So the uncertainty covers what the bounds of each edge do to bridging, staffing and the minimum too.
 */
const settlePatient = (
  scene: Scene,
  { patientId, enrollmentId }: AttendanceInputs['roster'][number],
): PatientAttendance => {
  const mine = presencesOfPerson(scene.presences, { kind: 'patient', id: patientId });
  const likeliest = accountOf(scene, mine, 'likeliest');
  const least = accountOf(scene, mine, 'least').countedMs;
  const most = accountOf(scene, mine, 'most').countedMs;
  return {
    patientId,
    enrollmentId,
    segments: mine.map(segmentOf),
    spans: [...likeliest.spans],
    rawMs: lengthOf(mine.map((one) => intervalOf(one, 'likeliest', scene.asOf))),
    countedMs: likeliest.countedMs,
    uncertaintyMs: Math.max(0, likeliest.countedMs - least, most - likeliest.countedMs),
    flags: flagsOf(scene.inputs, scene.grounds.likeliest, mine, likeliest),
  };
};

const isStaffedNow = ({ inputs, presences }: Scene): boolean =>
  presences.some((one) => one.to === null && isFacilitator(inputs, one));

const isBreakNow = ({ inputs }: Scene): boolean => inputs.breaks.some(({ to }) => to === null);

const runningCount = (scene: Scene, settled: PatientAttendance): RunningCount => {
  const { inputs, asOf, presences, edition } = scene;
  const { policy, schedule } = inputs;
  const mine = presencesOfPerson(presences, { kind: 'patient', id: settled.patientId });
  const open = mine.filter((one) => one.to === null);
  const countsNow = isBreakNow(scene)
    ? policy.breaksCount
    : (policy.unstaffedCounts || isStaffedNow(scene)) &&
      (policy.audioOnlyCounts || !isAudioOnlyAt(inputs, open, asOf, edition));
  const running = isLive(inputs) && asOf < schedule.to && open.length > 0 && countsNow;
  // Started early, it begins to grow only where the schedule does.
  const from = running ? Math.max(asOf, schedule.from) : asOf;
  return { patientId: settled.patientId, ms: settled.countedMs, asOf: from, running, until: schedule.to };
};

const isLive = ({ startedAt, endedAt }: AttendanceInputs): boolean => startedAt !== null && endedAt === null;

const staffPresence = ({ presences }: Scene): readonly StaffPresence[] => {
  const ids = presences.flatMap(({ person }) => (person.kind === 'staff' ? [person.id] : []));
  return [...new Set(ids)].map((staffId) => ({
    staffId,
    segments: presencesOfPerson(presences, { kind: 'staff', id: staffId }).map(segmentOf),
  }));
};

/** The last moment at which a facilitator was connected, or the start when none ever was. */
const unstaffedSince = (scene: Scene): Instant | null => {
  const { inputs, presences } = scene;
  if (!isLive(inputs) || isStaffedNow(scene)) return null;
  const ends = presences.filter((one) => isFacilitator(inputs, one)).map((one) => one.to?.at ?? 0);
  return Math.max(inputs.startedAt ?? 0, ...ends);
};

/**
 * Turns what was witnessed into minutes. The order of facts and their repetition make no difference. Observers,
 * family and hidden participants never count. `asOf` matters only while the session is not over: open connections
 * are taken to last until then.
 */
export const settle = (
  inputs: AttendanceInputs,
  asOf: Instant,
  edition: RulesEdition = editionsOf(inputs.policy)[0],
): Settlement => {
  const scene = sceneOf(inputs, inputs.endedAt ?? asOf, edition);
  const { window, breaks, unstaffed } = scene.grounds.likeliest;
  const patients = inputs.roster.map((entry) => settlePatient(scene, entry));
  return {
    attendance: { window, breaks: [...breaks], unstaffed: [...unstaffed], patients },
    running: patients.map((one) => runningCount(scene, one)),
    staff: staffPresence(scene),
    unstaffedSince: unstaffedSince(scene),
    breakSince: isLive(inputs) ? (inputs.breaks.find(({ to }) => to === null)?.from ?? null) : null,
  };
};
