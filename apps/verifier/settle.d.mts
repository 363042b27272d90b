import type { AttendanceInputs, AttendancePolicy, RulesEdition, SealedAttendance } from '@hearth/domain';

/** Derives the attendance of a session that is over from its facts. */
export declare const settle: (
  facts: Omit<AttendanceInputs, 'policy'>,
  policy: AttendancePolicy,
  edition?: RulesEdition,
) => SealedAttendance;
