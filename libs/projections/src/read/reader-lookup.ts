import type { Lookup, ViewOf } from '@hearth/views';
import { LRUCache } from 'lru-cache';
import type { ViewReader } from '../view-reader.js';

/** Sessions have many patients: what was read for one of them is there for the next. */
const KEPT = 5_000;

/**
 * The views as derived views read them. Each document is read once, as long as it is kept; a lookup is for one question,
 * since what it has read does not change any more.
 */
export const lookupOn = (views: ViewReader): Lookup => {
  const known = new LRUCache<string, Promise<unknown>>({ max: KEPT });
  const document = <Document>(view: ViewOf<Document>, key: string): Promise<Document | null> => {
    const address = `${view.name} ${key}`;
    const found = known.get(address) ?? views.read(view, key).then((read) => read?.document ?? null);
    known.set(address, found);
    return found as Promise<Document | null>;
  };
  return {
    document,
    documents: async (view, keys) => {
      const found = await Promise.all(keys.map((key) => document(view, key)));
      return found.filter((one) => one !== null);
    },
    members: (index) => views.members(index),
    degraded: () => Promise.resolve([]),
  };
};
