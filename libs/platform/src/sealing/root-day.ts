import { dayRootPayload, nextRoot, programmeDecider, type Instant } from '@hearth/domain';
import { foldStream, handleCommand, type AppendContext, type EventStore } from '@hearth/eventstore';
import type { SealSigner } from './seal-signer.js';
import { untilSettled } from './until-settled.js';

/**
 * Rolls up everything that was chained since the last root into one signed root.
 * @param unsealed sessions of the day that are still not sealed; empty unless a deadline has passed
 * @returns the root, or null when there is nothing to root or the day has one
 * @throws RevisionConflict when more was chained time after time; StoreUnavailable
 */
export const rootDay = (
  store: EventStore,
  signer: SealSigner,
  programmeId: string,
  about: { readonly day: string; readonly unsealed: readonly string[]; readonly at: Instant },
  context: AppendContext,
): Promise<string | null> =>
  untilSettled(async () => {
    const { day, at } = about;
    const unsealed = [...about.unsealed].sort();
    const { state } = await foldStream(store, programmeDecider, 'programme', programmeId);
    if (state.status === 'none') return null;
    const [first] = state.unrooted;
    const last = state.unrooted.at(-1);
    if (first === undefined || last === undefined) return null;
    const { root, previousRoot } = nextRoot(state, day, unsealed);
    const command = {
      type: 'RootDay',
      day,
      unsealed,
      root,
      previousRoot,
      firstSequence: first.sequence,
      lastSequence: last.sequence,
      keyId: signer.keyId,
      signature: signer.sign(dayRootPayload(day, root)),
      at,
    } as const;
    const own = { ...context, commandId: `${context.commandId}.${root}` };
    const { events } = await handleCommand(store, programmeDecider, 'programme', programmeId, command, own);
    return events.length > 0 ? root : null;
  });
