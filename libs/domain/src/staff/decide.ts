import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { StaffCommand } from './commands.js';
import type { StaffEvent } from './events.js';

export interface StaffState {
  readonly status: 'none' | 'registered';
}

const decide = (command: StaffCommand, state: StaffState): readonly StaffEvent[] => {
  if (state.status !== 'none') throw new Rejection('already-exists');
  const { staffId, programmeIds, role, simulated, at, profile } = command;
  if (programmeIds.length === 0) throw new Rejection('invalid');
  const data = { staffId, programmeIds: [...programmeIds], role, simulated, at, personal: profile };
  return [{ type: 'StaffRegistered', data }];
};

export const staffDecider: Decider<StaffCommand, StaffState, StaffEvent> = {
  decide,
  evolve: () => ({ status: 'registered' }),
  initialState: () => ({ status: 'none' }),
};
