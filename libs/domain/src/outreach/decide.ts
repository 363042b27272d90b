import type { Decider } from '../decider.js';
import { MINUTE, type Instant } from '../time.js';
import type { Expected, OutreachCommand, OutreachCommandOf } from './commands.js';
import { evolveOutreach, noOutreach } from './evolve.js';
import type { OutreachEvent, OutreachStep } from './events.js';
import { isPassed, lastReminder, roundKey, type OutreachState, type Round } from './state.js';

/** A reminder that could not leave for so long says nothing any more; the next step follows anyway. */
export const MESSAGE_FRESH_MS = 10 * MINUTE;

const begun = (expected: Expected, at: Instant): Extract<OutreachEvent, { type: 'OutreachBegun' }> => {
  const { times, ...of } = expected;
  const due = (minutes: number): Instant => expected.begunAt + minutes * MINUTE;
  return {
    type: 'OutreachBegun',
    data: {
      ...of,
      steps: [
        { step: 'notice', dueAt: due(times.noticeMinutes) },
        { step: 'reminder', dueAt: due(times.reminderMinutes) },
        { step: 'second-reminder', dueAt: due(times.secondReminderMinutes) },
        { step: 'call', dueAt: due(times.callTaskMinutes) },
      ],
      call: {
        dueAt: due(times.callDueMinutes),
        againMinutes: times.callAgainMinutes,
        tries: times.callTries,
      },
      at,
    },
  };
};

/** The newest reminder that is due and not passed, and the call when it is due. */
const dueSteps = (round: Round, at: Instant): readonly OutreachStep[] => {
  const due = round.begun.steps.filter(({ step, dueAt }) => dueAt <= at && !isPassed(round, step));
  const reminder = due.filter(({ step }) => step !== 'call').at(-1);
  const call = due.find(({ step }) => step === 'call');
  return [reminder, call].flatMap((one) => (one === undefined ? [] : [one.step]));
};

const taken = (sessionId: string, steps: readonly OutreachStep[], at: Instant): readonly OutreachEvent[] =>
  steps.map((step) => ({ type: 'OutreachStepTaken', data: { sessionId, step, at } }));

const isDealtWith = (state: OutreachState, expected: Pick<Expected, 'sessionId' | 'begunAt'>): boolean =>
  state.cameTo.includes(expected.sessionId) ||
  state.announced.includes(expected.sessionId) ||
  state.past.includes(roundKey(expected));

const isRunning = ({ round }: OutreachState, expected: Pick<Expected, 'sessionId' | 'begunAt'>): boolean =>
  round !== null && roundKey(round.begun) === roundKey(expected);

/** Another session of a day on which they are waited for already adds nothing; a new day begins anew. */
const awaitPatient = (
  { type: _type, at, ...expected }: OutreachCommandOf<'AwaitPatient'>,
  state: OutreachState,
): readonly OutreachEvent[] => {
  if (isDealtWith(state, expected)) return [];
  const { round } = state;
  if (round !== null && isRunning(state, expected)) {
    return taken(expected.sessionId, dueSteps(round, at), at);
  }
  if (round !== null && round.begun.day >= expected.day) return [];
  const former = round === null ? [] : [ended(round.begun.sessionId, 'over', at)];
  const begin = begun(expected, at);
  const steps = dueSteps({ begun: begin.data, taken: [], messages: [] }, at);
  return [...former, begin, ...taken(expected.sessionId, steps, at)];
};

const ended = (
  sessionId: string,
  why: Extract<OutreachEvent, { type: 'OutreachEnded' }>['data']['why'],
  at: Instant,
): OutreachEvent => ({ type: 'OutreachEnded', data: { sessionId, why, at } });

/** Once a day. Nobody is reminded of what is over, but the call is still made. */
const countAbsence = (
  { type: _type, at, ...expected }: OutreachCommandOf<'CountAbsence'>,
  state: OutreachState,
): readonly OutreachEvent[] => {
  if (isDealtWith(state, expected)) return [];
  const { sessionId, day, times } = expected;
  const before = awaitPatient({ type: 'AwaitPatient', at, ...expected }, state).filter(
    ({ type }) => type !== 'OutreachStepTaken',
  );
  const { round } = before.reduce(evolveOutreach, state);
  if (round === null || round.begun.day !== day) return [];
  const isOwn = round.begun.sessionId === sessionId;
  const call = [...before, ...(isOwn && !isPassed(round, 'call') ? taken(sessionId, ['call'], at) : [])];
  if (state.missedDays.includes(day)) return call;
  const inARow = state.missedDays.length + 1;
  const isEnough = inARow >= times.absencesForSupervisor;
  const supervisorDueAt = isEnough ? at + times.supervisorDueMinutes * MINUTE : null;
  return [...call, { type: 'AbsenceCounted', data: { sessionId, day, inARow, supervisorDueAt, at } }];
};

