import { setMaxListeners } from 'node:events';
import type { Logger } from '@hearth/platform';
import { HttpDoor, pause } from '../door/http-door.js';
import { LiveDoor } from '../door/live-door.js';
import { SimulatedFacilitator } from '../participant/facilitator.js';
import type { Participant, Surroundings } from '../participant/participant.js';
import { SimulatedPatient } from '../participant/patient.js';
import type { ParticipantPlan } from '../participant/plan.js';

interface Visitor {
  readonly door: HttpDoor;
  readonly live: LiveDoor;
}

const AGAIN_MS = 5_000;

/** The simulated participants of one process; each signs in once, however many sessions it takes part in. */
export class Company {
  readonly #visitors = new Map<string, Promise<Visitor>>();
  readonly #running = new Set<Promise<void>>();
  readonly #ending = new AbortController();

  constructor(
    private readonly apiUrl: string,
    private readonly logger: Logger,
  ) {
    // Every door and pause of everybody listens to it.
    setMaxListeners(0, this.#ending.signal);
  }

  /** Takes part until the session is over. Faults are told, and the participant comes back. */
  takePart(plan: ParticipantPlan, done: () => void): void {
    const running = this.#run(plan).then(done);
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  /** Everybody leaves the rooms that they are in. */
  async end(): Promise<void> {
    this.#ending.abort(new Error('the simulation ends'));
    await Promise.allSettled(this.#running);
    for (const visitor of await Promise.allSettled(this.#visitors.values())) {
      if (visitor.status === 'fulfilled') visitor.value.live.close();
    }
  }

  async #run(plan: ParticipantPlan): Promise<void> {
    const { signal } = this.#ending;
    const about = { sessionId: plan.sessionId, personId: plan.personaId, part: plan.part };
    while (!signal.aborted) {
      try {
        await this.#participant(plan, await this.#visitor(plan.personaId)).run();
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ err: error, ...about }, 'a simulated participant stumbled and comes back');
        this.#visitors.delete(plan.personaId);
        await pause(AGAIN_MS, signal).catch(() => this.logger.debug(about, 'it ends instead'));
      }
    }
  }

  #participant(plan: ParticipantPlan, { door, live }: Visitor): Participant {
    const surroundings: Surroundings = { door, live, logger: this.logger, signal: this.#ending.signal };
    switch (plan.part) {
      case 'patient':
        return new SimulatedPatient(surroundings, plan);
      case 'facilitator':
        return new SimulatedFacilitator(surroundings, plan);
      default:
        return plan satisfies never;
    }
  }

  #visitor(personaId: string): Promise<Visitor> {
    const known = this.#visitors.get(personaId);
    if (known !== undefined) return known;
    const visitor = this.#signIn(personaId);
    this.#visitors.set(personaId, visitor);
    return visitor;
  }

  async #signIn(personaId: string): Promise<Visitor> {
    const door = new HttpDoor(this.apiUrl, this.#ending.signal);
    await door.signIn(personaId);
    return { door, live: new LiveDoor(this.apiUrl, () => door.cookie()) };
  }
}
