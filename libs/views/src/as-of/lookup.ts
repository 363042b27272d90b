import type { DomainEvent, Recorded, StreamCategory } from '@hearth/domain';
import { derivedViews, streamViews } from '../catalogue.js';
import type { Lookup, ViewOf } from '../view.js';
import { cutAt, type AsOfReading } from './cut.js';

/** Where as-of answers come from. */
export interface AsOfSources {
  /** All known events of a stream, in order. */
  readonly stream: (category: StreamCategory, id: string) => Promise<readonly Recorded[]>;
  /** Members of an index, at least those that it had then. */
  readonly members: (index: string) => Promise<readonly string[]>;
}

/** Any view, whatever its document; methods, so that the catalogue's views fit without being told so. */
interface Foldable {
  readonly name: string;
  readonly category: StreamCategory;
  initial(id: string): unknown;
  fold(document: unknown, recorded: Recorded<DomainEvent>): unknown;
}
interface Derivable {
  readonly name: string;
  gather(key: string, lookup: Lookup): Promise<unknown>;
  derive(key: string, parts: unknown): unknown;
}

const foldables: readonly Foldable[] = streamViews;
const derivables: readonly Derivable[] = derivedViews;

/**
 * Reads documents as they were, or as we now know them to have been, at a moment: every part is folded anew from its
 * stream, cut there. Each document is made once per lookup.
 */
export const asOfLookup = (sources: AsOfSources, at: number, reading: AsOfReading): Lookup => {
  const made = new Map<string, Promise<unknown>>();

  const make = async (name: string, key: string): Promise<unknown> => {
    const foldable = foldables.find((view) => view.name === name);
    if (foldable !== undefined) {
      const events = cutAt(await sources.stream(foldable.category, key), at, reading);
      return events.length === 0
        ? null
        : events.reduce<unknown>((document, one) => foldable.fold(document, one), foldable.initial(key));
    }
    const derivable = derivables.find((view) => view.name === name);
    return derivable === undefined ? null : derivable.derive(key, await derivable.gather(key, lookup));
  };

  const document = <Document>(view: ViewOf<Document>, key: string): Promise<Document | null> => {
    const address = `${view.name} ${key}`;
    const known = made.get(address) ?? make(view.name, key);
    made.set(address, known);
    return known as Promise<Document | null>;
  };

  const lookup: Lookup = {
    document,
    documents: async (view, keys) => {
      const found = await Promise.all(keys.map((key) => document(view, key)));
      return found.filter((one) => one !== null);
    },
    members: sources.members,
    degraded: () => Promise.resolve([]),
  };
  return lookup;
};
