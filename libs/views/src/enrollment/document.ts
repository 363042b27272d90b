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

export interface EnrollmentDocument {
  readonly enrollmentId: string;
  /** Null until somebody is enrolled. */
  readonly episode: {
    readonly patientId: string;
    readonly programmeId: string;
    readonly groupIds: readonly string[];
    readonly primaryTherapistId: string;
    readonly startsOn: string;
    readonly plannedEndOn: string;
    readonly endedOn: string | null;
    readonly ageBand: 'adult' | 'adolescent';
    readonly payer: string;
    readonly residenceState: string;
    readonly asksSubstanceUse: boolean;
  } | null;
  readonly credits: readonly Credit[];
}
