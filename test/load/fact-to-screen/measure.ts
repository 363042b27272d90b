import { eventDefinitions, localDate } from '@hearth/domain';
import { connectEventStore, createCodec, inMemoryKeyRing, type EventStore } from '@hearth/eventstore';
import { setupToken } from '@hearth/platform';
import { randomUUID } from 'node:crypto';
import { HttpDoor } from '../../../apps/demo/src/door/http-door.js';
import { LiveDoor } from '../../../apps/demo/src/door/live-door.js';
import {
  establishSmallProgramme,
  scheduleSession,
  type SmallProgramme,
} from '../../fixtures/small-programme.js';
import { keepBusy } from './background.js';
import { percentile } from './percentiles.js';

const SESSIONS = 10;
const PROBES = 200;
const PROBE_EVERY_MS = 100;
const LOST_AFTER_MS = 10_000;
const RATES = [0, 20, 200];

export interface Row {
  readonly eventsPerSecond: number;
  readonly reached: number;
  readonly probes: number;
  readonly lost: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly bareP50Ms: number;
  readonly bareP99Ms: number;
}

/** Resolves with the time from the start of an append to the moment at which `arrived` is called for it. */
class Stopwatch {
  readonly #waiting = new Map<string, (at: number) => void>();

  arrived(what: string): void {
    this.#waiting.get(what)?.(performance.now());
  }

  /** Milliseconds, or null when it did not arrive in time. */
  async time(what: string, act: () => Promise<unknown>): Promise<number | null> {
    const began = performance.now();
    const arrival = new Promise<number | null>((resolve) => {
      const late = setTimeout(() => resolve(null), LOST_AFTER_MS);
      this.#waiting.set(what, (at) => {
        clearTimeout(late);
        resolve(at);
      });
    });
    await act();
    const at = await arrival;
    this.#waiting.delete(what);
    return at === null ? null : at - began;
  }
}

const context = () => ({
  commandId: randomUUID(),
  correlationId: randomUUID(),
  actor: { kind: 'system' as const, id: 'load' },
});

const hand = (store: EventStore, sessionId: string, patientId: string, up: boolean) =>
  store.append(
    'session',
    sessionId,
    [
      up
        ? { type: 'HandRaised', data: { patientId, at: Date.now() } }
        : {
            type: 'HandLowered',
            data: { patientId, at: Date.now(), by: { kind: 'patient', id: patientId } },
          },
    ],
    'any',
    context(),
  );

const liveSessions = async (admin: HttpDoor, programme: SmallProgramme): Promise<readonly string[]> => {
  const now = Date.now();
  const ids = Array.from({ length: SESSIONS }, (_, index) => `session-${index + 1}`);
  const facilitator = new HttpDoor(admin.baseUrl, new AbortController().signal);
  await facilitator.signIn(programme.facilitatorId);
  for (const sessionId of ids) {
    await scheduleSession(admin, programme, {
      sessionId,
      title: 'Process group',
      startsAt: now - 60_000,
      endsAt: now + 3_600_000,
    });
    await facilitator.ask({ method: 'POST', path: `/sessions/${sessionId}/doors` });
    await facilitator.ask({ method: 'POST', path: `/sessions/${sessionId}/start` });
  }
  return ids;
};

const probe = async (
  rate: number,
  store: EventStore,
  sessions: readonly string[],
  programme: SmallProgramme,
  screen: Stopwatch,
  bare: Stopwatch,
): Promise<Row> => {
  const [probed = '', ...others] = sessions;
  const [patient] = programme.patients;
  if (patient === undefined) throw new Error('the programme has no patients');
  const busy =
    rate === 0
      ? null
      : keepBusy(
          store,
          others.map((sessionId) => ({ sessionId, patientId: patient.patientId })),
          rate,
        );
  const began = performance.now();
  const shown: (number | null)[] = [];
  const bareTimes: (number | null)[] = [];
  for (let turn = 0; turn < PROBES; turn += 1) {
    const up = turn % 2 === 0;
    shown.push(await screen.time(up ? 'up' : 'down', () => hand(store, probed, patient.patientId, up)));
    const marker = `bare-${rate}-${turn}`;
    bareTimes.push(
      await bare.time(marker, () =>
        store.append(
          'audit',
          marker,
          [
            {
              type: 'AccessAudited',
              data: {
                by: { kind: 'system', id: 'load' },
                action: 'read',
                entity: { kind: 'load' },
                outcome: 'allowed',
                at: Date.now(),
              },
            },
          ],
          'no-stream',
          context(),
        ),
      ),
    );
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PROBE_EVERY_MS));
  }
  const elapsed = (performance.now() - began) / 1_000;
  const load = await busy?.stop();
  const found = shown.filter((each): each is number => each !== null);
  const bareFound = bareTimes.filter((each): each is number => each !== null);
  return {
    eventsPerSecond: rate,
    reached: (load?.appended ?? 0) / elapsed,
    probes: shown.length,
    lost: shown.length - found.length,
    p50Ms: percentile(found, 0.5),
    p99Ms: percentile(found, 0.99),
    bareP50Ms: percentile(bareFound, 0.5),
    bareP99Ms: percentile(bareFound, 0.99),
  };
};

/**
 * Measures, on running services, the time from the append of a fact to its arrival at a supervisor's socket, beside
 * the time from a bare append to a bare subscription of the same client.
 */
export const measure = async (options: {
  readonly apiUrl: string;
  readonly eventStoreUrl: string;
  readonly secret: string;
}): Promise<readonly Row[]> => {
  const signal = new AbortController();
  const { programme, admin } = await establishSmallProgramme({
    apiUrl: options.apiUrl,
    setupToken: setupToken(options.secret),
    patientNames: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'],
    signal: signal.signal,
  });
  const sessions = await liveSessions(admin, programme);
  const store = connectEventStore({
    connectionString: options.eventStoreUrl,
    codec: createCodec({
      definitions: eventDefinitions,
      keyRing: inMemoryKeyRing(),
      organisationId: 'organisation-test',
      onIncident: ({ kind }) => {
        throw new Error(kind);
      },
    }),
  });

  const screen = new Stopwatch();
  const bare = new Stopwatch();
  const supervisor = new HttpDoor(options.apiUrl, signal.signal);
  await supervisor.signIn(programme.supervisorId);
  const live = new LiveDoor(options.apiUrl, () => supervisor.cookie());
  const day = localDate(Date.now(), programme.timeZone);
  const raised = (): boolean | undefined =>
    board.document?.sessions
      .find(({ sessionId }) => sessionId === sessions[0])
      ?.patients.find(({ patientId }) => patientId === programme.patients[0]?.patientId)?.handRaised;
  let allShown = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    allShown = resolve;
  });
  const board = live.watch('board', `${programme.programmeId}/${day}`, () => {
    if ((board.document?.sessions.length ?? 0) === sessions.length) allShown();
    screen.arrived(raised() === true ? 'up' : 'down');
  });
  await opened;

  const following = (async () => {
    for await (const item of store.follow(null, signal.signal)) {
      if (item.kind === 'news' && item.news.category === 'audit') bare.arrived(item.news.id);
    }
  })();
  const rows: Row[] = [];
  for (const rate of RATES) rows.push(await probe(rate, store, sessions, programme, screen, bare));
  signal.abort();
  await following;
  live.close();
  await store.close();
  return rows;
};
