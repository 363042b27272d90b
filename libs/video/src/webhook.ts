import type { Instant, LeaveReason, Milliseconds } from '@hearth/domain';
import { TokenVerifier, WebhookEvent, WebhookReceiver } from 'livekit-server-sdk';
import { createHash, timingSafeEqual } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import { joining } from './joining.js';
import { leavingFact } from './leaving.js';
import { isOrdinary, milliseconds } from './livekit-room-service.js';
import type { VideoKey } from './token.js';

interface Delivered {
  /** LiveKit's id of the event; the same in every try, so that what follows from it can be made idempotent. */
  readonly webhookId: string;
  readonly roomName: string;
  readonly roomSid: string;
}

/** Somebody came in or went. Whose identity it is, the caller knows from the roster. */
interface Connection extends Delivered {
  readonly participantSid: string;
  readonly identity: string;
  readonly at: Instant;
  readonly uncertaintyMs: Milliseconds;
  readonly hidden: boolean;
}

export type Webhook =
  | ({ readonly kind: 'joined' } & Connection)
  | ({ readonly kind: 'left'; readonly leaveReason: LeaveReason } & Connection)
  /** LiveKit has closed the room: worth a look, but no proof that anybody left. */
  | ({ readonly kind: 'room-finished' } & Delivered)
  /** Something that must never happen here: a recording, or somebody who is no browser. */
  | ({ readonly kind: 'incident'; readonly incident: Incident } & Delivered)
  /** Authentic, and of no concern to us: answer 200. */
  | { readonly kind: 'ignored'; readonly event: string }
  /** Not from our LiveKit, or not from now: answer 401. */
  | { readonly kind: 'forged'; readonly why: Forgery };

export type Incident = 'recording' | 'ingress' | 'foreign-participant';
export type Forgery = 'unsigned' | 'wrong-signature' | 'stale' | 'body-differs';

/** LiveKit's clock may differ from what we know of it by this much. In seconds. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** How closely LiveKit's clock is known when it is not ours. */
const CLOCK_GRAIN_MS = 1_000;
const WEBHOOK_NAMESPACE = 'c1b6a2f4-5f0e-5d86-9c1d-6d2f3c8a7b10';

/** LiveKit gives up after some 15 s; what was told longer ago than this was told by another clock, or is history. */
const DELIVERED_WITHIN_MS = 60_000;

/** Whether what LiveKit tells does not agree with when it came, by what is known of its clock. */
export const contradictsReceipt = (webhook: Webhook, receivedAt: Instant): boolean => {
  if (webhook.kind === 'forged') return webhook.why === 'stale';
  if (webhook.kind !== 'joined' && webhook.kind !== 'left') return false;
  const { at, uncertaintyMs } = webhook;
  return at - uncertaintyMs > receivedAt || at + uncertaintyMs < receivedAt - DELIVERED_WITHIN_MS;
};

/** What was told had happened by then: a moment after that is LiveKit's clock's, and by so much less it is certain. */
export const notAfterReceipt = (webhook: Webhook, receivedAt: Instant): Webhook => {
  if (webhook.kind !== 'joined' && webhook.kind !== 'left') return webhook;
  const { at, uncertaintyMs } = webhook;
  if (at - uncertaintyMs <= receivedAt) return webhook;
  return { ...webhook, at: receivedAt, uncertaintyMs: at - receivedAt + uncertaintyMs };
};

/** The command id that belongs to a webhook: a second delivery of it has no second effect. */
export const webhookCommandId = (webhookId: string): string => uuidv5(webhookId, WEBHOOK_NAMESPACE);

/**
 * Reads a webhook, and tells its times on our clock; `aheadMs` is how far LiveKit's is from that. `rawBody` must be the bytes as they came: the signature is over them. Never throws for what came
 * over the network.
 */
export const receiveWebhook = async (
  key: VideoKey,
  rawBody: Buffer | string,
  authorization: string | undefined,
  aheadMs = 0,
): Promise<Webhook> => {
  const body = typeof rawBody === 'string' ? Buffer.from(rawBody, 'utf8') : rawBody;
  const forgery = await forgeryOf(key, body, authorization, aheadMs);
  if (forgery !== null) return { kind: 'forged', why: forgery };
  const event = await parse(key, body);
  return event === null ? { kind: 'ignored', event: 'unreadable' } : webhookOf(event, aheadMs);
};

