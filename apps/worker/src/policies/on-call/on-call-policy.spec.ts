import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LEAD, MINUTE, SESSION, START, World } from '../../testing/world.js';
import { signatureOf, webhookChannel, type Alert } from './channel.js';
import { onCallPolicy } from './on-call-policy.js';

const SECOND = 1_000;

describe('an alert to whoever is on call', () => {
  let world: World;
  let sent: Alert[];
  let takes: boolean;
  beforeEach(async () => {
    world = await new World().prepare();
    await world.hold();
    const lead = { kind: 'staff' as const, id: LEAD };
    const about = { roomSid: 'RM_1', participantSid: 'PA_lead', person: lead, uncertaintyMs: 0 };
    await world.session(
      { type: 'RecordJoined', ...about, witness: 'livekit-webhook', at: START, hidden: false },
      { type: 'RecordLeft', ...about, witness: 'livekit-webhook', at: START + MINUTE, leaveReason: 'left' },
      { type: 'KeepGroupLed', at: START + 2 * MINUTE },
    );
    world.now = START + 2 * MINUTE;
    sent = [];
    takes = true;
  });

  const act = () =>
    onCallPolicy(world.restarted(), {
      handOver: (alert) => {
        sent.push(alert);
        return Promise.resolve(takes);
      },
    }).act(SESSION);
  const told = async () =>
    (await world.events('session', SESSION))
      .filter(({ type }) => type === 'OnCallAlerted')
      .map(({ data }) => [data['attempt'], data['outcome']]);

  it('is handed over once, with ids and moments and nothing else', async () => {
    expect((await act()).lookAgainAt).toBeNull();
    await act();
    expect(sent).toEqual([
      { programmeId: 'programme', sessionId: SESSION, since: START + MINUTE, attempt: 1, at: world.now },
    ]);
    expect(await told()).toEqual([[1, 'handed-over']]);
  });

  it('is tried again after longer and longer pauses until it is taken, also by another process', async () => {
    takes = false;
    expect((await act()).lookAgainAt).toBe(world.now + 5 * SECOND);
    expect((await act()).lookAgainAt).toBe(world.now + 5 * SECOND);
    world.now += 5 * SECOND;
    expect((await act()).lookAgainAt).toBe(world.now + 10 * SECOND);
    takes = true;
    world.now += 10 * SECOND;
    await act();
    expect(await told()).toEqual([
      [1, 'failed'],
      [2, 'failed'],
      [3, 'handed-over'],
    ]);
  });

  it('is not sent when somebody is back, and anew when the group is left again', async () => {
    const back = { roomSid: 'RM_1', participantSid: 'PA_back', person: { kind: 'staff' as const, id: LEAD } };
    const witness = 'livekit-webhook' as const;
    await act();
    await world.session(
      { type: 'RecordJoined', ...back, witness, at: START + 3 * MINUTE, uncertaintyMs: 0, hidden: false },
      { type: 'KeepGroupLed', at: START + 3 * MINUTE },
    );
    await act();
    expect(sent).toHaveLength(1);
    const left = { witness, at: START + 5 * MINUTE, uncertaintyMs: 0, leaveReason: 'left' as const };
    await world.session(
      { type: 'RecordLeft', ...back, ...left },
      { type: 'KeepGroupLed', at: START + 6 * MINUTE },
    );
    world.now = START + 6 * MINUTE;
    await act();
    expect(sent.map(({ since }) => since)).toEqual([START + MINUTE, START + 5 * MINUTE]);
  });
});

describe('the webhook of whoever is on call', () => {
  const secret = 'a-secret-that-both-sides-know-well';
  const alert: Alert = { programmeId: 'p', sessionId: 's', since: 1, attempt: 1, at: 2 };
  let server: Server;
  let status = 200;
  let received: { headers: IncomingHttpHeaders; body: string }[] = [];
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/page`;
  beforeEach(async () => {
    status = 202;
    received = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is signed over its moment and its body, and the same alert has the same key', async () => {
    const channel = webhookChannel({ url: url(), secret });
    expect(await channel.handOver(alert)).toBe(true);
    expect(await channel.handOver({ ...alert, attempt: 2 })).toBe(true);
    const [first, second] = received;
    expect(JSON.parse(first?.body ?? '')).toEqual({ kind: 'group-without-facilitator', ...alert });
    expect(first?.headers['x-hearth-signature']).toBe(signatureOf(secret, 2, first?.body ?? ''));
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  it('has not been taken when it is refused, or when nobody is there', async () => {
    status = 500;
    expect(await webhookChannel({ url: url(), secret }).handOver(alert)).toBe(false);
    expect(await webhookChannel({ url: 'http://127.0.0.1:9/page', secret }).handOver(alert)).toBe(false);
  });
});
