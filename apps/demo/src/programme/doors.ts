import { demoId } from '@hearth/contracts';
import type { Instant } from '@hearth/domain';
import { HttpDoor, Refused, type Ask } from '../door/http-door.js';
import { personId } from './people.js';
import type { DemoSettings } from './settings.js';

/** Something to be said by somebody of the demo, under a name that makes it the same thing when it is said again. */
export interface Saying extends Omit<Ask, 'key' | 'past'> {
  readonly name: string;
  /** Past moment to be decided at; now without it. */
  readonly at?: Instant;
}

// Refusals that mean that the demo itself is wrong, and not that something was done already.
const faults: ReadonlySet<string> = new Set([
  'invalid-body',
  'invalid',
  'forbidden',
  'unauthenticated',
  'csrf',
  'not-found',
  'internal',
  'unavailable',
  'too-many-requests',
]);

/** The doors of everybody in the demo, each signed in once. */
export class Doors {
  readonly #doors = new Map<string, Promise<HttpDoor>>();

  constructor(
    readonly settings: DemoSettings,
    readonly signal: AbortSignal,
  ) {}

  /** A door of somebody who is not signed in. */
  anonymous(): HttpDoor {
    return new HttpDoor(this.settings.apiUrl, this.signal);
  }

  as(key: string): Promise<HttpDoor> {
    const known = this.#doors.get(key);
    if (known !== undefined) return known;
    const door = this.#signIn(key);
    this.#doors.set(key, door);
    door.catch(() => this.#doors.delete(key));
    return door;
  }

  /**
   * Says something as somebody. That it was done before, or cannot be done any more, is an answer.
   * @throws Refused for what should never be refused, Unreachable
   */
  async say(key: string, { name, at, ...ask }: Saying): Promise<'done' | 'refused'> {
    const door = await this.as(key);
    const { setupToken } = this.settings;
    const past = at === undefined ? {} : { past: { at, setupToken } };
    return settled(door.ask({ ...ask, ...past, key: demoId(`command/${key}/${name}`) }));
  }

  async #signIn(key: string): Promise<HttpDoor> {
    const door = this.anonymous();
    await door.signIn(personId(key));
    return door;
  }
}

export const settled = async (asking: Promise<unknown>): Promise<'done' | 'refused'> => {
  try {
    await asking;
    return 'done';
  } catch (error) {
    if (error instanceof Refused && !faults.has(error.code)) return 'refused';
    throw error;
  }
};
