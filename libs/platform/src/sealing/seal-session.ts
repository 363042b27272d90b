import {
  attendanceOf,
  linkOf,
  programmeDecider,
  Rejection,
  sealHash,
  sealPayload,
  sessionDecider,
  settleParts,
  type Actor,
  type AttendanceSeal,
  type Instant,
  type SessionState,
} from '@hearth/domain';
import {
  foldStream,
  handleCommand,
  RevisionConflict,
  type AppendContext,
  type EventStore,
} from '@hearth/eventstore';
import type { SealSigner } from './seal-signer.js';
import { readSession } from './session-history.js';
import { untilSettled } from './until-settled.js';

/**
 * Seals the attendance of a session that is over: settles its facts, gives the seal its place in the programme's
 * chain, signs it, and appends it to the very history that it was taken of. Interrupted anywhere, it can be run
 * again; a session that is sealed stays as it is.
 * @param by a facilitator of the session, or the system
 * @returns the seal, or null when the session was sealed before
 * @throws Rejection when it may not be sealed (now, or by this person); RevisionConflict, StoreUnavailable
 */
export const sealSession = (
  store: EventStore,
  signer: SealSigner,
  sessionId: string,
  by: Actor,
  at: Instant,
  context: AppendContext,
): Promise<AttendanceSeal | null> =>
  untilSettled(async () => {
    const { events, state, revision } = await readSession(store, sessionId);
    if (state.status === 'sealed') {
      if (by.kind === 'staff') requireFacilitator(state, by.id);
      return null;
    }
    const inputs = attendanceOf(events);
    if (inputs === null || state.status === 'none') throw new Rejection('not-found');
    const attendance = settleParts(inputs, inputs.endedAt ?? at);
    const leafSecret = signer.secretFor(`leaves.${sessionId}`);
    const hash = sealHash(inputs, attendance, leafSecret);
    const sealing = (seal: AttendanceSeal) =>
      sessionDecider.decide({ type: 'SealAttendance', by, at, attendance, seal, leafSecret }, state);
    // Asked before the chain grows: a refused seal must leave no link behind.
    sealing({ hash, sequence: 0, previousHash: null, keyId: signer.keyId, signature: '' });
    const place = await chain(store, state.plan.programmeId, { sessionId, hash, at }, context);
    const signature = signer.sign(sealPayload(place.sequence, place.previousHash, hash));
    const seal: AttendanceSeal = { hash, ...place, keyId: signer.keyId, signature };
    await store.append('session', sessionId, sealing(seal), revision, context);
    return seal;
  });

const requireFacilitator = (state: SessionState, staffId: string): void => {
  const known = state.status !== 'none' && state.plan.facilitators.some((one) => one.staffId === staffId);
  if (!known) throw new Rejection('not-facilitator');
};

const chain = async (
  store: EventStore,
  programmeId: string,
  link: { readonly sessionId: string; readonly hash: string; readonly at: Instant },
  context: AppendContext,
): Promise<Pick<AttendanceSeal, 'sequence' | 'previousHash'>> => {
  // The hash in the command id: the same session may be chained again, under another hash.
  const own = { ...context, commandId: `${context.commandId}.${link.hash}` };
  await handleCommand(store, programmeDecider, 'programme', programmeId, { type: 'ChainSeal', ...link }, own);
  const { state } = await foldStream(store, programmeDecider, 'programme', programmeId);
  const place = linkOf(state, link.sessionId);
  if (place?.hash !== link.hash)
    throw new RevisionConflict('The session was chained under another hash meanwhile');
  return { sequence: place.sequence, previousHash: place.previousHash };
};
