import {
  openConnections,
  samePerson,
  standardAttendancePolicy,
  type Connection,
  type PersonRef,
} from '@hearth/domain';
import { eventually } from '../../fixtures/eventually.js';
import { scheduleSession } from '../../fixtures/small-programme.js';
import type { Ground } from '../ground/ground.js';
import { GuestsDied, type Crew } from '../people/crew.js';
import { compare, type Row } from '../truth/comparison.js';
import { monotonicMs } from '../truth/monotonic.js';
import { Truth } from '../truth/truth.js';

const MINUTE_MS = 60_000;
const PATIENCE_MS = 300_000;
/** Less than the policy's minimum would count as nothing, and leave nothing to compare. */
const STAY_MS = standardAttendancePolicy.minPresentMs + 5_000;

/** LiveKit tries for 15 s; what comes later than that does not come. */
const WORD_OF_LIVEKIT_MS = 20_000;

const joinedAt = ({ by }: Connection): number =>
  Math.max(...Object.values(by).map((told) => told.joinedAt ?? 0));

/** Which process of guests somebody is in. */
export type CrewOf = (personId: string) => Crew;

/** One session with all of its people in it, told what to do, and what truly became of them. */
export class Group {
  readonly truth = new Truth();
  readonly #wanted = new Set<string>();
  readonly #anchorMs = Date.now() - monotonicMs();

  private constructor(
    private readonly ground: Ground,
    readonly sessionId: string,
    private readonly crewOf: CrewOf,
  ) {}

  /** @param late patients who are not to come yet */
  static async gather(
    ground: Ground,
    sessionId: string,
    crewOf: CrewOf,
    onGroup: (group: Group) => void,
  ): Promise<Group> {
    const startsAt = Date.now() - MINUTE_MS;
    await scheduleSession(ground.admin, ground.programme, {
      sessionId,
      title: 'Process group',
      startsAt,
      endsAt: startsAt + 50 * MINUTE_MS,
    });
    const group = new Group(ground, sessionId, crewOf);
    onGroup(group);
    for (const personId of group.people) group.come(personId);
    await group.isAsWished();
    await group.haveSpoken();
    return group;
  }

  get people(): readonly string[] {
    return [this.ground.programme.facilitatorId, ...this.patients];
  }

  get patients(): readonly string[] {
    return this.ground.programme.patients.map(({ patientId }) => patientId);
  }

  come(personId: string): void {
    const part = this.#ref(personId).kind === 'patient' ? 'patient' : 'facilitator';
    this.#wanted.add(personId);
    this.crewOf(personId).tell({ kind: 'come', plan: { personId, sessionId: this.sessionId, part } });
  }

  leave(personId: string): void {
    this.#wanted.delete(personId);
    this.crewOf(personId).tell({ kind: 'leave', personId });
  }

  /** Waits until somebody is out, by their own word. */
  async isOut(personId: string): Promise<void> {
    await this.#until(
      `${personId} is out of ${this.sessionId}`,
      () => this.truth.placeOf(personId) === 'out',
      PATIENCE_MS,
    );
  }

  /** Waits until everybody is where they want to be, and the session knows it. */
  async isAsWished(): Promise<void> {
    let missing: readonly string[] = [];
    const look = async (): Promise<boolean> => {
      const state = await this.ground.session(this.sessionId);
      missing = this.people.filter((personId) => {
        const place = this.truth.placeOf(personId);
        const isKnown = openConnections(state, this.#ref(personId)).length > 0;
        return this.#wanted.has(personId) ? place !== 'video' || !isKnown : place !== 'out' || isKnown;
      });
      return missing.length === 0;
    };
    await this.#until(`everybody is where they want to be in ${this.sessionId}`, look, PATIENCE_MS).catch(
      (error: unknown) => {
        if (error instanceof GuestsDied) throw error;
        const places = missing.map((personId) => `${personId} (${this.truth.placeOf(personId)})`);
        throw new Error(`Not as wished: ${places.join(', ')}`, { cause: error });
      },
    );
  }

  /** Waits until the session no longer takes these people for connected. */
  async areGivenUp(personIds: readonly string[]): Promise<void> {
    await this.#until(
      `${personIds.join(', ')} are given up`,
      async () => {
        const state = await this.ground.session(this.sessionId);
        return personIds.every((personId) => openConnections(state, this.#ref(personId)).length === 0);
      },
      PATIENCE_MS,
    );
  }

  /** Waits until everybody's own page has told of them: before, rtc-node is at work that it may never end. */
  async haveSpoken(): Promise<void> {
    await this.#until(
      `everybody's page has told of them in ${this.sessionId}`,
      async () => {
        const state = await this.ground.session(this.sessionId);
        return this.people.every((personId) =>
          openConnections(state, this.#ref(personId)).some(({ by }) => by.client !== undefined),
        );
      },
      PATIENCE_MS,
    );
  }

  /** Waits until all who are there have been there long enough for their minutes to count. */
  async hasCounted(): Promise<void> {
    const staying = this.patients.filter((personId) => this.#wanted.has(personId));
    await this.#until(
      `everybody has been in ${this.sessionId} for ${STAY_MS / 1_000} s`,
      () => staying.every((id) => this.truth.rawOf(id, monotonicMs()).leastMs > STAY_MS),
      PATIENCE_MS,
    );
  }

  /** Ends the session, waits until everybody is known to have left, seals it, and puts the truth beside it. */
  async finish(): Promise<readonly Row[]> {
    const { facilitator } = this.ground;
    await this.hasCounted();
    await facilitator.ask({ method: 'POST', path: `/sessions/${this.sessionId}/end` });
    await this.#until('everybody is out', () => this.people.every((id) => this.truth.placeOf(id) === 'out'));
    await this.areGivenUp(this.people);
    await this.haveEndsFromLiveKit();
    await facilitator.ask({ method: 'POST', path: `/sessions/${this.sessionId}/seal` });
    const events = await this.ground.sessionEvents(this.sessionId);
    return compare(events, this.truth, { anchorMs: this.#anchorMs, untilMs: monotonicMs() });
  }

  /**
   * Waits for LiveKit's own word that everybody has left, as long as it can take to come: pages are faster and less
   * exact, and nobody seals in the second in which a session ends.
   */
  async haveEndsFromLiveKit(): Promise<void> {
    const untilMs = monotonicMs() + WORD_OF_LIVEKIT_MS;
    await this.#until("LiveKit's word of every end", async () => {
      const state = await this.ground.session(this.sessionId);
      if (state.status === 'none') return false;
      const all = Object.values(state.connections).filter(({ roomSid }) => roomSid === state.room?.roomSid);
      const isTold = this.people.every((personId) => {
        const [last] = all
          .filter(({ person }) => samePerson(person, this.#ref(personId)))
          .sort((a, b) => joinedAt(b) - joinedAt(a));
        return last === undefined || (last.by['livekit-webhook']?.leftAt ?? null) !== null;
      });
      return isTold || monotonicMs() > untilMs;
    });
  }

  /** Waits, as long as there are guests who can do what is waited for. @throws GuestsDied */
  async #until(
    what: string,
    holds: () => boolean | Promise<boolean>,
    patienceMs: number = PATIENCE_MS,
  ): Promise<void> {
    await eventually(
      what,
      () => {
        for (const personId of this.people) this.crewOf(personId).mustLive();
        return holds();
      },
      patienceMs,
    );
  }

  #ref(personId: string): PersonRef {
    return this.ground.programme.facilitatorId === personId
      ? { kind: 'staff', id: personId }
      : { kind: 'patient', id: personId };
  }
}
