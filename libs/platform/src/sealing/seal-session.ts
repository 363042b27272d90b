import {
  attendanceOf,
  linkOf,
  programmeDecider,
  Rejection,
  sealHash,
  sealPayload,
  sessionDecider,
  settle,
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

const MAX_CONFLICTS = 8;

/**
 * Seals the attendance of a session that is over: settles its facts, gives the seal its place in the programme's
 * chain, signs it, and appends it to the very history that it was taken of. Interrupted anywhere, it can be run
 * again; a session that is sealed stays as it is.
 * @param by a facilitator of the session, or the system
 * @returns the seal, or null when the session was sealed before
 * @throws Rejection when it may not be sealed (now, or by this person); RevisionConflict, StoreUnavailable
 */
export const sealSession = async (
  store: EventStore,
  signer: SealSigner,
  sessionId: string,
  by: Actor,
  at: Instant,
  context: AppendContext,
): Promise<AttendanceSeal | null> => {
  for (let conflicts = 0; ; conflicts += 1) {
    const { events, state, revision } = await readSession(store, sessionId);
    if (state.status === 'sealed') {
      if (by.kind === 'staff') requireFacilitator(state, by.id);
      return null;
    }
    const inputs = attendanceOf(events);
    if (inputs === null || state.status === 'none') throw new Rejection('not-found');
    const { attendance } = settle(inputs, inputs.endedAt ?? at);
    const hash = sealHash(inputs, attendance);
    // Asked before the chain grows: a refused seal must leave no link behind.
    const unplaced = { hash, sequence: 0, previousHash: null, keyId: signer.keyId, signature: '' };
    sessionDecider.decide({ type: 'SealAttendance', by, at, attendance, seal: unplaced }, state);
    const place = await chain(store, state.plan.programmeId, { sessionId, hash, at }, context);
    const signature = signer.sign(sealPayload(place.sequence, place.previousHash, hash));
    const seal: AttendanceSeal = { hash, ...place, keyId: signer.keyId, signature };
    const sealed = sessionDecider.decide({ type: 'SealAttendance', by, at, attendance, seal }, state);
    try {
      await store.append('session', sessionId, sealed, revision, context);
      return seal;
    } catch (error) {
      if (!(error instanceof RevisionConflict) || conflicts >= MAX_CONFLICTS) throw error;
    }
  }
};

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
