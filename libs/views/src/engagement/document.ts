/** How a patient took part, in numbers without content. It serves support and is never shown to patients. */
export interface PatientEngagement {
  readonly patientId: string;
  /** Spans in which a facilitator's browser heard this person speak, joined where they touch. */
  readonly speaking: readonly { readonly from: number; readonly to: number }[];
  readonly speakingMs: number;
  readonly shares: number;
  readonly handsRaised: number;
  readonly lastActiveAt: number | null;
}

export interface EngagementDocument {
  readonly sessionId: string;
  /** Up to when a facilitator's browser has listened; null when none has reported yet. */
  readonly measuredAt: number | null;
  readonly patients: readonly PatientEngagement[];
}
