import { lengthOf, unionOf, type Interval } from '@hearth/domain';
import type { VisitPlace } from '../../../apps/demo/src/participant/room-visit.js';

/** What somebody says of where they are; moments in ms of the monotonic clock. */
export interface Word {
  readonly personId: string;
  readonly place: VisitPlace;
  /** On the way in or out. */
  readonly changing: boolean;
  /** It was not so before the one moment, and is since the other at the latest. */
  readonly notBeforeMs: number;
  readonly atMs: number;
}

/** A stretch of somebody's presence. Between `earliest` and `from`, and between `to` and `latest`, it was changing. */
export interface Stay {
  readonly place: Exclude<VisitPlace, 'out'>;
  readonly earliest: number;
  readonly from: number;
  to: number | null;
  latest: number | null;
}

interface Person {
  readonly stays: Stay[];
  /** What they said last; whoever is cut off goes on believing it for a while. */
  said: VisitPlace;
  changingSince: number | null;
}

/**
 * Where everybody truly was in one session: by their own word, and by what was done to them. Somebody whose network
 * or server is taken away is out from that moment, whenever they come to know of it. Coming in and going out take
 * their time, and so does hearing of it on a busy machine: by so much the truth itself is not a moment.
 *
 * Nothing of it comes from Hearth: a guest hears from LiveKit itself that they are let in, over their own connection.
 */
export class Truth {
  readonly #people = new Map<string, Person>();

  isNow({ personId, place, changing, notBeforeMs, atMs }: Word): void {
    const person = this.#person(personId);
    const last = person.stays.at(-1);
    if (last !== undefined) leave(last, { place, changing, notBeforeMs, atMs });
    if (place !== 'out' && place !== person.said) {
      const earliest = Math.max(person.changingSince ?? notBeforeMs, last?.to ?? 0);
      person.stays.push({ place, earliest, from: atMs, to: null, latest: null });
    }
    person.said = place;
    person.changingSince = changing ? (person.changingSince ?? notBeforeMs) : null;
  }

  /** The end of everybody's stay in such a place, or of those who are named. */
  cut(place: Stay['place'], atMs: number, personIds: readonly string[] = [...this.#people.keys()]): void {
    for (const personId of personIds) {
      const last = this.#person(personId).stays.at(-1);
      if (last?.to === null && last.place === place) last.to = last.latest = Math.max(last.from, atMs);
    }
  }

  /** Where somebody is, as far as the truth knows. */
  placeOf(personId: string): VisitPlace {
    const last = this.#person(personId).stays.at(-1);
    return last?.to === null ? last.place : 'out';
  }

  /** When somebody was there for sure, in one way or the other. */
  staysOf(personId: string, untilMs: number): readonly Interval[] {
    return unionOf(this.#person(personId).stays.map(({ from, to }) => ({ from, to: to ?? untilMs })));
  }

  /** When somebody was there for sure or coming in or going out. */
  staysAtMostOf(personId: string, untilMs: number): readonly Interval[] {
    return unionOf(
      this.#person(personId).stays.map(({ earliest, to, latest }) => ({
        from: earliest,
        to: latest ?? to ?? untilMs,
      })),
    );
  }

  /** How long somebody was there for sure, and at most. */
  rawOf(personId: string, untilMs: number): { readonly leastMs: number; readonly mostMs: number } {
    return {
      leastMs: lengthOf(this.staysOf(personId, untilMs)),
      mostMs: lengthOf(this.staysAtMostOf(personId, untilMs)),
    };
  }

  /** Everything that is known of somebody's stays, for whoever looks for a cause. */
  of(personId: string): readonly Readonly<Stay>[] {
    return this.#person(personId).stays;
  }

  #person(personId: string): Person {
    const person = this.#people.get(personId) ?? { stays: [], said: 'out', changingSince: null };
    this.#people.set(personId, person);
    return person;
  }
}

/** What a word does to the stay before it. */
const leave = (stay: Stay, { place, changing, notBeforeMs, atMs }: Omit<Word, 'personId'>): void => {
  if (stay.to === null && stay.place !== place) stay.to = Math.max(stay.from, Math.min(notBeforeMs, atMs));
  if (stay.to !== null && stay.latest === null && !changing) stay.latest = atMs;
};
