import type { PersonRef } from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import { openSessions, sessionsOfPerson } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { People } from '../access/people.js';
import { LiveGateway } from '../live/live.gateway.js';
import { RoomModeration } from '../room/room-moderation.js';
import { LOG, VIEWS } from '../services.js';
import { Sessions } from '../session/sessions.js';

/** Ends what somebody is connected to, once it is decided that they may not be. */
@Injectable()
export class ShuttingOut {
  constructor(
    private readonly people: People,
    private readonly live: LiveGateway,
    private readonly sessions: Sessions,
    private readonly moderation: RoomModeration,
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** It comes after the event: what cannot be reached now does not undo it. */
  async end(person: PersonRef): Promise<void> {
    this.people.forget(person);
    this.live.endPerson(person);
    try {
      for (const sessionId of await this.#openSessionsOf(person)) {
        await this.moderation.remove(await this.sessions.state(sessionId), person);
      }
    } catch (error) {
      const name = error instanceof Error ? error.name : typeof error;
      this.log.warn({ error: name }, 'which rooms somebody is in could not be looked up');
    }
  }

  async #openSessionsOf({ id }: PersonRef): Promise<readonly string[]> {
    const [own, open] = await Promise.all([
      this.views.members(sessionsOfPerson(id)),
      this.views.members(openSessions),
    ]);
    return own.filter((sessionId) => open.includes(sessionId));
  }
}
