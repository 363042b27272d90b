import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import type { Logger } from '@hearth/platform';
import type { ScheduledSession } from '@hearth/views';
import { LiveDoor, type Watched } from '../door/live-door.js';
import { pause } from '../door/http-door.js';
import type { Crew } from '../participants/crew.js';
import { appointmentsOf } from './appointments.js';
import { castOf, ordinary, type Casting } from './casting.js';
import type { Doors } from './doors.js';
import { schedule } from './establish.js';
import {
  gridAfter,
  gridBefore,
  gridBetween,
  liveSession,
  nextSession,
  weekOf,
  type DemoSession,
} from './sessions.js';

const LOOK_AGAIN_MS = 10 * SECOND;
/** A group that is live when the demo starts is taken up again when there is this much left of it. */
const WORTH_TAKING_UP_MS = 20 * MINUTE;
const NEXT_BEFORE_MS = 12 * MINUTE;
const READY_WITHIN_MS = 60 * SECOND;
const CAST_BEFORE_MS = 15 * MINUTE;

/** Those with a good network, and those without. */
export interface Crews {
  readonly steady: Crew;
  readonly unsteady: Crew;
}

/**
 * Keeps the demo going: a group that is always live, another about to start for a person to open, and simulated
 * participants for whatever is on the schedule. Who runs a session, and who is in it, the sessions themselves say.
 */
export class Director {
  #live: DemoSession | null = null;
  #next: DemoSession | null = null;
  #schedules: { readonly live: LiveDoor; readonly watched: Watched<'schedule'> }[] = [];
  readonly #firstNext: Instant;

  constructor(
    private readonly doors: Doors,
    private readonly crews: Crews,
    private readonly logger: Logger,
    private readonly startedAt: Instant,
  ) {
    this.#firstNext = gridAfter(startedAt + NEXT_BEFORE_MS);
  }

  /** Makes what has to be there first, and waits until the group is live (or video and worker are too slow). */
  async open(): Promise<void> {
    for (const key of ['brandt', 'raman']) {
      const door = await this.doors.as(key);
      const live = new LiveDoor(this.doors.settings.apiUrl, () => door.cookie());
      this.#schedules.push({ live, watched: live.watch('schedule', 'me', () => undefined) });
    }
    await this.#until(() => this.#schedules.every(({ watched }) => watched.received));
    await this.#direct(Date.now());
    const isLive = await this.#until(() => this.#statusOf(this.#live) === 'live');
    if (!isLive) this.logger.warn({ sessionId: this.#live?.sessionId }, 'the group is not live yet');
  }

  /** Goes on until the signal ends it. */
  async run(): Promise<void> {
    const { signal } = this.doors;
    while (!signal.aborted) {
      try {
        await pause(LOOK_AGAIN_MS, signal);
        await this.#direct(Date.now());
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ err: error }, 'the demo could not go on just now and tries again');
      }
    }
  }

  close(): void {
    for (const { live } of this.#schedules) live.close();
  }

  async #direct(now: Instant): Promise<void> {
    this.#live = await this.#keepLive(now);
    this.#next = await this.#keepNext(now);
    const appointments = [...appointmentsOf(now, 0), ...appointmentsOf(now, 1)];
    for (const session of appointments) if (session.startsAt > now) await this.#announce(session);
    // The groups' sessions follow from the groups by themselves.
    for (const session of [...weekOf(now, 0), ...weekOf(now, 1), ...appointments]) {
      if (session.startsAt < now + CAST_BEFORE_MS && session.endsAt > now) {
        this.#cast(session, { ...ordinary, opensAt: session.startsAt - 10 * MINUTE }, now);
      }
    }
  }

  readonly #announced = new Set<string>();

  async #announce(session: DemoSession): Promise<void> {
    if (this.#announced.has(session.sessionId)) return;
    await schedule(this.doors, session);
    this.#announced.add(session.sessionId);
  }

  async #keepLive(now: Instant): Promise<DemoSession> {
    const running = this.#live ?? this.#takenUp(now);
    if (running !== null && now < running.endsAt) {
      this.#cast(running, { ...ordinary, ...unusual, opensAt: now }, now);
      return running;
    }
    const session = liveSession(gridBefore(now));
    await this.#announce(session);
    this.#cast(session, { ...ordinary, ...unusual, opensAt: now }, now);
    this.logger.info({ sessionId: session.sessionId }, 'a group begins');
    return session;
  }

  /** The group that an earlier run of the demo left live, if it is worth it. */
  #takenUp(now: Instant): DemoSession | null {
    const candidates = gridBetween(now - 60 * MINUTE + WORTH_TAKING_UP_MS, now).map(liveSession);
    return candidates.find((session) => isRunning(this.#statusOf(session))) ?? null;
  }

  async #keepNext(now: Instant): Promise<DemoSession> {
    const known = this.#next ?? this.#upcoming(now);
    if (known !== null && now < known.endsAt) {
      this.#cast(known, this.#nextCasting(known), now);
      return known;
    }
    const session = nextSession(gridAfter(now + NEXT_BEFORE_MS));
    await this.#announce(session);
    this.#cast(session, this.#nextCasting(session), now);
    this.logger.info({ sessionId: session.sessionId }, 'a group is about to begin');
    return session;
  }

  #upcoming(now: Instant): DemoSession | null {
    const candidates = gridBetween(now - 25 * MINUTE, now + NEXT_BEFORE_MS + 5 * MINUTE).map(nextSession);
    return candidates.find((session) => isRunning(this.#statusOf(session))) ?? null;
  }

  /** A person has the first turn to open its doors; the first one of a run has something to look at. */
  #nextCasting({ startsAt }: DemoSession): Casting {
    const first = startsAt <= this.#firstNext;
    return {
      ...ordinary,
      opensAt: startsAt + 3 * MINUTE,
      worrying: first ? ['hana'] : [],
      incomplete: first ? ['oleg'] : [],
    };
  }

  #cast(session: DemoSession, casting: Casting, now: Instant): void {
    if (this.#castAlready.has(session.sessionId)) return;
    this.#castAlready.add(session.sessionId);
    for (const plan of castOf(session, casting, now)) {
      const isUnsteady = plan.part === 'patient' && plan.unsteady;
      (isUnsteady ? this.crews.unsteady : this.crews.steady).takePart(plan);
    }
  }

  readonly #castAlready = new Set<string>();

  #statusOf(session: DemoSession | null): ScheduledSession['status'] | null {
    if (session === null) return null;
    const found = this.#schedules
      .flatMap(({ watched }) => watched.document?.sessions ?? [])
      .find(({ sessionId }) => sessionId === session.sessionId);
    return found?.status ?? null;
  }

  async #until(isSo: () => boolean): Promise<boolean> {
    const end = Date.now() + READY_WITHIN_MS;
    while (!isSo()) {
      if (Date.now() > end) return false;
      await pause(200, this.doors.signal);
    }
    return true;
  }
}

const unusual = { absent: ['luis'], late: { darnell: 4 * MINUTE } };

const isRunning = (status: ScheduledSession['status'] | null): boolean =>
  status === 'scheduled' || status === 'doors-open' || status === 'live';
