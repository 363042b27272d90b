import { describe, expect, it } from '@jest/globals';
import { AccessToken } from 'livekit-server-sdk';
import { createHash } from 'node:crypto';
import { receiveWebhook, webhookCommandId } from './webhook.js';

const key = { apiKey: 'key', apiSecret: 'a-secret-that-has-32-characters-at-least' };
const JOINED_AT = 1_790_000_000_250;
const NOTICED_AT_SECONDS = 1_790_000_060;

const sign = async (body: string, options: { by?: typeof key; ttl?: number } = {}): Promise<string> => {
  const by = options.by ?? key;
  const token = new AccessToken(by.apiKey, by.apiSecret, { ttl: options.ttl ?? 300 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  return token.toJwt();
};

const bodyOf = (event: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify({
    event,
    id: 'EV_1',
    createdAt: String(NOTICED_AT_SECONDS),
    room: { name: 'session.0', sid: 'RM_1' },
    ...more,
  });

const participant = {
  sid: 'PA_1',
  identity: 'opaque',
  state: 'ACTIVE',
  joinedAt: String(Math.floor(JOINED_AT / 1_000)),
  joinedAtMs: String(JOINED_AT),
  permission: { canSubscribe: true },
};

const receive = async (body: string) => receiveWebhook(key, Buffer.from(body), await sign(body));

describe('an authentic webhook', () => {
  it('tells who joined, from when media flowed', async () => {
    const body = bodyOf('participant_joined', { createdAt: '1790000000', participant });
    expect(await receive(body)).toEqual({
      kind: 'joined',
      webhookId: 'EV_1',
      roomName: 'session.0',
      roomSid: 'RM_1',
      participantSid: 'PA_1',
      identity: 'opaque',
      hidden: false,
      at: JOINED_AT + 249,
      uncertaintyMs: 500,
    });
  });

  it.each([
    ['in the second in which they were let in', 0],
    ['when it took LiveKit three seconds to have media flow', 3],
  ])('is sure of somebody from when LiveKit let them in to when it told of them, %s', async (_, seconds) => {
    const noticedAt = Math.floor(JOINED_AT / 1_000) + seconds;
    const body = bodyOf('participant_joined', { createdAt: String(noticedAt), participant });
    const webhook = await receive(body);
    if (webhook.kind !== 'joined') throw new Error('not a joined');
    const { at, uncertaintyMs } = webhook;
    expect(at).toBeGreaterThanOrEqual(JOINED_AT);
    expect(at - uncertaintyMs).toBeLessThanOrEqual(JOINED_AT);
    expect(at + uncertaintyMs).toBe(noticedAt * 1_000 + 999);
  });

  it('tells who left, why and how surely', async () => {
    const left = { ...participant, state: 'DISCONNECTED', disconnectReason: 'CLIENT_INITIATED' };
    const webhook = await receive(bodyOf('participant_left', { participant: left }));
    expect(webhook).toMatchObject({ kind: 'left', leaveReason: 'left', participantSid: 'PA_1' });
    if (webhook.kind !== 'left') throw new Error('not a left');
    expect(Math.abs(webhook.at - NOTICED_AT_SECONDS * 1_000)).toBeLessThanOrEqual(webhook.uncertaintyMs);
  });

  it('calls a connection that never came up a failed join', async () => {
    const aborted = { ...participant, disconnectReason: 'CLIENT_INITIATED' };
    const webhook = await receive(bodyOf('participant_connection_aborted', { participant: aborted }));
    expect(webhook).toMatchObject({ kind: 'left', leaveReason: 'join-failed' });
  });

  it('says when somebody is hidden', async () => {
    const hidden = { ...participant, permission: { hidden: true } };
    expect(await receive(bodyOf('participant_joined', { participant: hidden }))).toMatchObject({
      hidden: true,
    });
  });

  it.each([
    ['egress_started', { egressInfo: { egressId: 'EG_1', roomName: 'session.0' } }, 'recording'],
    ['ingress_started', { ingressInfo: { ingressId: 'IN_1', roomName: 'session.0' } }, 'ingress'],
    ['participant_joined', { participant: { ...participant, kind: 'EGRESS' } }, 'foreign-participant'],
    ['participant_joined', { participant: { ...participant, kind: 'AGENT' } }, 'foreign-participant'],
    [
      'participant_joined',
      { participant: { ...participant, permission: { recorder: true } } },
      'foreign-participant',
    ],
    ['room_started', { room: { name: 'session.0', sid: 'RM_1', activeRecording: true } }, 'recording'],
  ])('makes an incident of %s (%#)', async (event, more, incident) => {
    expect(await receive(bodyOf(event, more))).toMatchObject({
      kind: 'incident',
      incident,
      roomName: 'session.0',
    });
  });

  it('says that a room is closed', async () => {
    expect(await receive(bodyOf('room_finished'))).toMatchObject({ kind: 'room-finished', roomSid: 'RM_1' });
  });

  it.each(['room_started', 'track_published', 'track_unpublished'])(
    'is ignored when it is a %s',
    async (event) => {
      expect(await receive(bodyOf(event))).toEqual({ kind: 'ignored', event });
    },
  );

  it('is ignored, never refused, when its type or its fields are not known', async () => {
    expect(await receive(bodyOf('something_new', { novelty: { a: 1 } }))).toEqual({
      kind: 'ignored',
      event: 'unknown',
    });
    expect(await receive('not json')).toEqual({ kind: 'ignored', event: 'unreadable' });
    expect(await receive(bodyOf('participant_joined'))).toEqual({ kind: 'ignored', event: 'incomplete' });
  });

  it('has one command id, however often it is delivered', () => {
    expect(webhookCommandId('EV_1')).toBe(webhookCommandId('EV_1'));
    expect(webhookCommandId('EV_1')).not.toBe(webhookCommandId('EV_2'));
  });
});

describe('a forged webhook', () => {
  const body = bodyOf('participant_joined', { participant });

  it('has no signature', async () => {
    expect(await receiveWebhook(key, body, undefined)).toEqual({ kind: 'forged', why: 'unsigned' });
    expect(await receiveWebhook(key, body, '')).toEqual({ kind: 'forged', why: 'unsigned' });
  });

  it('is signed by somebody else', async () => {
    const by = { apiKey: 'key', apiSecret: 'another-secret-of-at-least-32-characters' };
    const signed = await sign(body, { by });
    expect(await receiveWebhook(key, body, signed)).toEqual({ kind: 'forged', why: 'wrong-signature' });
    expect(await receiveWebhook(key, body, 'nonsense')).toEqual({ kind: 'forged', why: 'wrong-signature' });
  });

  it('is signed with another key of the same secret', async () => {
    const signed = await sign(body, { by: { ...key, apiKey: 'other' } });
    expect(await receiveWebhook(key, body, signed)).toEqual({ kind: 'forged', why: 'wrong-signature' });
  });

  it('carries the signature of another body', async () => {
    const signed = await sign(bodyOf('room_started'));
    expect(await receiveWebhook(key, body, signed)).toEqual({ kind: 'forged', why: 'body-differs' });
  });

  it('carries a join token for a signature', async () => {
    const token = await new AccessToken(key.apiKey, key.apiSecret, { ttl: 60 }).toJwt();
    expect(await receiveWebhook(key, body, token)).toEqual({ kind: 'forged', why: 'body-differs' });
  });

  it('is a replay from longer ago', async () => {
    const signed = await sign(body, { ttl: -120 });
    expect(await receiveWebhook(key, body, signed)).toEqual({ kind: 'forged', why: 'stale' });
  });
});