const forgeryOf = async (
  key: VideoKey,
  body: Buffer,
  authorization: string | undefined,
  aheadMs: number,
): Promise<Forgery | null> => {
  if (authorization === undefined || authorization === '') return 'unsigned';
  try {
    const verifier = new TokenVerifier(key.apiKey, key.apiSecret);
    // Signed by its own clock: an authentic webhook that were refused would be lost for good.
    const tolerance = CLOCK_TOLERANCE_SECONDS + Math.ceil(Math.abs(aheadMs) / 1_000);
    const claims = await verifier.verify(authorization.replace(/^Bearer /, ''), tolerance);
    const expected = createHash('sha256').update(body).digest();
    const claimed = Buffer.from(typeof claims.sha256 === 'string' ? claims.sha256 : '', 'base64');
    return claimed.length === expected.length && timingSafeEqual(claimed, expected) ? null : 'body-differs';
  } catch (error) {
    return isOfAnotherTime(error) ? 'stale' : 'wrong-signature';
  }
};

/** Signed as it should be, and over or not valid yet. By codes: the SDK brings its own copy of the library that throws. */
const isOfAnotherTime = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('code' in error)) return false;
  if (error.code === 'ERR_JWT_EXPIRED') return true;
  return error.code === 'ERR_JWT_CLAIM_VALIDATION_FAILED' && 'claim' in error && error.claim === 'nbf';
};

/** Null for a body that a newer LiveKit shaped in a way that we cannot read. */
const parse = async (key: VideoKey, body: Buffer): Promise<WebhookEvent | null> => {
  try {
    const receiver = new WebhookReceiver(key.apiKey, key.apiSecret);
    // The signature was checked above, over the same bytes.
    return await receiver.receive(body.toString('utf8'), undefined, true);
  } catch {
    return null;
  }
};

const webhookOf = (event: WebhookEvent, aheadMs: number): Webhook => {
  const delivered: Delivered = {
    webhookId: event.id,
    roomName: event.room?.name ?? event.egressInfo?.roomName ?? event.ingressInfo?.roomName ?? '',
    roomSid: event.room?.sid ?? '',
  };
  switch (event.event) {
    case 'participant_joined':
    case 'participant_left':
    case 'participant_connection_aborted':
      return connectionOf(event, delivered, aheadMs);
    case 'room_finished':
      return { kind: 'room-finished', ...delivered };
    case 'egress_started':
    case 'egress_updated':
    case 'egress_ended':
      return { kind: 'incident', incident: 'recording', ...delivered };
    case 'ingress_started':
    case 'ingress_ended':
      return { kind: 'incident', incident: 'ingress', ...delivered };
    case 'room_started':
    case 'track_published':
    case 'track_unpublished':
      return event.room?.activeRecording === true
        ? { kind: 'incident', incident: 'recording', ...delivered }
        : { kind: 'ignored', event: event.event };
    default:
      // A newer LiveKit may send more than this one; a 4xx would only make it give up.
      return { kind: 'ignored', event: 'unknown' };
  }
};

const connectionOf = (event: WebhookEvent, delivered: Delivered, aheadMs: number): Webhook => {
  const { participant } = event;
  if (participant === undefined || delivered.roomSid === '' || participant.sid === '') {
    return { kind: 'ignored', event: 'incomplete' };
  }
  if (!isOrdinary(participant)) return { kind: 'incident', incident: 'foreign-participant', ...delivered };
  const noticedAt = Number(event.createdAt) * 1_000 - aheadMs;
  const joinedAt = milliseconds(participant.joinedAtMs, participant.joinedAt);
  const doubtMs = aheadMs === 0 ? 0 : CLOCK_GRAIN_MS;
  const who = {
    ...delivered,
    participantSid: participant.sid,
    identity: participant.identity,
    hidden: participant.permission?.hidden ?? false,
  };
  if (event.event === 'participant_joined') {
    const { at, uncertaintyMs } = joining(joinedAt - aheadMs, noticedAt);
    return { kind: 'joined', ...who, at, uncertaintyMs: uncertaintyMs + doubtMs };
  }
  // Somebody who joined long ago did so by the clock of then, which may have been set since.
  const since = Math.min(joinedAt, joinedAt - aheadMs);
  const { uncertaintyMs, ...leaving } = leavingFact(participant.disconnectReason, noticedAt, since);
  const leaveReason = event.event === 'participant_left' ? leaving.leaveReason : 'join-failed';
  return { kind: 'left', ...who, ...leaving, uncertaintyMs: uncertaintyMs + doubtMs, leaveReason };
};
