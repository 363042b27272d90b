import type { AccountCommand } from '../account/commands.js';
import { decideAccount, evolveAccount, newAccount, type AccountState } from '../account/decide.js';
import type { AccountEvent } from '../account/events.js';
import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { RegisterStaff, StaffCommand } from './commands.js';
import type { StaffEvent } from './events.js';

export type StaffState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered';
      readonly account: AccountState;
      /** As said last, to know what is said again; null when never. */
      readonly licences: string | null;
    };

const register = (command: RegisterStaff, state: StaffState): readonly StaffEvent[] => {
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
  if (command.type === 'RegisterStaff') return register(command, state);
  if (state.status === 'none') throw new Rejection('not-found');
  if (command.type === 'SetLicences') {
    const { type: _type, ...data } = command;
    const isSame = JSON.stringify([data.licences, data.needsCoSign]) === state.licences;
    return isSame ? [] : [{ type: 'StaffLicencesSet', data }];
  }
  return decideAccount(command, state.account);
};

const evolve = (state: StaffState, event: StaffEvent | AccountEvent): StaffState => {
  if (event.type === 'StaffRegistered') return { status: 'registered', account: newAccount, licences: null };
  if (event.type === 'StaffLicencesSet') {
    const licences = JSON.stringify([event.data.licences, event.data.needsCoSign]);
    return state.status === 'none' ? state : { ...state, licences };
  }
  return state.status === 'none' ? state : { ...state, account: evolveAccount(state.account, event) };
};

export const staffDecider: Decider<StaffCommand | AccountCommand, StaffState, StaffEvent | AccountEvent> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
