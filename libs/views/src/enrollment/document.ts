import type {
  AgeBand,
  Intensity,
  LevelOfCare,
  Pause,
  PayerSpan,
  PersonRef,
  Placement,
  Residence,
  ResidenceType,
} from '@hearth/domain';

/** Minutes that a sealed session left on the episode of care. */
export interface Credit {
  readonly sessionId: string;
  readonly sessionType: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly day: string;
  readonly rawMs: number;
  readonly countedMs: number;
  readonly uncertaintyMs: number;
  readonly countedSpans: readonly { readonly from: number; readonly to: number }[];
  readonly flags: readonly string[];
  readonly sealHash: string;
  readonly correction: number;
}

/**
 * An episode of care. What can change in its course is there twice: as it was last decided, and as a list with the
 * day from which each value holds (`onDay`, `isPausedOn`, `plannedMinutesOn` and `ageBandOn` read them).
 */
export interface Episode {
  readonly patientId: string;
  readonly programmeId: string;
  readonly trackId: string | null;
  readonly groupIds: readonly string[];
  readonly primaryTherapistId: string;
  readonly startsOn: string;
  readonly plannedEndOn: string;
  readonly endedOn: string | null;
  readonly disposition: string | null;
  /** As recorded at enrollment; `ageBandOn` says what holds on a day. */
  readonly ageBand: AgeBand;
  /** Null when it was not told, or can no longer be read. */
  readonly birthDate: string | null;
  readonly payer: string;
  readonly residenceState: string;
  readonly residenceType: ResidenceType;
  readonly levelOfCare: LevelOfCare;
  readonly priorLevelOfCare: string;
  readonly plannedWeeklyMinutes: number | null;
  readonly asksSubstanceUse: boolean;
  readonly placements: readonly Placement[];
  readonly residences: readonly Residence[];
  readonly payers: readonly PayerSpan[];
  readonly intensities: readonly Intensity[];
  readonly pauses: readonly Pause[];
  /** What the patient asked to be changed about the times, newest last. */
  readonly requests: readonly ScheduleChangeRequest[];
}

export interface ScheduleChangeRequest {
  readonly requestId: string;
  readonly at: number;
  readonly partOfDay: string | null;
  /** Null when it can no longer be read. */
  readonly text: string | null;
  readonly decision: {
    readonly decision: 'granted' | 'declined' | 'withdrawn';
    readonly by: PersonRef;
    readonly at: number;
    readonly text: string | null;
  } | null;
}

export interface EnrollmentDocument {
  readonly enrollmentId: string;
  /** Null until somebody is enrolled. */
  readonly episode: Episode | null;
  readonly credits: readonly Credit[];
}
