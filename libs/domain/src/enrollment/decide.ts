import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { EnrollmentCommand, EnrollmentCommandOf } from './commands.js';
import { changeIntensity, changePayer, changeResidence, movePlannedEnd, transfer } from './decide-changes.js';
import { decideScheduleChange, requestScheduleChange } from './decide-request.js';
import { pause, resume } from './decide-pause.js';
import type { EnrollmentEvent } from './events.js';
import { evolve } from './evolve.js';
import type { EnrollmentState } from './state.js';
import { isSoundTaper } from './taper.js';

export type { EnrollmentState } from './state.js';

const enroll = (
  command: EnrollmentCommandOf<'EnrollPatient'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  const { type: _type, birthDate, ...rest } = command;
  const data = {
    trackId: null,
    residenceType: 'unknown' as const,
    levelOfCare: 'iop' as const,
    priorLevelOfCare: 'unknown' as const,
    plannedWeeklyMinutes: null,
    taper: [],
    ...rest,
  };
  const { startsOn, plannedEndOn, taper, plannedWeeklyMinutes } = data;
  if (plannedEndOn < startsOn) throw new Rejection('invalid', { field: 'plannedEndOn' });
  if (birthDate !== undefined && birthDate > startsOn) throw new Rejection('invalid', { field: 'birthDate' });
  if (!isSoundTaper(taper, { startsOn, plannedEndOn, plannedWeeklyMinutes }))
    throw new Rejection('invalid', { field: 'taper' });
  const known = birthDate === undefined ? {} : { personal: { birthDate } };
  return [{ type: 'PatientEnrolled', data: { ...data, ...known } }];
};

/** Once per session and correction, in whatever order they come; also after the end of the episode of care. */
const credit = (
  { type: _type, ...data }: EnrollmentCommandOf<'CreditAttendance'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  if (state.status === 'none') throw new Rejection('not-enrolled');
  const newest = state.credited[data.sessionId];
  return newest !== undefined && newest >= data.correction ? [] : [{ type: 'AttendanceCredited', data }];
};

const end = (
  { type: _type, ...data }: EnrollmentCommandOf<'EndEnrollment'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  switch (state.status) {
    case 'none':
      throw new Rejection('not-enrolled');
    case 'ended':
      if (state.endedOn === data.endedOn) return [];
      throw new Rejection('enrollment-over');
    case 'running':
    case 'paused':
      if (data.endedOn < state.startsOn) throw new Rejection('invalid', { field: 'endedOn' });
      return [{ type: 'EnrollmentEnded', data }];
    default:
      return state satisfies never;
  }
};

const decide = (command: EnrollmentCommand, state: EnrollmentState): readonly EnrollmentEvent[] => {
  switch (command.type) {
    case 'EnrollPatient':
      return enroll(command, state);
    case 'PauseEnrollment':
      return pause(command, state);
    case 'ResumeEnrollment':
      return resume(command, state);
    case 'TransferPatient':
      return transfer(command, state);
    case 'ChangeResidence':
      return changeResidence(command, state);
    case 'ChangePayer':
      return changePayer(command, state);
    case 'ChangeIntensity':
      return changeIntensity(command, state);
    case 'MovePlannedEnd':
      return movePlannedEnd(command, state);
    case 'RequestScheduleChange':
      return requestScheduleChange(command, state);
    case 'DecideScheduleChange':
      return decideScheduleChange(command, state);
    case 'CreditAttendance':
      return credit(command, state);
    case 'EndEnrollment':
      return end(command, state);
    default:
      return command satisfies never;
  }
};

/**
 * One episode of care. That a patient has no two at once cannot be decided here, since each has a stream of its own:
 * the patient's stream decides it, where an episode is claimed before it begins (`ClaimEpisode`).
 */
export const enrollmentDecider: Decider<EnrollmentCommand, EnrollmentState, EnrollmentEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
