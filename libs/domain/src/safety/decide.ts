import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import { MINUTE, type Instant } from '../time.js';
import type { LadderStep, SafetyCommand } from './commands.js';
import { ladderSteps, type SafetyEvent } from './events.js';

/** How long a signal may wait for somebody before the person on call is asked. */
export const ON_CALL_AFTER_LIVE_MS = 2 * MINUTE;
export const ON_CALL_AFTER_MS = 15 * MINUTE;
/** How long after it was raised the supervisor is told. */
export const SUPERVISOR_AFTER_MS = 30 * MINUTE;

export type Ladder = readonly { readonly step: LadderStep; readonly dueAt: Instant }[];

interface Raised {
  readonly signalId: string;
  readonly patientId: string;
  readonly ladder: Ladder;
  /** The step that the signal has reached. */
  readonly step: LadderStep;
}

export type SafetyState =
  | { readonly status: 'none' }
  | (Raised & { readonly status: 'open' })
  | (Raised & { readonly status: 'acknowledged' })
  | (Raised & { readonly status: 'closed' });

type CommandOf<Type extends SafetyCommand['type']> = Extract<SafetyCommand, { readonly type: Type }>;
type RaisedState = Exclude<SafetyState, { readonly status: 'none' }>;

/** Who is asked when: the care team at once, then the person on call, then the supervisor. */
export const ladderFrom = (at: Instant, sessionIsLive: boolean): Ladder => [
  { step: 'care-team', dueAt: at },
  { step: 'on-call', dueAt: at + (sessionIsLive ? ON_CALL_AFTER_LIVE_MS : ON_CALL_AFTER_MS) },
  { step: 'supervisor', dueAt: at + SUPERVISOR_AFTER_MS },
];

/** The step that a signal should escalate to next, and when; null when somebody has it in hand. */
export const nextStep = (state: SafetyState): Ladder[number] | null =>
  state.status === 'open' ? (state.ladder.find(({ step }) => isHigher(step, state.step)) ?? null) : null;

const isHigher = (a: LadderStep, b: LadderStep): boolean => ladderSteps.indexOf(a) > ladderSteps.indexOf(b);

const raise = (command: CommandOf<'RaiseSignal'>, state: SafetyState): readonly SafetyEvent[] => {
  const { type: _type, sessionIsLive, ...signal } = command;
  if (state.status !== 'none') {
    if (state.patientId === signal.patientId) return [];
    throw new Rejection('already-exists');
  }
  const ladder = [...ladderFrom(signal.at, sessionIsLive)];
  return [{ type: 'SafetySignalRaised', data: { ...signal, ladder } }];
};

const escalate = ({ step, at }: CommandOf<'EscalateSignal'>, state: RaisedState): readonly SafetyEvent[] => {
  const dueAt = state.ladder.find((one) => one.step === step)?.dueAt;
  const isDue = dueAt !== undefined && at >= dueAt;
  if (state.status !== 'open' || !isDue || !isHigher(step, state.step)) return [];
  return [{ type: 'SafetySignalEscalated', data: { signalId: state.signalId, step, at } }];
};

const acknowledge = (
  { by, at }: CommandOf<'AcknowledgeSignal'>,
  state: RaisedState,
): readonly SafetyEvent[] => {
  switch (state.status) {
    case 'closed':
      throw new Rejection('signal-closed');
    case 'acknowledged':
      return [];
    case 'open':
      return [{ type: 'SafetySignalAcknowledged', data: { signalId: state.signalId, by, at } }];
    default:
      return state satisfies never;
  }
};

/** Only a person closes a signal, and says what was done. */
const close = (command: CommandOf<'CloseSignal'>, state: RaisedState): readonly SafetyEvent[] => {
  if (state.status === 'closed') throw new Rejection('signal-closed');
  const { by, at, disposition } = command;
  const note = command.note.trim();
  if (by.kind !== 'staff') throw new Rejection('invalid');
  if (note.length < 3) throw new Rejection('disposition-needed');
  const { signalId, patientId } = state;
  return [
    { type: 'SafetySignalClosed', data: { signalId, patientId, by, at, disposition, personal: { note } } },
  ];
};

const decide = (command: SafetyCommand, state: SafetyState): readonly SafetyEvent[] => {
  if (command.type === 'RaiseSignal') return raise(command, state);
  if (state.status === 'none') throw new Rejection('not-found');
  switch (command.type) {
    case 'EscalateSignal':
      return escalate(command, state);
    case 'AcknowledgeSignal':
      return acknowledge(command, state);
    case 'CloseSignal':
      return close(command, state);
    default:
      return command satisfies never;
  }
};

const evolve = (state: SafetyState, event: SafetyEvent): SafetyState => {
  if (event.type === 'SafetySignalRaised') {
    const { signalId, patientId, ladder } = event.data;
    return { status: 'open', signalId, patientId, ladder, step: 'care-team' };
  }
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'SafetySignalEscalated':
      return { ...state, step: event.data.step };
    case 'SafetySignalAcknowledged':
      return { ...state, status: 'acknowledged' };
    case 'SafetySignalClosed':
      return { ...state, status: 'closed' };
    default:
      return event satisfies never;
  }
};

export const safetyDecider: Decider<SafetyCommand, SafetyState, SafetyEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
