import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import esdb, { type EventStoreDBClient, type JSONEventType } from '@eventstore/db-client';
import {
  startEventStoreNode,
  type EventStoreNode,
  type NodeOptions,
} from '../../apps/eventstore/src/node.js';

/** What the suite runs against: the embedded node, or whatever `CONFORMANCE_EVENTSTORE_URL` points to. */
export interface Target {
  url: string;
  client: EventStoreDBClient;
  /** Missing when the suite runs against a server of its own. */
  node: EventStoreNode | undefined;
  /** A name that no other test and no earlier run has used. */
  name(prefix: string): string;
  stop(): Promise<void>;
}

// The machine may be busy with other suites; a hang is still found.
jest.setTimeout(60_000);

const external = process.env['CONFORMANCE_EVENTSTORE_URL'];

/** True when the suite runs against the embedded node, whose files and limits tests may look at. */
export const isEmbedded = external === undefined;

/** @param connection what the client's connection string says beside the address */
export async function startTarget(options: Partial<NodeOptions> = {}, connection = ''): Promise<Target> {
  const run = randomUUID().slice(0, 8);
  let count = 0;
  const name = (prefix: string): string => `${prefix}-${run}${count++}`;
  if (external !== undefined) {
    const client = esdb.EventStoreDBClient.connectionString(external);
    return { url: external, client, node: undefined, name, stop: () => client.dispose() };
  }
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-conformance-'));
  const node = await startEventStoreNode({ dataDir, port: 0, ...options });
  const client = esdb.EventStoreDBClient.connectionString(node.url + connection);
  return {
    url: node.url,
    client,
    node,
    name,
    stop: async () => {
      await client.dispose();
      await node.stop();
      fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Sample extends JSONEventType {
  type: string;
  data: { n: number };
}

/** `count` events that differ in their number. */
export function samples(count: number, type = 'sample', from = 0) {
  return Array.from({ length: count }, (_, index) =>
    esdb.jsonEvent<Sample>({ type, data: { n: from + index }, metadata: { at: from + index } }),
  );
}

/** Everything that an async iterable gives. */
export async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

interface Stoppable<T> extends AsyncIterable<T> {
  unsubscribe(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** The first `count` items of a subscription, which is then ended. */
export async function take<T>(subscription: Stoppable<T>, count: number): Promise<T[]> {
  const items: T[] = [];
  subscription.on('error', () => undefined);
  try {
    if (count === 0) return items;
    for await (const item of subscription) {
      items.push(item);
      if (items.length >= count) break;
    }
    return items;
  } finally {
    await subscription.unsubscribe();
  }
}

interface Emitter {
  once(event: string, listener: (...args: unknown[]) => void): unknown;
  off(event: string, listener: (...args: unknown[]) => void): unknown;
}

/** Resolves at an event of an emitter; rejects when an error comes first. */
export function once(emitter: Emitter, event: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = (value: unknown): void => {
      emitter.off('error', failed);
      resolve(value);
    };
    const failed = (error: unknown): void => {
      emitter.off(event, done);
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    emitter.once(event, done);
    emitter.once('error', failed);
  });
}

/** What a promise rejects with; fails when it does not. */
export async function rejection(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return Object.assign(outcome, {} as Record<string, unknown>);
  throw new Error(`it was expected to be refused, and gave ${String(outcome)}`);
}
