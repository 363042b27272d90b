/** As much of a room as parting from it takes. */
export interface Leavable {
  disconnect(): Promise<void>;
}

/** rtc-node has not answered, and may never do so. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** @throws TooLate when it takes longer than so many ms */
export const inTime = async <Result>(act: Promise<Result>, withinMs: number): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate('rtc-node did not answer in time')), withinMs);
  });
  try {
    return await Promise.race([act, late]);
  } finally {
    clearTimeout(timer);
  }
};

const LEAVES_WITHIN_MS = 5_000;

/**
 * Disconnects from rooms, and keeps those that can no longer be parted from.
 *
 * The native side of rtc-node gives a room up by itself when its process has stood still for 15 s while it connected:
 * its network was taken away, or the machine was too busy. The JavaScript side still believes in the room, and when
 * that is collected as garbage, its finalizer throws "trying to drop an invalid handle" where nobody can catch it, and
 * the process ends with everybody in it. What is kept here is never collected.
 */
export class Partings {
  readonly #givenUp = new Set<Leavable>();

  constructor(private readonly withinMs = LEAVES_WITHIN_MS) {}

  /** How many rooms the native side has given up. */
  get kept(): number {
    return this.#givenUp.size;
  }

  /** Never throws: rtc-node may not come back from it when LiveKit is gone, and nobody is to wait for that. */
  async partFrom(room: Leavable): Promise<void> {
    try {
      await inTime(room.disconnect(), this.withinMs);
    } catch (error) {
      if (!(error instanceof TooLate)) this.#givenUp.add(room);
    }
  }
}
