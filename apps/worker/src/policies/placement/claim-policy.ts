import { enrollmentDecider, MINUTE, patientDecider } from '@hearth/domain';
import { foldStream, handleCommand, type EventStore } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

/** An enrollment follows its claim at once; one that is still missing after this long was never made. */
const ABANDONED_MS = 10 * MINUTE;

/** When each claim was written down: by the store's clock, since a claim may be of a past day. */
const claimTimes = async (store: EventStore, patientId: string): Promise<ReadonlyMap<string, number>> => {
  const times = new Map<string, number>();
  for await (const stored of store.read('patient', patientId)) {
    if (stored.kind === 'unknown') continue;
    const { event, recordedAt } = stored.recorded;
    if (event.type === 'EpisodeClaimed') times.set(event.data.enrollmentId, recordedAt);
  }
  return times;
};

/** A claim whose enrollment was refused, or was cut short, is released, so that the patient can be enrolled at all. */
export const claimPolicy = ({ store, logger, now }: Surroundings): Policy => ({
  name: 'claim',
  category: 'patient',
  after: ['EpisodeClaimed'],
  act: async (patientId) => {
    const { state, revision } = await foldStream(store, patientDecider, 'patient', patientId);
    if (state.status === 'none') return { revision, lookAgainAt: null };
    const claimed = await claimTimes(store, patientId);
    const at = now();
    let lookAgainAt: number | null = null;
    for (const [enrollmentId, { endedOn }] of Object.entries(state.episodes)) {
      if (endedOn !== null) continue;
      const enrollment = await foldStream(store, enrollmentDecider, 'enrollment', enrollmentId);
      if (enrollment.state.status !== 'none') continue;
      const due = (claimed.get(enrollmentId) ?? 0) + ABANDONED_MS;
      if (at < due) {
        lookAgainAt = Math.min(lookAgainAt ?? due, due);
        continue;
      }
      const release = { type: 'ReleaseEpisode', enrollmentId, endedOn: null, at } as const;
      await handleCommand(store, patientDecider, 'patient', patientId, release, byPolicy('claim'));
      logger.info({ enrollmentId }, 'released the claim of an enrollment that was never made');
    }
    return { revision, lookAgainAt };
  },
});
