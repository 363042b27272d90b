import { addDays } from '../compliance/calendar.js';
import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { AuthorizationCommand, AuthorizationTerms } from './commands.js';
import type { AuthorizationEvent } from './events.js';

interface Known {
  readonly authorizationId: string;
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly programmeId: string;
  readonly terms: AuthorizationTerms;
  /** How many events led here. */
  readonly changes: number;
}

export type AuthorizationState =
  | { readonly status: 'none' }
  | (Known & { readonly status: 'open' })
  | (Known & { readonly status: 'closed' });

type CommandOf<Type extends AuthorizationCommand['type']> = Extract<
  AuthorizationCommand,
  { readonly type: Type }
>;

const requireSound = ({ from, to, units, usedBefore, review }: AuthorizationTerms): void => {
  if (to < from) throw new Rejection('invalid', { field: 'to' });
  if (usedBefore > units) throw new Rejection('invalid', { field: 'usedBefore' });
  if (review.nextOn !== null && review.nextOn < from) throw new Rejection('invalid', { field: 'review' });
};

const openOne = (state: AuthorizationState): Extract<AuthorizationState, { readonly status: 'open' }> => {
  if (state.status === 'none') throw new Rejection('not-found');
  if (state.status === 'closed') throw new Rejection('authorization-closed');
  return state;
};

const enter = (
  { type: _type, letter, ...data }: CommandOf<'EnterAuthorization'>,
  state: AuthorizationState,
): readonly AuthorizationEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  requireSound(data);
  return [{ type: 'AuthorizationEntered', data: { ...data, personal: letter } }];
};

const change = (
  { type: _type, letter, ...data }: CommandOf<'ChangeAuthorization'>,
  state: AuthorizationState,
): readonly AuthorizationEvent[] => {
  const { patientId } = openOne(state);
  requireSound(data);
  return [{ type: 'AuthorizationChanged', data: { ...data, patientId, personal: letter } }];
};

const review = (
  { type: _type, ...data }: CommandOf<'RecordReview'>,
  state: AuthorizationState,
): readonly AuthorizationEvent[] => {
  const { everyDays } = openOne(state).terms.review;
  const usual = everyDays === null ? null : addDays(data.on, everyDays);
  const nextOn = data.nextOn === undefined ? usual : data.nextOn;
  if (nextOn !== null && nextOn <= data.on) throw new Rejection('invalid', { field: 'nextOn' });
  return [{ type: 'ReviewRecorded', data: { ...data, nextOn } }];
};

const close = (
  { type: _type, ...data }: CommandOf<'CloseAuthorization'>,
  state: AuthorizationState,
): readonly AuthorizationEvent[] => {
  if (state.status === 'closed') return [];
  openOne(state);
  return [{ type: 'AuthorizationClosed', data }];
};

const decide = (command: AuthorizationCommand, state: AuthorizationState): readonly AuthorizationEvent[] => {
  switch (command.type) {
    case 'EnterAuthorization':
      return enter(command, state);
    case 'ChangeAuthorization':
      return change(command, state);
    case 'RecordReview':
      return review(command, state);
    case 'CloseAuthorization':
      return close(command, state);
    default:
      return command satisfies never;
  }
};

/** The terms out of an event that carries them all. */
export const termsOf = (data: AuthorizationTerms): AuthorizationTerms => {
  const { payer, levelOfCare, codes, revenueCode, units, from, to, usedBefore, review, telehealth } = data;
  return { payer, levelOfCare, codes, revenueCode, units, from, to, usedBefore, review, telehealth };
};

const evolve = (state: AuthorizationState, event: AuthorizationEvent): AuthorizationState => {
  if (event.type === 'AuthorizationEntered') {
    const { authorizationId, enrollmentId, patientId, programmeId } = event.data;
    const ids = { authorizationId, enrollmentId, patientId, programmeId };
    return { status: 'open', ...ids, terms: termsOf(event.data), changes: 1 };
  }
  if (state.status === 'none') return state;
  const changes = state.changes + 1;
  switch (event.type) {
    case 'AuthorizationChanged':
      return { ...state, changes, terms: termsOf(event.data) };
    case 'ReviewRecorded': {
      const { nextOn } = event.data;
      return { ...state, changes, terms: { ...state.terms, review: { ...state.terms.review, nextOn } } };
    }
    case 'AuthorizationClosed':
      return { ...state, changes, status: 'closed' };
    default:
      return event satisfies never;
  }
};

export const authorizationDecider: Decider<AuthorizationCommand, AuthorizationState, AuthorizationEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
