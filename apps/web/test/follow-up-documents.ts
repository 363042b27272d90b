import type {
  AuthorizationRow,
  AuthorizationsDocument,
  AuthorizationUseDocument,
  NamedTask,
  OutreachHistoryDocument,
  TasksDocument,
} from '@hearth/views';
import { usualAuthorizationAlerts } from '@hearth/domain';
import { a01Terms } from '../../../libs/views/src/testing/a-eve';
import { minute, START } from './staff-people';

const timeZone = 'America/New_York';

export const callTask = (change: Partial<NamedTask> = {}): NamedTask => ({
  taskId: 'call-ana',
  programmeId: 'iop',
  kind: 'call',
  patientId: 'ana',
  enrollmentId: 'e-ana',
  sessionId: 's1',
  authorizationId: null,
  owner: { kind: 'person', staffId: 'maya' },
  openedAt: minute(30),
  dueAt: minute(60),
  tries: [],
  end: null,
  displayName: 'Ana R.',
  simulated: false,
  callbackNumber: '+1 555 010 0001',
  sessionTitle: 'Process group',
  sessionStartsAt: START,
  ...change,
});

export const tasksOf = (...tasks: readonly NamedTask[]): TasksDocument => ({
  programmeId: 'iop',
  timeZone,
  tasks,
  staff: { maya: 'Maya Lindqvist', theo: 'Theo Brandt' },
});

/** A late one, one of somebody else, and one about a payer. */
export const threeTasks = tasksOf(
  callTask({ taskId: 'late', displayName: 'Bartholomew Featherstonehaugh-Okonkwo', dueAt: minute(10) }),
  callTask({
    owner: { kind: 'person', staffId: 'theo' },
    tries: [{ outcome: 'left-message', by: 'theo', at: minute(35), note: 'Voice mail' }],
  }),
  callTask({
    taskId: 'units',
    kind: 'units-used',
    owner: { kind: 'role', role: 'supervisor' },
    callbackNumber: null,
    sessionTitle: null,
    dueAt: minute(24 * 60),
  }),
);

export const historyOf: OutreachHistoryDocument = {
  enrollmentId: 'e-ana',
  patientId: 'ana',
  programmeId: 'iop',
  timeZone,
  displayName: 'Ana R.',
  rounds: [
    {
      sessionId: 's1',
      day: '2026-11-16',
      begunAt: START,
      steps: [
        { step: 'reminder', at: minute(5) },
        { step: 'call', at: minute(30) },
      ],
      messages: [{ messageId: 'm', step: 'reminder', at: minute(5), outcome: 'taken' }],
      end: { why: 'came', at: minute(41) },
    },
  ],
  announced: [{ sessionId: 's0', at: START - 86_400_000, reason: 'My child is ill' }],
  missed: [],
  tasks: [
    callTask({
      end: { how: 'closed', outcome: 'spoke', by: 'maya', at: minute(40), note: 'Had a flat tire' },
    }),
  ],
  staff: { maya: 'Maya Lindqvist' },
  titles: { s1: 'Process group', s0: 'Skills group' },
};

export const authorizationRow = (change: Partial<AuthorizationRow> = {}): AuthorizationRow => ({
  authorizationId: 'auth-a01',
  enrollmentId: 'e-a01',
  patientId: 'a01',
  displayName: 'Alma R.',
  simulated: true,
  terms: a01Terms,
  number: 'A-4711',
  closed: null,
  used: 24,
  left: 6,
  lastUnitOn: '2026-11-19',
  uncovered: 0,
  ...change,
});

export const authorizationsOf = (...rows: readonly AuthorizationRow[]): AuthorizationsDocument => ({
  programmeId: 'iop',
  timeZone,
  alerts: usualAuthorizationAlerts,
  rows,
});

export const useOfA01: AuthorizationUseDocument = {
  enrollmentId: 'e-a01',
  patientId: 'a01',
  programmeId: 'iop',
  timeZone,
  displayName: 'Alma R.',
  simulated: true,
  payer: 'Commercial (S9480)',
  endedOn: null,
  credits: 4,
  authorizations: [
    {
      authorizationId: 'auth-a01',
      terms: a01Terms,
      number: 'A-4711',
      note: null,
      reviews: [{ on: '2026-11-16', outcome: 'continued', nextOn: '2026-11-23', by: 'sam' }],
      closed: null,
      changes: 2,
      used: 24,
      left: 6,
      days: ['2026-11-19'],
    },
  ],
  days: [
    {
      day: '2026-11-17',
      countedMinutes: 125,
      unit: null,
      neededMinutes: 55,
      discrete: [{ sessionId: 's', code: '90853', minutes: 60 }],
      sealed: true,
    },
    {
      day: '2026-11-19',
      countedMinutes: 180,
      unit: {
        authorizationId: 'auth-a01',
        code: 'S9480',
        revenueCode: '0905',
        placeOfService: '10',
        modifier: '95',
      },
      neededMinutes: null,
      discrete: [],
      sealed: false,
    },
  ],
};
