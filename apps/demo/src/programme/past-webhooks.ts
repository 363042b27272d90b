import { participantIdentity, roomName, SECOND, type PersonRef } from '@hearth/domain';
import { demoId } from '@hearth/contracts';
import { AccessToken } from 'livekit-server-sdk';
import { createHash } from 'node:crypto';
import { Unreachable } from '../door/http-door.js';
import type { EndOfConnection, Stay } from './past-presence.js';
import type { DemoSettings } from './settings.js';

const reasons: Readonly<Record<EndOfConnection, number>> = {
  left: 1,
  replaced: 2,
  removed: 4,
  'room-closed': 5,
  'timed-out': 14,
};
/** LiveKit notices a dead connection so much later. */
const NOTICED_LATE_MS = 20 * SECOND;

/**
 * Tells the api's webhook inbox of somebody's past stays in a video room, in LiveKit's own words and signed with its
 * key: the past of the demo is made up, but it comes by the same door as the present. Of a connection that was
 * replaced or broken, the end is told after the beginning of the next one, as it happens with LiveKit.
 */
export const tellOfStays = async (
  settings: DemoSettings,
  sessionId: string,
  person: PersonRef,
  stays: readonly Stay[],
): Promise<void> => {
  const told = stays.map((stay) => wordsOn(sessionId, person, stay));
  for (const [place, { joined }] of told.entries()) {
    await deliver(settings, joined);
    const before = told[place - 1];
    if (before?.left != null) await deliver(settings, before.left);
  }
  const last = told.at(-1);
  if (last?.left != null) await deliver(settings, last.left);
};

const wordsOn = (sessionId: string, person: PersonRef, stay: Stay) => {
  const sid = demoId(`${sessionId}/${person.id}/${stay.from}`).replaceAll('-', '').slice(0, 12);
  const participant = {
    sid: `PA_${sid}`,
    identity: participantIdentity(sessionId, person),
    state: 'ACTIVE',
    joinedAt: seconds(stay.from),
    joinedAtMs: String(stay.from),
  };
  const room = {
    name: roomName(sessionId, 0),
    sid: `RM_${demoId(sessionId).replaceAll('-', '').slice(0, 12)}`,
  };
  const noticedAt = stay.end === 'timed-out' ? stay.to + NOTICED_LATE_MS : stay.to;
  const joined = {
    event: 'participant_joined',
    id: `EV_${sid}_joined`,
    createdAt: seconds(stay.from + 200),
    room,
    participant,
  };
  const left = {
    event: 'participant_left',
    id: `EV_${sid}_left`,
    createdAt: seconds(noticedAt),
    room,
    participant: { ...participant, state: 'DISCONNECTED', disconnectReason: reasons[stay.end] },
  };
  return { joined, left: stay.endUntold === true ? null : left };
};

const seconds = (at: number): string => String(Math.floor(at / 1_000));

const deliver = async (settings: DemoSettings, webhook: unknown): Promise<void> => {
  if (settings.videoKey === null) return;
  const { apiKey, apiSecret } = settings.videoKey;
  const body = JSON.stringify(webhook);
  const token = new AccessToken(apiKey, apiSecret, { ttl: 300 });
  token.sha256 = createHash('sha256').update(body).digest('base64');
  const answer = await fetch(`${settings.apiUrl}/livekit/webhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/webhook+json', authorization: await token.toJwt() },
    body,
    signal: AbortSignal.timeout(15_000),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Unreachable(`webhook inbox: ${answer.status}`);
};
