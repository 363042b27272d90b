import type { AttendanceInputs, AttendancePolicy, RulesEdition, SealedAttendance } from '@hearth/domain';

/** Derives a session's attendance patient by patient, each from their own part alone. */
export declare const settleParts: (
  facts: Omit<AttendanceInputs, 'policy'>,
  policy: AttendancePolicy,
  edition: RulesEdition | undefined,
) => SealedAttendance;

/** The digest of a leaf: of one patient with their figure, or of everything else that was witnessed. */
export declare const leafDigest: (
  facts: Omit<AttendanceInputs, 'policy'>,
  result: SealedAttendance,
  leaf: { readonly patientId: string | null; readonly salt: string },
) => string;
