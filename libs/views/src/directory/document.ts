import type { CapacityLimit, Licence, StaffRole, TrackPlan } from '@hearth/domain';
import type { ScheduleChangeRequest } from '../enrollment/document.js';
import type { GroupDocument } from '../group/view.js';

export interface DirectoryStaff {
  readonly staffId: string;
  readonly displayName: string;
  readonly role: StaffRole | null;
  readonly credentials: string | null;
  readonly licences: readonly Licence[];
  readonly needsCoSign: boolean;
}

/** A patient's newest episode of care in short. */
export interface DirectoryEpisode {
  readonly enrollmentId: string;
  readonly startsOn: string;
  readonly plannedEndOn: string;
  readonly endedOn: string | null;
  readonly trackId: string | null;
  readonly groupIds: readonly string[];
  readonly primaryTherapistId: string;
  readonly payer: string;
  readonly residenceState: string;
  readonly ageBand: 'adult' | 'adolescent';
  /** The last time away; over when it has an `until`. */
  readonly away: { readonly from: string; readonly until: string | null } | null;
  /** What waits for an answer of the staff. */
  readonly request: ScheduleChangeRequest | null;
}

export interface DirectoryPatient {
  readonly patientId: string;
  readonly displayName: string;
  readonly simulated: boolean;
  /** Null before the first one. */
  readonly episode: DirectoryEpisode | null;
}

/** Everybody and everything that a programme is planned with, for those who plan it. Key: programme id. */
export interface DirectoryDocument {
  readonly programmeId: string;
  readonly title: string;
  readonly timeZone: string;
  readonly holidays: readonly { readonly day: string; readonly title: string }[];
  readonly limits: readonly CapacityLimit[];
  readonly staff: readonly DirectoryStaff[];
  readonly patients: readonly DirectoryPatient[];
  readonly groups: readonly GroupDocument[];
  readonly tracks: readonly TrackPlan[];
}
