import type { EventStore } from '@hearth/eventstore';
import { randomUUID } from 'node:crypto';

/**
 * Appends hands that go up and down in the given sessions, evenly, at so many events a second, until it is stopped.
 * It never catches up with a burst what it was late with, so that the rate is a ceiling; `appended` says what it was.
 */
export const keepBusy = (
  store: EventStore,
  sessions: readonly { readonly sessionId: string; readonly patientId: string }[],
  perSecond: number,
): { readonly stop: () => Promise<{ readonly appended: number; readonly failed: number }> } => {
  const everyMs = 1_000 / perSecond;
  const running = new Set<Promise<void>>();
  let appended = 0;
  let failed = 0;
  let turn = 0;
  const one = async (at: number): Promise<void> => {
    const session = sessions[at % sessions.length];
    if (session === undefined) return;
    const { sessionId, patientId } = session;
    const up = Math.floor(at / sessions.length) % 2 === 0;
    try {
      await store.append(
        'session',
        sessionId,
        [
          up
            ? { type: 'HandRaised', data: { patientId, at: Date.now() } }
            : {
                type: 'HandLowered',
                data: { patientId, at: Date.now(), by: { kind: 'patient', id: patientId } },
              },
        ],
        'any',
        { commandId: randomUUID(), correlationId: randomUUID(), actor: { kind: 'system', id: 'load' } },
      );
      appended += 1;
    } catch {
      failed += 1;
    }
  };
  const timer = setInterval(() => {
    const work = one((turn += 1)).finally(() => running.delete(work));
    running.add(work);
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(running);
      return { appended, failed };
    },
  };
};
