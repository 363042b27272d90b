import type { AuthorizationAlerts, AuthorizationEventOf, AuthorizationTerms, UnitDay } from '@hearth/domain';

export interface AuthorizationReview {
  readonly on: string;
  readonly outcome: AuthorizationEventOf<'ReviewRecorded'>['data']['outcome'];
  readonly nextOn: string | null;
  readonly by: string;
}

/** One payer's authorization, as it was entered and changed. */
export interface AuthorizationDocument {
  readonly authorizationId: string;
  /** Null until it is entered. */
  readonly entered: {
    readonly enrollmentId: string;
    readonly patientId: string;
    readonly programmeId: string;
    readonly terms: AuthorizationTerms;
    /** Null when it can no longer be read. */
    readonly number: string | null;
    readonly note: string | null;
    readonly reviews: readonly AuthorizationReview[];
    readonly closed: AuthorizationEventOf<'AuthorizationClosed'>['data']['why'] | null;
  } | null;
  /** How many events led here. */
  readonly changes: number;
}

/** An authorization with its use. */
export interface AuthorizationUse {
  readonly authorizationId: string;
  readonly terms: AuthorizationTerms;
  readonly number: string | null;
  readonly note: string | null;
  readonly reviews: readonly AuthorizationReview[];
  readonly closed: string | null;
  readonly changes: number;
  /** Units, those used before Hearth counted among them. */
  readonly used: number;
  readonly left: number;
  /** The days that used one. */
  readonly days: readonly string[];
}

/** An episode's days and the units that they used. Key: enrollment id. */
export interface AuthorizationUseDocument {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly programmeId: string;
  readonly timeZone: string;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly payer: string;
  readonly endedOn: string | null;
  /** How many seals and corrections are in it; a policy waits for those that it knows of. */
  readonly credits: number;
  readonly authorizations: readonly AuthorizationUse[];
  readonly days: readonly UnitDay[];
}

export interface AuthorizationRow extends Omit<AuthorizationUse, 'days' | 'note' | 'reviews' | 'changes'> {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  readonly lastUnitOn: string | null;
  /** Days of the episode that came to a unit which no authorization has. */
  readonly uncovered: number;
}

/** The authorizations of a programme. Key: programme id. */
export interface AuthorizationsDocument {
  readonly programmeId: string;
  readonly timeZone: string;
  readonly alerts: AuthorizationAlerts;
  readonly rows: readonly AuthorizationRow[];
}
