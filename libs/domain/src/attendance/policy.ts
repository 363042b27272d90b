import { z } from 'zod';

/**
 * The rules by which facts become minutes, as this program knows them. Each change of what `settle` makes of the same
 * facts is a new number; the old ones stay, so that what was sealed under them can still be derived.
 *
 * 2: a broken connection ended within its uncertainty on both sides, as any other (1: never after the moment told), and
 * a page that had not noticed yet that the server was gone is not believed over the server's own list (1: it was).
 * 3: a moment is without a camera only when no connection that is there has one (2: one device without it took minutes
 * from another that had it), a gap that follows a removal is not bridged (2: as if a bad network had caused it), and of
 * whom nobody saw leaving the last sighting is as vague as it was told (2: it was taken to the letter).
 */
export const NEWEST_RULES = 3;

/** What one way of reading facts takes for granted. */
export interface RulesEdition {
  /** A broken connection never ended after the moment that was told. */
  readonly brokenEndsByThen: boolean;
  /** A page that still thought itself connected was believed over the server's own list. */
  readonly pagesRefutePolls: boolean;
  /** Presence without media was taken for one more video room, so that one ended the other. */
  readonly presenceIsRoom: boolean;
  /**
   * Each connection without a camera was audio only by itself, gaps beside it were bridged as any other, and it did not
   * matter while no facilitator was there.
   */
  readonly eachCameraAlone: boolean;
  /** A gap that followed a removal was bridged like that of a bad network. */
  readonly bridgesRemovals: boolean;
  /** Who was seen at about a moment was taken to have been there at that very moment. */
  readonly seenAsTold: boolean;
}

const third: RulesEdition = {
  brokenEndsByThen: false,
  pagesRefutePolls: false,
  presenceIsRoom: false,
  eachCameraAlone: false,
  bridgesRemovals: false,
  seenAsTold: false,
};
const second: RulesEdition = { ...third, eachCameraAlone: true, bridgesRemovals: true, seenAsTold: true };
const first: RulesEdition = { ...second, brokenEndsByThen: true, pagesRefutePolls: true };

/**
 * Before rules were frozen two changes went without a number of their own. What was sealed before them is read as it
 * was then: the editions of one number, the newest first.
 */
const editions: Readonly<Record<number, readonly [RulesEdition, ...RulesEdition[]]>> = {
  1: [first, { ...first, presenceIsRoom: true }],
  2: [second, { ...second, pagesRefutePolls: true }],
  3: [third],
};

/** How presence becomes counted minutes. It travels inside the session, so that a seal can be derived again. */
export const attendancePolicy = z.object({
  id: z.string().min(1),
  version: z.int().positive(),
  /** Under which rules it is read; the first ones when it does not say. */
  rules: z.int().positive().optional(),
  /** A gap up to this long is bridged: a bad network does not cost a patient minutes. Never one that follows a removal. */
  bridgeMs: z.int().nonnegative(),
  /** Joining up to this long after the start is not called late. */
  graceLateMs: z.int().nonnegative(),
  /** Less presence than this is not attendance at all. */
  minPresentMs: z.int().nonnegative(),
  breaksCount: z.boolean(),
  /** Whether minutes count while no facilitator is in the room. */
  unstaffedCounts: z.boolean(),
  /** Up to this long without a facilitator is not yet unstaffed. */
  unstaffedGraceMs: z.int().nonnegative(),
  audioOnlyCounts: z.boolean(),
});
export type AttendancePolicy = z.infer<typeof attendancePolicy>;

export const standardAttendancePolicy: AttendancePolicy = {
  id: 'standard',
  version: 3,
  rules: NEWEST_RULES,
  bridgeMs: 120_000,
  graceLateMs: 600_000,
  minPresentMs: 60_000,
  breaksCount: false,
  unstaffedCounts: false,
  unstaffedGraceMs: 30_000,
  audioOnlyCounts: true,
};

/** Which rules a policy is read under. */
export const rulesOf = ({ rules = 1 }: AttendancePolicy): number => rules;

/** All ways in which facts were ever read under a policy's rules, the newest first. */
export const editionsOf = (policy: AttendancePolicy): readonly [RulesEdition, ...RulesEdition[]] =>
  editions[rulesOf(policy)] ?? [third];
