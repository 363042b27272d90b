import { Rejection } from '../rejection.js';
import type { EnrollmentCommandOf } from './commands.js';
import type { EnrollmentEvent } from './events.js';
import { openEpisode, type EnrollmentState, type OpenEnrollment } from './state.js';
import { isSoundTaper } from './taper.js';

/**
 * The value that a change would replace. What a list says of days before its last change stays as it was: a change
 * may begin on the day of the last one, to put it right, or later, but not before it.
 */
const replaced = <Value extends { readonly from: string }>(
  episode: OpenEnrollment,
  list: readonly Value[],
  from: string,
): Value => {
  const last = list.at(-1);
  if (last === undefined || from < last.from || from < episode.startsOn)
    throw new Rejection('invalid', { field: 'from' });
  return last;
};

/** Same ids, in whatever order. */
const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');

/** Another track, other groups, from a day on: also in the middle of a week, and while the patient is away. */
export const transfer = (
  { type: _type, ...data }: EnrollmentCommandOf<'TransferPatient'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  const last = replaced(episode, episode.placements, data.from);
  if (new Set(data.groupIds).size < data.groupIds.length)
    throw new Rejection('invalid', { field: 'groupIds' });
  if (last.trackId === data.trackId && sameIds(last.groupIds, data.groupIds)) return [];
  return [{ type: 'PatientTransferred', data }];
};

export const changeResidence = (
  { type: _type, ...data }: EnrollmentCommandOf<'ChangeResidence'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  const last = replaced(episode, episode.residences, data.from);
  const isSame = last.residenceState === data.residenceState && last.residenceType === data.residenceType;
  return isSame ? [] : [{ type: 'ResidenceChanged', data }];
};

export const changePayer = (
  { type: _type, ...data }: EnrollmentCommandOf<'ChangePayer'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  const last = replaced(episode, episode.payers, data.from);
  return last.payer === data.payer ? [] : [{ type: 'PayerChanged', data }];
};

export const changeIntensity = (
  { type: _type, ...data }: EnrollmentCommandOf<'ChangeIntensity'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  replaced(episode, episode.intensities, data.from);
  const { from: startsOn, taper, plannedWeeklyMinutes } = data;
  const { plannedEndOn } = episode;
  if (!isSoundTaper(taper, { startsOn, plannedEndOn, plannedWeeklyMinutes }))
    throw new Rejection('invalid', { field: 'taper' });
  return [{ type: 'IntensityChanged', data }];
};

/** More time, or less; what was planned to end before it began would be no episode. */
export const movePlannedEnd = (
  { type: _type, ...data }: EnrollmentCommandOf<'MovePlannedEnd'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  if (data.plannedEndOn < episode.startsOn) throw new Rejection('invalid', { field: 'plannedEndOn' });
  return data.plannedEndOn === episode.plannedEndOn ? [] : [{ type: 'PlannedEndMoved', data }];
};
