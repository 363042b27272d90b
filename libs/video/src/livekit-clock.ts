import { httpAddress } from './http-address.js';

/** How far LiveKit's clock is ahead of ours, in ms; negative when it is behind. */
export interface VideoClock {
  readonly ahead: () => Promise<number>;
  /** The same, asked now: for when what LiveKit tells does not agree with what it said of its clock a moment ago. */
  readonly aheadNow: () => Promise<number>;
}

/** Clocks that agree to within this are taken to agree: what LiveKit says of its own is whole seconds. */
const AGREE_MS = 2_500;
/** One answer is good for so long. */
const GOOD_FOR_MS = 1_000;
const DEADLINE_MS = 1_000;

/**
 * Asks LiveKit for its clock. Whoever sets the clock of the machine that LiveKit is on moves the times of all that it
 * tells from then on; what is recorded stays on one time line.
 * @param now our own clock, in ms since the epoch
 */
export const livekitClock = (url: string, now: () => number): VideoClock => {
  let last = { at: -Infinity, ahead: 0 };

  const measure = async (): Promise<number> => {
    const asked = now();
    const answer = await fetch(`${httpAddress(url)}/`, { signal: AbortSignal.timeout(DEADLINE_MS) });
    await answer.arrayBuffer();
    const said = Date.parse(answer.headers.get('date') ?? '');
    // In the middle of the second that it named, and of the time that the answer took.
    const ahead = said + 500 - (asked + now()) / 2;
    return Number.isNaN(ahead) || Math.abs(ahead) < AGREE_MS ? 0 : Math.round(ahead);
  };

  const aheadNow = async (): Promise<number> => {
    try {
      last = { at: now(), ahead: await measure() };
    } catch {
      // Away: what it tells now was told by the clock that it had when it was last asked.
      last = { at: now(), ahead: last.ahead };
    }
    return last.ahead;
  };

  return {
    ahead: async () => (now() - last.at < GOOD_FOR_MS ? last.ahead : aheadNow()),
    aheadNow,
  };
};

/** For where LiveKit's clock is known to be ours. */
export const sameClock: VideoClock = {
  ahead: () => Promise.resolve(0),
  aheadNow: () => Promise.resolve(0),
};
