import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { Instant } from '../time.js';
import type { InstallationEvent } from './events.js';

/** Claims this installation for a first programme and its first admin. */
export interface SetUpInstallation {
  readonly type: 'SetUpInstallation';
  readonly programmeId: string;
  readonly adminId: string;
  readonly at: Instant;
}

export type InstallationState =
  | { readonly status: 'none' }
  | { readonly status: 'set-up'; readonly programmeId: string; readonly adminId: string };

/** A set-up that was cut short may be sent again, the same; another one comes too late. */
const decide = (command: SetUpInstallation, state: InstallationState): readonly InstallationEvent[] => {
  const { type: _type, ...data } = command;
  if (state.status === 'none') return [{ type: 'InstallationSetUp', data }];
  const isSame = state.programmeId === data.programmeId && state.adminId === data.adminId;
  if (!isSame) throw new Rejection('already-exists');
  return [];
};

export const installationDecider: Decider<SetUpInstallation, InstallationState, InstallationEvent> = {
  decide,
  evolve: (_state, { data: { programmeId, adminId } }) => ({ status: 'set-up', programmeId, adminId }),
  initialState: () => ({ status: 'none' }),
};
