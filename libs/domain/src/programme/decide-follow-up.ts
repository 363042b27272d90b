import { areSoundTimes } from '../outreach/times.js';
import { Rejection } from '../rejection.js';
import type { ProgrammeCommand } from './commands.js';
import type { ProgrammeEvent } from './events.js';
import type { ProgrammeState } from './state.js';

type CommandOf<Type extends ProgrammeCommand['type']> = Extract<ProgrammeCommand, { readonly type: Type }>;

export const setOutreachTimes = (
  { type: _type, ...data }: CommandOf<'SetOutreachTimes'>,
  state: ProgrammeState,
): readonly ProgrammeEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  if (!areSoundTimes(data.times)) throw new Rejection('invalid', { field: 'times' });
  const isSame = JSON.stringify(data.times) === JSON.stringify(state.outreachTimes);
  return isSame ? [] : [{ type: 'OutreachTimesSet', data }];
};

export const setAuthorizationAlerts = (
  { type: _type, ...data }: CommandOf<'SetAuthorizationAlerts'>,
  state: ProgrammeState,
): readonly ProgrammeEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  const isSame = JSON.stringify(data.alerts) === JSON.stringify(state.authorizationAlerts);
  return isSame ? [] : [{ type: 'AuthorizationAlertsSet', data }];
};