/** Who came in time, with nothing under way about them, leaves no trace here. */
const noteArrival = (
  { sessionId, day, begunAt, at }: OutreachCommandOf<'NoteArrival'>,
  state: OutreachState,
): readonly OutreachEvent[] => {
  const { round } = state;
  const isUnderWay = round !== null || state.tasks.some(({ over }) => over === null);
  const isNews = at >= begunAt || isUnderWay || state.missedDays.length > 0;
  if (!isNews || state.cameTo.includes(sessionId)) return [];
  const end = round === null || round.begun.day > day ? [] : [ended(round.begun.sessionId, 'came', at)];
  return [...end, { type: 'ArrivalNoted', data: { sessionId, day, at } }];
};

const stop = (
  { sessionId, why, at }: OutreachCommandOf<'StopOutreach'>,
  { round }: OutreachState,
): readonly OutreachEvent[] => {
  if (round === null || (sessionId !== null && sessionId !== round.begun.sessionId)) return [];
  return [ended(round.begun.sessionId, why, at)];
};

const announce = (
  command: OutreachCommandOf<'AnnounceAbsence'>,
  state: OutreachState,
): readonly OutreachEvent[] => {
  const { patientId, sessionIds, at } = command;
  if (sessionIds.every((each) => state.announced.includes(each))) return [];
  const reason = command.reason?.trim() ?? '';
  const said = { patientId, sessionIds, at, ...(reason === '' ? {} : { personal: { reason } }) };
  const { round } = state;
  const isMeant = round !== null && sessionIds.includes(round.begun.sessionId);
  const end = isMeant ? [ended(round.begun.sessionId, 'cannot-come', at)] : [];
  return [{ type: 'AbsenceAnnounced', data: said }, ...end];
};

const takeBack = (
  { type: _type, ...data }: OutreachCommandOf<'TakeAbsenceBack'>,
  state: OutreachState,
): readonly OutreachEvent[] =>
  data.sessionIds.some((each) => state.announced.includes(each)) ? [{ type: 'AbsenceTakenBack', data }] : [];

const claim = (
  { type: _type, ...data }: OutreachCommandOf<'ClaimMessage'>,
  { round }: OutreachState,
): readonly OutreachEvent[] => {
  const last = round === null ? null : lastReminder(round);
  const isWanted =
    round !== null &&
    round.begun.sessionId === data.sessionId &&
    last?.step === data.step &&
    data.at - last.at <= MESSAGE_FRESH_MS &&
    !round.messages.some(({ step }) => step === data.step);
  return isWanted ? [{ type: 'MessageClaimed', data }] : [];
};

const decide = (command: OutreachCommand, state: OutreachState): readonly OutreachEvent[] => {
  switch (command.type) {
    case 'AwaitPatient':
      return awaitPatient(command, state);
    case 'CountAbsence':
      return countAbsence(command, state);
    case 'NoteArrival':
      return noteArrival(command, state);
    case 'StopOutreach':
      return stop(command, state);
    case 'AnnounceAbsence':
      return announce(command, state);
    case 'TakeAbsenceBack':
      return takeBack(command, state);
    case 'ClaimMessage':
      return claim(command, state);
    case 'RecordMessage': {
      const { type: _type, ...data } = command;
      return [{ type: 'MessageHandedOver', data }];
    }
    default:
      return command satisfies never;
  }
};

/**
 * What is done about somebody who is expected and has not come. It stops by itself when they come, say that they
 * cannot, or are not expected any more, and it does each thing once, however often it is told to.
 */
export const outreachDecider: Decider<OutreachCommand, OutreachState, OutreachEvent> = {
  decide,
  evolve: evolveOutreach,
  initialState: () => noOutreach,
};
