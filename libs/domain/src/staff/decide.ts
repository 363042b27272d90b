import { isAccountCommand, type AccountCommand } from '../account/commands.js';
import { decideAccount, evolveAccount, newAccount, type AccountState } from '../account/decide.js';
import { isAccountEvent, type AccountEvent } from '../account/events.js';
import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { StaffCommand } from './commands.js';
import type { StaffEvent } from './events.js';

export type StaffState =
  { readonly status: 'none' } | { readonly status: 'registered'; readonly account: AccountState };

const register = (command: StaffCommand, state: StaffState): readonly StaffEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  const { staffId, programmeIds, role, simulated, at, profile } = command;
  if (programmeIds.length === 0) throw new Rejection('invalid');
  const data = { staffId, programmeIds: [...programmeIds], role, simulated, at, personal: profile };
  return [{ type: 'StaffRegistered', data }];
};

const decide = (
  command: StaffCommand | AccountCommand,
  state: StaffState,
): readonly (StaffEvent | AccountEvent)[] => {
  if (!isAccountCommand(command)) return register(command, state);
  if (state.status === 'none') throw new Rejection('not-found');
  return decideAccount(command, state.account);
};

const evolve = (state: StaffState, event: StaffEvent | AccountEvent): StaffState => {
  if (!isAccountEvent(event)) return { status: 'registered', account: newAccount };
  return state.status === 'none' ? state : { ...state, account: evolveAccount(state.account, event) };
};

export const staffDecider: Decider<StaffCommand | AccountCommand, StaffState, StaffEvent | AccountEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
