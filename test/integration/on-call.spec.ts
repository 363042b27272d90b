import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  eventDefinitions,
  MINUTE,
  sessionDecider,
  standardAttendancePolicy,
  type SessionCommand,
} from '@hearth/domain';
import {
  connectEventStore,
  createCodec,
  handleCommand,
  inMemoryKeyRing,
  type EventStore,
} from '@hearth/eventstore';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServices } from '../../infra/launcher/services.mjs';
import type { RunningServices } from '../../infra/launcher/types.mjs';
import { eventually } from '../fixtures/eventually.js';

const SECRET = 'a-secret-that-both-sides-know-well';
const LONG_MS = 240_000;
const lead = { kind: 'staff', id: 'staff-lead' } as const;

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let dataDir: string;
let paging: Server;
let services: RunningServices;
let store: EventStore;
const calls: Call[] = [];

/** The paging service of a clinic: it refuses the first try, and takes every other one. */
const startPaging = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(calls.length === 1 ? 503 : 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hearth-on-call-'));
  paging = await startPaging();
  const { port } = paging.address() as AddressInfo;
  services = await startServices({
    services: ['eventstore', 'redis', 'worker'],
    dataDir,
    ports: 'free',
    env: {
      HEARTH_MODE: 'test',
      LOG_LEVEL: 'warn',
      ON_CALL_URL: `http://127.0.0.1:${port}/page`,
      ON_CALL_SECRET: SECRET,
    },
  });
  store = connectEventStore({
    connectionString: services.urls.eventstore,
    codec: createCodec({
      definitions: eventDefinitions,
      keyRing: inMemoryKeyRing(),
      organisationId: 'organisation',
      // Nothing personal is written here.
      onIncident: () => undefined,
    }),
  });
}, LONG_MS);

afterAll(async () => {
  await store.close();
  await services.stop();
  paging.closeAllConnections();
  await new Promise((resolve) => paging.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
}, LONG_MS);

/** A running group whose only facilitator was lost a minute ago. */
const leftAlone = async (sessionId: string): Promise<void> => {
  const now = Date.now();
  const connection = { roomSid: 'RM_1', participantSid: `PA_${sessionId}`, person: lead, uncertaintyMs: 0 };
  const webhook = { ...connection, witness: 'livekit-webhook' as const };
  const commands: readonly SessionCommand[] = [
    {
      type: 'ScheduleSession',
      sessionId,
      programmeId: 'programme',
      title: 'Process group',
      sessionType: 'process-group',
      startsAt: now - 10 * MINUTE,
      endsAt: now + 50 * MINUTE,
      timeZone: 'America/New_York',
      capacity: 8,
      facilitators: [{ staffId: lead.id, part: 'facilitator' }],
      roster: [{ patientId: 'patient-1', enrollmentId: 'enrollment-1' }],
      attendancePolicy: standardAttendancePolicy,
    },
    { type: 'OpenDoors', by: lead.id, at: now - 10 * MINUTE },
    { type: 'StartSession', by: lead.id, at: now - 10 * MINUTE },
    { type: 'RecordJoined', ...webhook, at: now - 10 * MINUTE, hidden: false },
    { type: 'RecordLeft', ...webhook, at: now - MINUTE, leaveReason: 'connection-lost' },
  ];
  for (const command of commands) {
    const context = { commandId: randomUUID(), correlationId: randomUUID(), actor: lead };
    await handleCommand(store, sessionDecider, 'session', sessionId, command, context);
  }
};

const onRecord = async (sessionId: string): Promise<readonly string[]> => {
  const told: string[] = [];
  for await (const stored of store.read('session', sessionId)) {
    if (stored.kind !== 'known' || stored.recorded.event.type !== 'OnCallAlerted') continue;
    const { attempt, outcome } = stored.recorded.event.data;
    told.push(`${attempt} ${outcome}`);
  }
  return told;
};
const callsAbout = (sessionId: string): readonly Call[] =>
  calls.filter(({ body }) => (JSON.parse(body) as { sessionId: string }).sessionId === sessionId);

describe('whoever is on call', () => {
  it(
    'is alerted by the worker of a group without a facilitator, again until the alert is taken, and then no more',
    async () => {
      await leftAlone('session-1');
      await eventually('the alert is taken', async () => (await onRecord('session-1')).length === 2, 60_000);
      expect(await onRecord('session-1')).toEqual(['1 failed', '2 handed-over']);
      // A worker that begins anew goes on where the last one was, and has nothing left to tell of this group.
      await services.restart('worker');
      await leftAlone('session-2');
      await eventually('the next is taken', async () => (await onRecord('session-2')).length === 1, 60_000);
      expect([callsAbout('session-1').length, callsAbout('session-2').length]).toEqual([2, 1]);
    },
    LONG_MS,
  );

  it('can tell that it is us, that it is now, and that two tries are one alert', () => {
    const [first, second] = callsAbout('session-1');
    for (const { headers, body } of calls) {
      const at = String(headers['x-hearth-at']);
      const good = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
      expect(headers['x-hearth-signature']).toBe(`sha256=${good}`);
      expect(JSON.parse(body)).toMatchObject({ kind: 'group-without-facilitator', at: Number(at) });
    }
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(callsAbout('session-2')[0]?.headers['idempotency-key']).not.toBe(
      first?.headers['idempotency-key'],
    );
    expect(Object.keys(JSON.parse(first?.body ?? '{}') as object).sort()).toEqual([
      'at',
      'attempt',
      'kind',
      'programmeId',
      'sessionId',
      'since',
    ]);
  });
});
