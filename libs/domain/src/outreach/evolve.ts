import { MINUTE } from '../time.js';
import type { OutreachEvent, OutreachEventOf } from './events.js';
import { outreachTaskId, roundKey, type AskedTask, type OutreachState, type Round } from './state.js';

export const noOutreach: OutreachState = {
  of: null,
  round: null,
  past: [],
  cameTo: [],
  announced: [],
  missedDays: [],
  tasks: [],
};

const over = (
  tasks: readonly AskedTask[],
  why: NonNullable<AskedTask['over']>,
  which: (task: AskedTask) => boolean = () => true,
): readonly AskedTask[] =>
  tasks.map((task) => (task.over === null && which(task) ? { ...task, over: why } : task));

const callOf = ({ begun }: Round, at: number): AskedTask => ({
  taskId: outreachTaskId(begun.enrollmentId, 'call', roundKey(begun)),
  kind: 'call',
  sessionId: begun.sessionId,
  day: begun.day,
  therapistId: begun.therapistId,
  dueAt: Math.max(begun.call.dueAt, at + MINUTE),
  again: { minutes: begun.call.againMinutes, tries: begun.call.tries },
  at,
  over: null,
});

const stepTaken = (
  state: OutreachState,
  { step, at }: OutreachEventOf<'OutreachStepTaken'>['data'],
): OutreachState => {
  const { round } = state;
  if (round === null) return state;
  const next = { ...state, round: { ...round, taken: [...round.taken, { step, at }] } };
  if (step !== 'call') return next;
  // One call at a time: the newest says all that the older ones did.
  const others = over(state.tasks, 'superseded', ({ kind }) => kind === 'call');
  return { ...next, tasks: [...others, callOf(round, at)] };
};

const afterEnd = {
  came: 'came',
  'cannot-come': 'cannot-come',
  cancelled: 'session-changed',
  rescheduled: 'session-changed',
  'not-expected': 'session-changed',
  away: 'away',
} as const;

const ended = (state: OutreachState, { why }: OutreachEventOf<'OutreachEnded'>['data']): OutreachState => {
  const { round } = state;
  if (round === null) return state;
  const { sessionId } = round.begun;
  const next = { ...state, round: null, past: [...state.past, roundKey(round.begun)] };
  // A day that is over leaves its call to be made.
  if (why === 'over') return next;
  const isMeant = (task: AskedTask): boolean =>
    why === 'away' || (task.kind === 'call' && task.sessionId === sessionId);
  return { ...next, tasks: over(state.tasks, afterEnd[why], isMeant) };
};

const counted = (
  state: OutreachState,
  { day, sessionId, supervisorDueAt, at }: OutreachEventOf<'AbsenceCounted'>['data'],
): OutreachState => {
  const missedDays = [...state.missedDays, day];
  if (supervisorDueAt === null || state.of === null) return { ...state, missedDays };
  const isAsked = state.tasks.some((task) => task.kind === 'repeated-absence' && task.over === null);
  if (isAsked) return { ...state, missedDays };
  const asked: AskedTask = {
    taskId: outreachTaskId(state.of.enrollmentId, 'repeated-absence', day),
    kind: 'repeated-absence',
    sessionId,
    day,
    therapistId: state.round?.begun.therapistId ?? '',
    dueAt: supervisorDueAt,
    again: null,
    at,
    over: null,
  };
  return { ...state, missedDays, tasks: [...state.tasks, asked] };
};

export const evolveOutreach = (state: OutreachState, event: OutreachEvent): OutreachState => {
  switch (event.type) {
    case 'OutreachBegun': {
      const { enrollmentId, patientId, programmeId } = event.data;
      const round = { begun: event.data, taken: [], messages: [] };
      return { ...state, of: { enrollmentId, patientId, programmeId }, round };
    }
    case 'OutreachStepTaken':
      return stepTaken(state, event.data);
    case 'OutreachEnded':
      return ended(state, event.data);
    case 'ArrivalNoted': {
      const { sessionId, day } = event.data;
      return {
        ...state,
        cameTo: [...state.cameTo, sessionId],
        missedDays: state.missedDays.filter((missed) => missed > day),
        // What is told late of an earlier day leaves alone what is under way about a later one.
        tasks: over(state.tasks, 'came', (task) => task.day <= day),
      };
    }
    case 'AbsenceCounted':
      return counted(state, event.data);
    case 'AbsenceAnnounced': {
      const announced = [...new Set([...state.announced, ...event.data.sessionIds])];
      return { ...state, announced };
    }
    case 'AbsenceTakenBack': {
      const { sessionIds } = event.data;
      return { ...state, announced: state.announced.filter((each) => !sessionIds.includes(each)) };
    }
    case 'MessageClaimed': {
      const { round } = state;
      if (round === null) return state;
      const { messageId, step } = event.data;
      return { ...state, round: { ...round, messages: [...round.messages, { messageId, step }] } };
    }
    case 'MessageHandedOver':
      return state;
    default:
      return event satisfies never;
  }
};
