import { attendanceOf, type AttendanceInputs } from '../attendance/inputs.js';
import { standardAttendancePolicy, type AttendancePolicy } from '../attendance/policy.js';
import type { PatientAttendance } from '../attendance/sealed.js';
import { settle, type Settlement } from '../attendance/settle.js';
import type { SessionEvent } from '../session/events.js';
import { MINUTE } from '../time.js';
import * as story from './session-story.js';
import { ANA, BRANDT, END, START, staff } from './session-story.js';

/** The session that stories of attendance happen in: Ana is expected, Brandt facilitates. */
export const brandt = staff(BRANDT);
export const open = [story.scheduled, story.doorsOpened, story.started, story.admitted(ANA)] as const;
export const staffed = [
  story.joined({ who: brandt, at: START }),
  story.left({ who: brandt, at: END }),
] as const;

export const inputsOf = (...events: readonly SessionEvent[]): AttendanceInputs => {
  const inputs = attendanceOf(events);
  if (inputs === null) throw new Error('the session is scheduled');
  return inputs;
};

export const settled = (...events: readonly SessionEvent[]): Settlement => settle(inputsOf(...events), END);

export const ofAna = ({ attendance }: Settlement): PatientAttendance => {
  const found = attendance.patients.find((one) => one.patientId === ANA);
  if (found === undefined) throw new Error('Ana is on the roster');
  return found;
};

/** Ana's figure of a session that Brandt was in from beginning to end. */
export const ana = (...events: readonly SessionEvent[]): PatientAttendance =>
  ofAna(settled(...open, ...staffed, ...events, story.ended));

/** Ana's figure of a session in which only these things happened. */
export const anaAlone = (...events: readonly SessionEvent[]): PatientAttendance =>
  ofAna(settled(...open, ...events, story.ended));

/** Ana's figure under another policy. */
export const under = (
  policy: Partial<AttendancePolicy>,
  ...events: readonly SessionEvent[]
): PatientAttendance =>
  ofAna(settle({ ...inputsOf(...events), policy: { ...standardAttendancePolicy, ...policy } }, END));

/** Spans as one can read them: minutes from the start, and why. */
export const told = (spans: PatientAttendance['spans']) =>
  spans.map(({ from, to, reason, counted }) => [
    (from - START) / MINUTE,
    (to - START) / MINUTE,
    reason,
    counted,
  ]);
