import { participantIdentity, roomName, SECOND, type PersonRef } from '@hearth/domain';
import { demoId } from '@hearth/contracts';
import { deliverWebhook } from '../door/webhook-door.js';
import type { Doors } from './doors.js';
import type { EndOfConnection, Stay } from './past-presence.js';

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
  { settings, signal }: Pick<Doors, 'settings' | 'signal'>,
  sessionId: string,
  person: PersonRef,
  stays: readonly Stay[],
): Promise<void> => {
  const { apiUrl, videoKey } = settings;
  if (videoKey === null) return;
  const deliver = (webhook: unknown) => deliverWebhook({ apiUrl, key: videoKey }, webhook, signal);
  const told = stays.map((stay) => wordsOn(sessionId, person, stay));
  for (const [place, { joined }] of told.entries()) {
    await deliver(joined);
    const before = told[place - 1];
    if (before?.left != null) await deliver(before.left);
  }
  const last = told.at(-1);
  if (last?.left != null) await deliver(last.left);
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
