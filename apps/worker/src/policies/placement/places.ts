import { addDays, type LocalDate } from '@hearth/domain';
import type { Episode } from '@hearth/views';

/** Days on which somebody belongs somewhere: from the first to (not with) the second, or without an end. */
export interface Belonging {
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

const joinedUp = (spans: readonly Belonging[]): readonly Belonging[] =>
  spans.reduce<readonly Belonging[]>((list, span) => {
    const last = list.at(-1);
    return last?.until === span.from
      ? [...list.slice(0, -1), { from: last.from, until: span.until }]
      : [...list, span];
  }, []);

/** When an episode has a place in each thing that its placements name, by the thing's id. The last day counts. */
const placesBy = (
  { placements, endedOn }: Episode,
  idsOf: (placement: Episode['placements'][number]) => readonly string[],
): ReadonlyMap<string, readonly Belonging[]> => {
  const over = endedOn === null ? null : addDays(endedOn, 1);
  const places = new Map<string, readonly Belonging[]>();
  placements.forEach((placement, index) => {
    const next = placements[index + 1]?.from ?? null;
    const until = next === null ? over : over !== null && over < next ? over : next;
    if (until !== null && until <= placement.from) return;
    for (const id of idsOf(placement)) {
      places.set(id, joinedUp([...(places.get(id) ?? []), { from: placement.from, until }]));
    }
  });
  return places;
};

export const groupPlaces = (episode: Episode): ReadonlyMap<string, readonly Belonging[]> =>
  placesBy(episode, ({ groupIds }) => groupIds);

export const trackPlaces = (episode: Episode): ReadonlyMap<string, readonly Belonging[]> =>
  placesBy(episode, ({ trackId }) => (trackId === null ? [] : [trackId]));

/** Everything that ever was named, so that what was taken back is let go. */
export const everPlaced = (
  episode: Episode,
): { readonly groups: readonly string[]; readonly tracks: readonly string[] } => ({
  groups: [...new Set(episode.placements.flatMap(({ groupIds }) => groupIds))],
  tracks: [...new Set(episode.placements.flatMap(({ trackId }) => (trackId === null ? [] : [trackId])))],
});
