import {
  lookupOn,
  type AskedReplay,
  type ReplayDesk,
  type ReplayTicket,
  type ViewReader,
} from '@hearth/projections';
import { replayProgramme } from '@hearth/views';

/** A desk whose worker goes on only when a test says so, one patient at a time. */
export class MemoryReplays implements ReplayDesk {
  readonly #tickets = new Map<string, ReplayTicket>();
  readonly #newest = new Map<string, string>();

  constructor(private readonly views: ViewReader) {}

  ask(asked: AskedReplay): Promise<void> {
    if (!this.#tickets.has(asked.replayId)) {
      this.#tickets.set(asked.replayId, { ...asked, state: 'waiting', done: 0, of: 0, report: null });
      this.#newest.set(asked.programmeId, asked.replayId);
    }
    return Promise.resolve();
  }

  find(replayId: string): Promise<ReplayTicket | null> {
    return Promise.resolve(this.#tickets.get(replayId) ?? null);
  }

  newest(programmeId: string): Promise<string | null> {
    return Promise.resolve(this.#newest.get(programmeId) ?? null);
  }

  cancel(replayId: string): Promise<void> {
    const ticket = this.#tickets.get(replayId);
    if (ticket?.state === 'waiting' || ticket?.state === 'running')
      this.#change(replayId, { state: 'cancelled' });
    return Promise.resolve();
  }

  /** Works off what was asked for and not cancelled. */
  async work(): Promise<void> {
    for (const ticket of this.#tickets.values()) {
      if (ticket.state !== 'waiting') continue;
      const replay = replayProgramme(lookupOn(this.views), ticket.programmeId, ticket.request);
      let step = await replay.next();
      for (; step.done !== true; step = await replay.next()) {
        this.#change(ticket.replayId, { state: 'running', ...step.value });
      }
      this.#change(ticket.replayId, { state: 'done', report: step.value });
    }
  }

  #change(replayId: string, change: Partial<ReplayTicket>): void {
    const ticket = this.#tickets.get(replayId);
    if (ticket !== undefined) this.#tickets.set(replayId, { ...ticket, ...change });
  }
}
