import { Rejection } from '../rejection.js';
import type { CapacityLimit } from './calendar-events.js';
import type { ProgrammeCommand } from './commands.js';
import type { ProgrammeEvent } from './events.js';
import type { ProgrammeState } from './state.js';

type CommandOf<Type extends ProgrammeCommand['type']> = Extract<ProgrammeCommand, { readonly type: Type }>;

export const declareHolidays = (
  { type: _type, ...data }: CommandOf<'DeclareHolidays'>,
  state: ProgrammeState,
): readonly ProgrammeEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  const days = data.holidays.map(({ day }) => day);
  if (new Set(days).size < days.length) throw new Rejection('invalid', { field: 'holidays' });
  const isSame = JSON.stringify(data.holidays) === JSON.stringify(state.holidays);
  return isSame ? [] : [{ type: 'HolidaysDeclared', data }];
};

export const setCapacityLimits = (
  { type: _type, ...data }: CommandOf<'SetCapacityLimits'>,
  state: ProgrammeState,
): readonly ProgrammeEvent[] => {
  if (state.status === 'none') throw new Rejection('not-found');
  const isSame = JSON.stringify(data.limits) === JSON.stringify(state.limits);
  return isSame ? [] : [{ type: 'CapacityLimitsSet', data }];
};

/**
 * How many may be in a session at most: the lowest of all limits that apply, since each has to be kept. Null when
 * none does.
 * @param of `states`: where its patients live
 */
export const limitFor = (
  limits: readonly CapacityLimit[],
  of: { readonly states: readonly string[]; readonly sessionType: string; readonly modality: string },
): CapacityLimit | null => {
  const applying = limits.filter(
    ({ state, sessionType, modality }) =>
      (state === null || of.states.includes(state)) &&
      (sessionType === null || sessionType === of.sessionType) &&
      (modality === null || modality === of.modality),
  );
  return applying.reduce<CapacityLimit | null>(
    (lowest, one) => (lowest === null || one.most < lowest.most ? one : lowest),
    null,
  );
};
