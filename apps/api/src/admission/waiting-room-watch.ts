import { SECOND, type Instant } from '@hearth/domain';
import { StoreUnavailable } from '@hearth/eventstore';
import type { ViewReader } from '@hearth/projections';
import { openSessions, sessionView } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { LastSeen } from '../live/last-seen.js';
import { CLOCK, LAST_SEEN, LOG, VIEWS } from '../services.js';
import { Sessions } from '../session/sessions.js';

/** A reload or a short drop must not lose the place. */
export const CONNECTION_GRACE_MS = 45 * SECOND;

interface Waiting {
  readonly sessionId: string;
  readonly patientId: string;
}

/**
 * Nobody waits who is no longer there: moves out whose last connection has been gone for a while. It looks at how
 * things are and not at what happened, so that a restart forgets nobody.
 */
@Injectable()
export class WaitingRoomWatch {
  /** Before this nobody could be seen: a process that starts, or had no Redis, waits for people to come back. */
  #blindUntil: Instant;
  #seen: ReadonlyMap<string, Instant> = new Map();
  #busy = false;

  constructor(
    private readonly sessions: Sessions,
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(LAST_SEEN) private readonly lastSeen: LastSeen,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
  ) {
    this.#blindUntil = clock.now();
  }

  /** @param connected patients who have a live connection to this process now */
  async sweep(connected: readonly string[]): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      await this.lastSeen.note(connected, this.clock.now());
      const waiting = await this.#waiting();
      const ids = [...new Set(waiting.map(({ patientId }) => patientId))];
      const found = await this.lastSeen.of(ids);
      // What was known before counts too: an emptied Redis must not make anybody look gone.
      this.#seen = new Map(ids.map((id, at) => [id, Math.max(found[at] ?? 0, this.#seen.get(id) ?? 0)]));
      for (const one of waiting) await this.#lookAfter(one);
    } catch (error) {
      this.#blindUntil = this.clock.now();
      this.log.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        'waiting rooms not looked after',
      );
    } finally {
      this.#busy = false;
    }
  }

  async #waiting(): Promise<readonly Waiting[]> {
    const ids = await this.views.members(openSessions);
    const read = await Promise.all(ids.map((id) => this.views.read(sessionView, id)));
    return read.flatMap((found) =>
      (found?.document.patients ?? []).flatMap(({ patientId, place }) =>
        found && place === 'waiting' ? [{ sessionId: found.document.sessionId, patientId }] : [],
      ),
    );
  }

  /** What is wrong with one session must not keep anybody else's from being looked after. */
  async #lookAfter(one: Waiting): Promise<void> {
    try {
      await this.#moveOutIfGone(one);
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      this.log.warn(
        { sessionId: one.sessionId, error: error instanceof Error ? error.name : 'unknown' },
        'a waiting room not looked after',
      );
    }
  }

  #isGone(patientId: string, waitingSince: Instant): boolean {
    const since = Math.max(this.#blindUntil, waitingSince, this.#seen.get(patientId) ?? 0);
    return this.clock.now() - since >= CONNECTION_GRACE_MS;
  }

  async #moveOutIfGone({ sessionId, patientId }: Waiting): Promise<void> {
    if (!this.#isGone(patientId, 0)) return;
    // The view may be behind: whoever has just come in again starts anew.
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') return;
    const standing = Object.hasOwn(state.patients, patientId) ? state.patients[patientId] : undefined;
    if (standing?.place !== 'waiting' || !this.#isGone(patientId, standing.waitingSince ?? 0)) return;
    await this.sessions.record(
      sessionId,
      { type: 'LeaveWaitingRoom', patientId, at: this.clock.now(), why: 'connection-lost' },
      {
        commandId: randomUUID(),
        correlationId: randomUUID(),
        actor: { kind: 'system', id: 'waiting-room' },
      },
    );
  }
}
