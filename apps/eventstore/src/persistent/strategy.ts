import { createHash } from 'node:crypto';
import { parseObject } from '../engine/stream-state.js';
import type { Consumer, Message } from './consumer.js';
import type { StrategyName } from './settings.js';

/** Chooses who gets a message: undefined when nobody who may have it has room. */
export interface Strategy {
  choose(message: Message, consumers: readonly Consumer[]): Consumer | undefined;
  /** Whether another message may find room when this one does not. */
  readonly looksFurther: boolean;
}

export function strategyOf(name: StrategyName): Strategy {
  switch (name) {
    case 'DispatchToSingle':
      return {
        looksFurther: false,
        choose: (_message, consumers) => consumers.find(({ hasRoom }) => hasRoom),
      };
    case 'RoundRobin':
      return roundRobin();
    case 'Pinned':
      return pinned(streamOf);
    case 'PinnedByCorrelation':
      return pinned((message) => correlationOf(message) ?? streamOf(message));
    default: {
      const never: never = name;
      return never;
    }
  }
}

function roundRobin(): Strategy {
  let last = -1;
  return {
    looksFurther: false,
    choose: (_message, consumers) => {
      const withRoom = consumers.filter(({ hasRoom }) => hasRoom);
      const next = withRoom.find(({ number }) => number > last) ?? withRoom[0];
      last = next?.number ?? last;
      return next;
    },
  };
}

/** The same key goes to the same consumer as long as it stays; when one leaves, only its keys move. */
function pinned(keyOf: (message: Message) => string): Strategy {
  const weights = new Map<string, number>();
  const weight = (key: string, consumer: Consumer): number => {
    const pair = `${consumer.number}:${key}`;
    const known = weights.get(pair) ?? createHash('sha1').update(pair).digest().readUInt32BE(0);
    if (weights.size > 100_000) weights.clear();
    weights.set(pair, known);
    return known;
  };
  return {
    looksFurther: true,
    choose: (message, consumers) => {
      const key = keyOf(message);
      const [owner] = consumers.toSorted((a, b) => weight(key, b) - weight(key, a));
      return owner?.hasRoom ? owner : undefined;
    },
  };
}

function streamOf({ resolved }: Message): string {
  return (resolved.event ?? resolved.link)?.stream ?? '';
}

function correlationOf({ resolved }: Message): string | undefined {
  const id = resolved.event && parseObject(resolved.event.metadata)['$correlationId'];
  return typeof id === 'string' ? id : undefined;
}
