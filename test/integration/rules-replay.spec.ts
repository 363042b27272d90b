import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectRedis, createLogger, disconnectRedis } from '@hearth/platform';
import { redisReplayDesk, ReplayWorker, type ReadDocument, type ReplayTicket } from '@hearth/projections';
import { enrollmentsOfProgramme, enrollmentView, type ViewOf } from '@hearth/views';
import type { Redis } from 'ioredis';
import { MemoryViews } from '../../apps/api/src/testing/memory-views.js';
import { eventually } from '../fixtures/eventually.js';
import { startTestRedis, type TestRedis } from '../fixtures/redis-server.js';

const NAMESPACE = '{replays}';
const ENROLLMENTS = ['e1', 'e2', 'e3'];

/** Views that keep whoever reads a certain enrollment waiting. */
class HeldViews extends MemoryViews {
  #held: { readonly key: string; readonly until: Promise<void> } | null = null;
  /** Keys of the enrollments that were read, in order. */
  readonly asked: string[] = [];

  /** @returns what lets them go on */
  hold(key: string): () => void {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = () => {
        this.#held = null;
        resolve();
      };
    });
    this.#held = { key, until };
    return release;
  }

  override async read<Document>(view: ViewOf<Document>, key: string): Promise<ReadDocument<Document> | null> {
    if (view.name === enrollmentView.name) {
      this.asked.push(key);
      if (this.#held?.key === key) await this.#held.until;
    }
    return super.read(view, key);
  }
}

describe('a replay of a long period', () => {
  let server: TestRedis;
  let redis: Redis;
  let views: HeldViews;
  let desk: ReturnType<typeof redisReplayDesk>;
  const workers: ReplayWorker[] = [];
  const logger = createLogger({ name: 'spec', level: 'silent' });

  beforeAll(async () => {
    server = await startTestRedis({ durable: false });
    redis = connectRedis(server.url, 'commands', () => undefined);
  });
  afterAll(async () => {
    await disconnectRedis(redis);
    await server.remove();
  });
  beforeEach(async () => {
    await redis.flushall();
    views = new HeldViews();
    const established = {
      rulePackId: 'base-iop',
      rulePackVersion: 2,
      organisationId: 'org',
      timeZone: 'UTC',
    };
    views.put('programme', 'p1', { programmeId: 'p1', established, limits: [] });
    views.index(enrollmentsOfProgramme('p1'), ENROLLMENTS);
    desk = redisReplayDesk(redis, NAMESPACE, () => undefined);
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    await desk.close();
  });

  const startWorker = (): ReplayWorker => {
    const openWorkerConnection = (): Redis => connectRedis(server.url, 'worker', () => undefined);
    const worker = new ReplayWorker({ redis, openWorkerConnection, views, namespace: NAMESPACE, logger });
    worker.start();
    workers.push(worker);
    return worker;
  };
  const request = { from: '2026-01-01', to: '2026-12-31', packId: 'base-iop', version: 2 };
  const ask = (replayId: string, change: Partial<typeof request> = {}): Promise<void> =>
    desk.ask({ replayId, programmeId: 'p1', by: 'staff', askedAt: 7, request: { ...request, ...change } });
  const become = (replayId: string, state: ReplayTicket['state']): Promise<ReplayTicket> =>
    eventually(`${replayId} is ${state}`, async () => {
      const ticket = await desk.find(replayId);
      return ticket?.state === state && ticket;
    });
  const asked = (key: string): Promise<boolean> =>
    eventually(`${key} is read`, () => views.asked.includes(key));

  it('waits for a worker, and leaves its report for a while', async () => {
    await ask('r1');
    expect(await desk.find('r1')).toMatchObject({ state: 'waiting', report: null, request, by: 'staff' });
    startWorker();
    const ticket = await become('r1', 'done');
    expect(ticket.report).toMatchObject({ packId: 'base-iop', patients: 0, flips: [], leftOut: 0 });
    expect(await desk.newest('p1')).toBe('r1');
    expect(await redis.ttl(`${NAMESPACE}:rules-replay:r1`)).toBeGreaterThan(0);
  });

  it('is done once, however often it is asked for', async () => {
    startWorker();
    await ask('r1');
    await become('r1', 'done');
    await ask('r1');
    await ask('r2');
    await become('r2', 'done');
    expect(views.asked).toEqual([...ENROLLMENTS, ...ENROLLMENTS]);
  });

  it('tells how far it is, and stops when somebody cancels it', async () => {
    const release = views.hold('e2');
    startWorker();
    await ask('r1');
    await asked('e2');
    expect(await desk.find('r1')).toMatchObject({ state: 'running', done: 1, of: 3 });
    await desk.cancel('r1');
    release();
    await ask('r2');
    await become('r2', 'done');
    expect(await desk.find('r1')).toMatchObject({ state: 'cancelled', report: null });
  });

  it('is not begun when it was cancelled before', async () => {
    await ask('r1');
    await desk.cancel('r1');
    startWorker();
    await ask('r2');
    await become('r2', 'done');
    expect(await desk.find('r1')).toMatchObject({ state: 'cancelled', report: null });
    expect(views.asked).toEqual(ENROLLMENTS);
  });

  it('is gone on with by the next worker when one is stopped in the middle', async () => {
    const release = views.hold('e2');
    const first = startWorker();
    await ask('r1');
    await asked('e2');
    const stopped = first.stop();
    release();
    await stopped;
    expect(await desk.find('r1')).toMatchObject({ state: 'running', report: null });
    startWorker();
    expect((await become('r1', 'done')).report).not.toBeNull();
    expect(views.asked).toEqual(['e1', 'e2', ...ENROLLMENTS]);
  });

  it('fails when its rules cannot be read any more', async () => {
    startWorker();
    await ask('r1', { version: 99 });
    await become('r1', 'failed');
  });
});
