import type { EmergencyContact, Licence, StaffRole, WhereIAm } from '@hearth/domain';

interface Profile {
  readonly personId: string;
  readonly simulated: boolean;
  /** Null when nobody of this id is registered, or the data can no longer be read. */
  readonly displayName: string | null;
  readonly locale: 'en' | 'es';
}

export interface PatientProfile extends Profile {
  readonly programmeId: string | null;
  readonly pronouns: string | null;
  /** What the last check-in confirmed, to be offered again. */
  readonly location: WhereIAm | null;
  readonly callbackNumber: string | null;
  readonly emergencyContact: EmergencyContact | null;
}

export interface StaffProfile extends Profile {
  readonly programmeIds: readonly string[];
  readonly role: StaffRole | null;
  readonly credentials: string | null;
  readonly licences: readonly Licence[];
  /** Whether somebody else has to sign what they write. */
  readonly needsCoSign: boolean;
}
