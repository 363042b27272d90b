import type { PersonRef } from '@hearth/domain';
import type { ViewChange, ViewReader } from '@hearth/projections';
import { patientAccountView, patientView, staffAccountView, staffView } from '@hearth/views';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { People } from '../access/people.js';
import { LOG, SIGN_OUTS, VIEWS } from '../services.js';
import { LiveGateway } from './live.gateway.js';
import type { SignOuts } from './sign-outs.js';

/** The views of the streams that say who somebody is, and what they may. */
const kindByView: ReadonlyMap<string, 'staff' | 'patient'> = new Map([
  [staffView.name, 'staff'],
  [staffAccountView.name, 'staff'],
  [patientView.name, 'patient'],
  [patientAccountView.name, 'patient'],
]);

/**
 * Hears of everybody about whom something has changed, whichever process changed it: what is known of them here is
 * forgotten at once, and their connections are ended when their sign-in no longer holds. It is the news that is
 * believed and never the view: what is true is read from the person's own stream. News that is lost is made up for by
 * what is known growing old, and by the gateway's own look at all connections. Of sign-outs, which are nowhere on
 * record, it hears from the process that was asked.
 */
@Injectable()
export class AccessWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  #stopListening: (() => Promise<void>)[] = [];

  constructor(
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(SIGN_OUTS) private readonly signOuts: SignOuts,
    @Inject(LOG) private readonly log: Logger,
    private readonly people: People,
    private readonly live: LiveGateway,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.#stopListening = [
      await this.views.onChange((change) => this.#changed(change)),
      await this.views.onReset(() => this.#missed()),
    ];
    await this.signOuts.onTold((signInId) => this.live.endSignIn(signInId));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#stopListening.map((stop) => stop()));
  }

  #changed({ view, key }: ViewChange): void {
    const kind = kindByView.get(view);
    if (kind === undefined) return;
    void this.#lookAgain({ kind, id: key });
  }

  async #lookAgain(person: PersonRef): Promise<void> {
    // Whoever was known is known again at once, so that a store that goes away now shuts out nobody who may stay.
    if (this.people.forget(person)) {
      await this.people.find(person).catch((error: unknown) => {
        const name = error instanceof Error ? error.name : typeof error;
        this.log.warn({ error: name }, 'somebody about whom something has changed cannot be looked up');
      });
    }
    await this.live.endFallen(person);
  }

  #missed(): void {
    this.people.doubtAll();
    void this.live.endFallen();
  }
}
