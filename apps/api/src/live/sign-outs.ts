import { DEFAULT_NAMESPACE } from '@hearth/projections';
import type { Redis } from 'ioredis';

/** Tells every process of the api that somebody has signed out: their other pages may be connected to another one. */
export interface SignOuts {
  /** @param signInId opaque @throws when nobody can be told now */
  tell(signInId: string): Promise<void>;
  /** Calls `listener` for each that any process tells, this one too; none while disconnected. */
  onTold(listener: (signInId: string) => void): Promise<void>;
}

const CHANNEL = `${DEFAULT_NAMESPACE}:api:signed-out`;

/** @param subscriber a connection that is for listening only; others may listen on it as well */
export const redisSignOuts = (commands: Redis, subscriber: Redis): SignOuts => ({
  tell: async (signInId) => {
    await commands.publish(CHANNEL, signInId);
  },
  onTold: async (listener) => {
    subscriber.on('message', (channel: string, signInId: string) => {
      if (channel === CHANNEL) listener(signInId);
    });
    await subscriber.subscribe(CHANNEL);
  },
});
