import { parseStreamName } from '@hearth/domain';
import type { Redis } from 'ioredis';
import type { ViewSet } from '../runnable.js';
import { generationKeys } from '../store/keys.js';

export interface Comparison {
  /** Documents of both generations that were at the same revision. */
  readonly compared: number;
  readonly different: number;
  /** Views that differ; names only. */
  readonly views: readonly string[];
}

const SAMPLE = 300;

/**
 * Compares stream documents of two generations, by a random sample of streams. A difference is expected when a
 * view's version was raised; without that, one of the two is wrong.
 */
export const compareGenerations = async (
  redis: Redis,
  namespace: string,
  views: ViewSet,
  older: string,
  newer: string,
): Promise<Comparison> => {
  const [before, after] = [generationKeys(namespace, older), generationKeys(namespace, newer)];
  const streams = (await redis.hrandfield(after.heads, SAMPLE)) as string | string[] | null;
  const different = new Set<string>();
  let compared = 0;
  let differing = 0;
  for (const stream of typeof streams === 'string' ? [streams] : (streams ?? [])) {
    const name = parseStreamName(stream);
    for (const view of views.streams.filter(({ category }) => category === name?.category)) {
      const key = name?.id ?? '';
      const [oldRevision, oldDocument] = await redis.hmget(before.document(view.name, key), 'r', 'd');
      const [newRevision, newDocument] = await redis.hmget(after.document(view.name, key), 'r', 'd');
      if (oldRevision == null || oldRevision !== newRevision) continue;
      compared += 1;
      if (oldDocument === newDocument) continue;
      differing += 1;
      different.add(view.name);
    }
  }
  return { compared, different: differing, views: [...different] };
};
