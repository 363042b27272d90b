import {
  sessionType,
  verdictStatuses,
  type Flip,
  type OrganisationOverride,
  type RuleOverride,
  type RulePack,
  type SessionType,
  type WeekForecast,
} from '@hearth/domain';
import type { ReplayRequest, RulesDecision } from '@hearth/views';
import { z } from 'zod';

const id = z.string().min(1).max(128);
const reason = z.string().trim().min(3).max(2000);
const parameters = z.record(
  z.string().max(60),
  z.union([z.number(), z.string().max(200), z.boolean(), z.array(z.string().max(80)).max(60)]),
);

/** `GET /programmes/:programmeId/rules`: every pack that there is, and what the programme has decided about them. */
export interface ProgrammeRulesAnswer {
  readonly packId: string;
  /** In force today, overrides among them. */
  readonly inForce: readonly { readonly packId: string; readonly version: number }[];
  readonly packs: readonly RulePack[];
  readonly adopted: readonly string[];
  /** Its own. */
  readonly overrides: readonly RuleOverride[];
  /** What its organisation has decided for all of its programmes. */
  readonly organisation: {
    readonly organisationId: string;
    readonly overrides: readonly OrganisationOverride[];
    /** How many there are. */
    readonly programmes: number;
    /** Whether whoever asked may decide for all of them. */
    readonly mayDecide: boolean;
  };
  /** Those of the programme and of its organisation, in the order in which they were made. */
  readonly decisions: readonly (RulesDecision & { readonly byName: string })[];
}

/** `POST /programmes/:programmeId/rules/overrides`: 204, or `invalid` with `faults`. */
export const overrideBody = z.strictObject({
  overrideId: id,
  packId: id,
  /** Null: the definitions of the pack. */
  ruleId: id.nullable(),
  parameters,
  effectiveFrom: z.iso.date(),
  effectiveTo: z.iso.date().nullable(),
  reason,
});
/** `POST /organisations/:organisationId/rules/overrides`: 204, or `invalid` with `faults`. */
export const organisationOverrideBody = z.strictObject({
  ...overrideBody.shape,
  /** Binding: over what a programme has decided itself. Otherwise a programme's own figure goes before it. */
  binding: z.boolean(),
});
/** `POST /programmes/:programmeId/rules/withdrawals`, `POST /organisations/:organisationId/rules/withdrawals`: 204. */
export const withdrawalBody = z.strictObject({ overrideId: id, lastDay: z.iso.date(), reason });
/** `POST /programmes/:programmeId/rules/packs`: the pack as JSON text. 204, or `invalid` with every fault. */
export const packBody = z.strictObject({ document: z.string().min(2).max(200_000), reason });
/** `POST /programmes/:programmeId/rules/adoptions`: 204. */
export const adoptionBody = z.strictObject({ packId: id, reason });

/**
 * `GET /programmes/:programmeId/compliance-week.csv` and `.pdf`: each verdict of each patient who fits; whatever is left
 * out is not asked for.
 */
export const complianceWeekQuery = z.strictObject({
  weekStart: z.iso.date(),
  trackId: id.optional(),
  payer: z.string().min(1).max(120).optional(),
  state: z.string().min(1).max(2).optional(),
  standing: z.enum(verdictStatuses).optional(),
});
export type ComplianceWeekQuery = z.infer<typeof complianceWeekQuery>;

/** `POST /enrollments/:enrollmentId/forecast`: what would become of a week. Nothing is changed by asking. */
export const forecastBody = z.strictObject({
  weekStart: z.iso.date(),
  changes: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('absence'), sessionId: id }),
        z.strictObject({
          kind: z.literal('make-up'),
          day: z.iso.date(),
          startsAt: z.int().nonnegative(),
          minutes: z.int().min(5).max(600),
          sessionType,
        }),
      ]),
    )
    .max(40),
});
export type ForecastBody = z.infer<typeof forecastBody>;
export interface ForecastAnswer extends WeekForecast {
  readonly weekStart: string;
  readonly timeZone: string;
  readonly sessions: readonly {
    readonly sessionId: string;
    readonly title: string;
    readonly sessionType: string;
    readonly day: string;
    readonly startsAt: number;
    readonly endsAt: number;
    /** Whether an absence can be tried. */
    readonly open: boolean;
  }[];
  /** Group sessions of the week that still have a place for this patient, soonest first. */
  readonly openings: readonly Opening[];
}

/** A session that somebody could come to as a guest (`POST /sessions/:sessionId/guests`). */
export interface Opening {
  readonly sessionId: string;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly day: string;
  readonly startsAt: number;
  readonly minutes: number;
  /** Places that are left. */
  readonly places: number;
}

/** A period of more days is judged by the worker, as its judging would outlast a request. */
export const DIRECT_REPLAY_DAYS = 35;

/** `POST /programmes/:programmeId/replay` (short) and `/replays` (any length): a period under one version of a pack, or under parameters to be tried. */
export const replayBody = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  packId: id,
  version: z.int().positive(),
  proposal: z.strictObject({ ruleId: id.nullable(), parameters }).optional(),
  /** A pack that is not there yet, as JSON text: replayed in place of `packId` and `version`. `invalid` with every fault. */
  document: z.string().min(2).max(200_000).optional(),
});
export type ReplayBody = z.infer<typeof replayBody>;
export interface ReplayAnswer {
  readonly from: string;
  readonly to: string;
  readonly packId: string;
  readonly version: number;
  /** What was looked at. */
  readonly patients: number;
  readonly weeks: number;
  /** Days and weeks of a patient on which a rule says something else. */
  readonly daysFlipped: number;
  readonly weeksFlipped: number;
  /** Flips that are counted and not listed: there are too many. */
  readonly leftOut: number;
  readonly flips: readonly (Flip & {
    readonly enrollmentId: string;
    readonly displayName: string;
    readonly simulated: boolean;
  })[];
}

/** `POST /programmes/:programmeId/replays`: 202. */
export interface ReplayAsked {
  readonly replayId: string;
}
/**
 * `GET /programmes/:programmeId/replays/:replayId`, and as `replay` of `…/replays/newest` (null when none is kept): how far it
 * is, and its report when it is done. Kept for a day. `DELETE` stops it: 204.
 */
export interface ReplayJobAnswer {
  readonly replayId: string;
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
  /** Enrollments that have been judged, and how many there are. */
  readonly done: number;
  readonly of: number;
  readonly askedAt: number;
  readonly request: ReplayRequest;
  readonly report: ReplayAnswer | null;
}
