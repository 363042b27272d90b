import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { EnrollmentCommand } from './commands.js';
import type { EnrollmentEvent } from './events.js';

interface Known {
  readonly startsOn: string;
  /** The newest correction that is credited, by session; 0 is the seal itself. */
  readonly credited: Readonly<Record<string, number>>;
}

export type EnrollmentState =
  | { readonly status: 'none' }
  | (Known & { readonly status: 'running' })
  | (Known & { readonly status: 'ended'; readonly endedOn: string });

type CommandOf<Type extends EnrollmentCommand['type']> = Extract<EnrollmentCommand, { readonly type: Type }>;

const enroll = (
  { type: _type, ...data }: CommandOf<'EnrollPatient'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  if (data.plannedEndOn < data.startsOn) throw new Rejection('invalid');
  return [{ type: 'PatientEnrolled', data }];
};

/** Once per session and correction, in whatever order they come; also after the end of the episode of care. */
const credit = (
  { type: _type, ...data }: CommandOf<'CreditAttendance'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  if (state.status === 'none') throw new Rejection('not-enrolled');
  const newest = state.credited[data.sessionId];
  return newest !== undefined && newest >= data.correction ? [] : [{ type: 'AttendanceCredited', data }];
};

const end = (
  { type: _type, ...data }: CommandOf<'EndEnrollment'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  switch (state.status) {
    case 'none':
      throw new Rejection('not-enrolled');
    case 'ended':
      if (state.endedOn === data.endedOn) return [];
      throw new Rejection('enrollment-over');
    case 'running':
      if (data.endedOn < state.startsOn) throw new Rejection('invalid');
      return [{ type: 'EnrollmentEnded', data }];
    default:
      return state satisfies never;
  }
};

const decide = (command: EnrollmentCommand, state: EnrollmentState): readonly EnrollmentEvent[] => {
  switch (command.type) {
    case 'EnrollPatient':
      return enroll(command, state);
    case 'CreditAttendance':
      return credit(command, state);
    case 'EndEnrollment':
      return end(command, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: EnrollmentState, event: EnrollmentEvent): EnrollmentState => {
  if (event.type === 'PatientEnrolled')
    return { status: 'running', startsOn: event.data.startsOn, credited: {} };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'AttendanceCredited': {
      const { sessionId, correction } = event.data;
      return { ...state, credited: { ...state.credited, [sessionId]: correction } };
    }
    case 'EnrollmentEnded':
      return { ...state, status: 'ended', endedOn: event.data.endedOn };
    default:
      return event satisfies never;
  }
};

export const enrollmentDecider: Decider<EnrollmentCommand, EnrollmentState, EnrollmentEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
