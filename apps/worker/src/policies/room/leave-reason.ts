import { samePerson, type KnownSession, type LeaveReason } from '@hearth/domain';
import type { PollFact } from '@hearth/video';
import { isVideo, lastSeenAt, type OpenOf } from './open-connections.js';

/**
 * Why somebody is gone whom LiveKit's list misses. The list gives no reason; but whoever was removed, and is gone from
 * where they were last, was put out, and no gap after that is theirs to be given back.
 */
export const leaveReasonOf = (
  { connection, leaveReason }: Extract<PollFact<OpenOf>, { kind: 'left' }>,
  session: KnownSession,
): LeaveReason => {
  const { person } = connection;
  const isRemoved = person.kind === 'patient' && session.patients[person.id]?.place === 'removed';
  if (leaveReason !== 'unknown' || !isRemoved) return leaveReason;
  const isLast = Object.values(session.connections)
    .filter((one) => isVideo(one) && samePerson(one.person, person))
    .every((one) => lastSeenAt(one) <= connection.lastSeenAt);
  return isLast ? 'removed' : leaveReason;
};
