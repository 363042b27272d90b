import type { PersonRef, SessionEventOf } from '@hearth/domain';
import type { Connection } from './document.js';

type Joined = SessionEventOf<'ParticipantJoined'>['data'];
type Left = SessionEventOf<'ParticipantLeft'>['data'];

const isSame = (connection: Connection, fact: Joined | Left): boolean =>
  connection.roomSid === fact.roomSid && connection.participantSid === fact.participantSid;

const replace = (connections: readonly Connection[], next: Connection): readonly Connection[] => {
  const at = connections.findIndex(
    (each) => each.roomSid === next.roomSid && each.participantSid === next.participantSid,
  );
  return at < 0 ? [...connections, next] : connections.with(at, next);
};

/** Takes in that somebody is connected. A connection that is over stays over: LiveKit never gives its sid again. */
export const withJoined = (connections: readonly Connection[], fact: Joined): readonly Connection[] => {
  const known = connections.find((each) => isSame(each, fact));
  if (known?.state === 'over' || known?.state === 'open') return connections;
  return replace(connections, {
    person: fact.person,
    roomSid: fact.roomSid,
    participantSid: fact.participantSid,
    state: 'open',
    since: fact.at,
    leaveReason: null,
  });
};

/** Takes in that somebody is not connected any more; the browser's own silence can be taken back. */
export const withLeft = (connections: readonly Connection[], fact: Left): readonly Connection[] => {
  const known = connections.find((each) => isSame(each, fact));
  if (known?.state === 'over') return connections;
  const silent = fact.witness === 'client' && fact.leaveReason !== 'left';
  return replace(connections, {
    person: fact.person,
    roomSid: fact.roomSid,
    participantSid: fact.participantSid,
    state: silent ? 'silent' : 'over',
    since: fact.at,
    leaveReason: fact.leaveReason,
  });
};

export const isConnected = (connections: readonly Connection[], person: PersonRef): boolean =>
  connections.some(
    (each) => each.state === 'open' && each.person.kind === person.kind && each.person.id === person.id,
  );

/** When the last of these people was still connected; null when none ever was. */
export const lastSeen = (
  connections: readonly Connection[],
  isOne: (person: PersonRef) => boolean,
): number | null => {
  const ends = connections.filter((each) => isOne(each.person)).map((each) => each.since);
  return ends.length === 0 ? null : Math.max(...ends);
};
