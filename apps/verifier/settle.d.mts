import type { AttendanceInputs, AttendancePolicy, SealedAttendance } from '@hearth/domain';

/** The newest rules that are known here. */
export declare const KNOWN_RULES: number;

/** Derives the attendance of a session that is over from its facts. */
export declare const settle: (
  facts: Omit<AttendanceInputs, 'policy'>,
  policy: AttendancePolicy,
) => SealedAttendance;
