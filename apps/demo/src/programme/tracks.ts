import { demoId } from '@hearth/contracts';
import type { Licence, Slot, TrackPlan } from '@hearth/domain';
import { groupId } from './groups.js';
import { slotsOf } from './sessions.js';

/** A programme's weekly shape, as the demo has it. */
export interface DemoTrack extends Pick<
  TrackPlan,
  'title' | 'population' | 'partOfDay' | 'capacity' | 'part2'
> {
  readonly key: string;
  readonly groups: readonly string[];
}

export const tracks: readonly DemoTrack[] = [
  {
    key: 'evening',
    title: 'Adult evening',
    population: 'adult',
    partOfDay: 'evening',
    capacity: 12,
    part2: false,
    groups: ['evening-process', 'evening-dbt', 'evening-review'],
  },
  {
    key: 'day',
    title: 'Adult day',
    population: 'adult',
    partOfDay: 'day',
    capacity: 8,
    part2: false,
    groups: ['day-process', 'day-coping', 'day-skills'],
  },
  {
    key: 'weekend',
    title: 'Adult weekend',
    population: 'adult',
    partOfDay: 'weekend',
    capacity: 12,
    part2: false,
    groups: ['weekend-process', 'weekend-skills', 'weekend-review'],
  },
  {
    key: 'dual',
    title: 'Dual diagnosis, evening',
    population: 'adult',
    partOfDay: 'evening',
    capacity: 10,
    part2: true,
    groups: ['dual-process', 'dual-recovery', 'dual-relapse'],
  },
  {
    key: 'afternoon',
    title: 'Teens, afternoon',
    // One of them is twenty: young where she lives, and nowhere else.
    population: 'any',
    partOfDay: 'afternoon',
    capacity: 8,
    part2: false,
    groups: ['teen-process', 'teen-skills'],
  },
];

export const trackId = (key: string): string => demoId(`track/${key}`);

/** The track whose groups somebody is in; of two, the first. */
export const trackOf = (groups: readonly string[]): DemoTrack => {
  const track = tracks.find((one) => one.groups.some((group) => groups.includes(group)));
  if (track === undefined) throw new Error(`The demo has no track for ${groups.join()}`);
  return track;
};

/** The weeks of the groups that recur; the others are made as the demo goes on. */
export const recurring: readonly { readonly groupId: string; readonly slots: readonly Slot[] }[] = tracks
  .flatMap(({ groups }) => groups)
  .map((key) => ({ groupId: groupId(key), slots: slotsOf(key) }))
  .filter(({ slots }) => slots.length > 0);

const licensed = (credential: string, ...states: readonly string[]): readonly Licence[] =>
  states.map((state) => ({ state, credential, expiresOn: null }));

/** Where the staff may practise; whose notes somebody else signs. */
export const licences: readonly {
  readonly key: string;
  readonly licences: readonly Licence[];
  readonly needsCoSign: boolean;
}[] = [
  { key: 'lindqvist', licences: licensed('LCSW', 'NY', 'NJ', 'PA', 'TX', 'ND'), needsCoSign: false },
  { key: 'brandt', licences: licensed('LPC', 'NY', 'NJ', 'TX', 'PA', 'ND'), needsCoSign: false },
  { key: 'raman', licences: licensed('LMFT', 'NY', 'NJ', 'TX', 'PA', 'ND', 'DC', 'WY'), needsCoSign: false },
  { key: 'reyes', licences: licensed('LMHC-A', 'NY', 'NJ', 'DC'), needsCoSign: true },
  { key: 'okafor', licences: licensed('MD', 'NY', 'NJ', 'PA'), needsCoSign: false },
];
