import { Rejection } from '../rejection.js';
import type { PatientCommand } from './commands.js';
import type { PatientEvent } from './events.js';

type CommandOf<Type extends PatientCommand['type']> = Extract<PatientCommand, { readonly type: Type }>;

/** A patient's episodes of care by enrollment id; one that has not ended reaches into the future without an end. */
export type Episodes = Readonly<
  Record<string, { readonly startsOn: string; readonly endedOn: string | null }>
>;

/** Two may share a day: on the day of a step down, one ends and the next begins. */
export const claimEpisode = (
  { type: _type, ...data }: CommandOf<'ClaimEpisode'>,
  episodes: Episodes,
): readonly PatientEvent[] => {
  const known = episodes[data.enrollmentId];
  if (known?.startsOn === data.startsOn && known.endedOn === null) return [];
  if (known !== undefined) throw new Rejection('already-exists');
  const other = Object.entries(episodes).find(
    ([, { endedOn }]) => endedOn === null || endedOn > data.startsOn,
  );
  if (other !== undefined) throw new Rejection('overlapping-enrollment', { enrollmentId: other[0] });
  return [{ type: 'EpisodeClaimed', data }];
};

/** Once; an episode that nobody claimed needs no release. */
export const releaseEpisode = (
  { type: _type, ...data }: CommandOf<'ReleaseEpisode'>,
  episodes: Episodes,
): readonly PatientEvent[] => {
  const known = episodes[data.enrollmentId];
  if (known === undefined || known.endedOn !== null) return [];
  if (data.endedOn !== null && data.endedOn < known.startsOn)
    throw new Rejection('invalid', { field: 'endedOn' });
  return [{ type: 'EpisodeReleased', data }];
};

export const withEpisode = (
  episodes: Episodes,
  event: Extract<PatientEvent, { readonly type: 'EpisodeClaimed' | 'EpisodeReleased' }>,
): Episodes => {
  const { enrollmentId } = event.data;
  const { [enrollmentId]: known, ...others } = episodes;
  if (event.type === 'EpisodeClaimed')
    return { ...others, [enrollmentId]: { startsOn: event.data.startsOn, endedOn: null } };
  const { endedOn } = event.data;
  return known === undefined || endedOn === null
    ? others
    : { ...others, [enrollmentId]: { ...known, endedOn } };
};
