/** What a steady clock is made of; all in ms. */
export interface TimeSources {
  /** The machine's wall clock, which can be set. */
  readonly wall: () => number;
  /** The machine's monotonic clock: the same in all of its processes since it was started. */
  readonly monotonic: () => number;
  /** Since the machine was started, sleep included; may be as coarse as a second. */
  readonly uptime: () => number;
}

/** What one clock of a machine knows, so that another which begins later tells the same time. All in ms. */
export interface KeptTime {
  /** What lies between the monotonic clock and this one. */
  readonly offset: number;
  /** How long the machine has slept since it was started. */
  readonly asleep: number;
  /** Whether the wall clock tells another time. */
  readonly off: boolean;
}

export interface SteadyClock {
  /** Ms since the epoch, whole. */
  readonly now: () => number;
  readonly kept: () => KeptTime;
}

/** Differences below this are those of a clock that is kept in time; they are followed. */
const FOLLOWED_MS = 250;
/** A wall clock that is set by more was wrong altogether, and is believed. */
const BELIEVED_MS = 10 * 60_000;
/** How fast this clock moves towards a wall clock that was set: 0.72 s an hour. */
const CREEP = 0.0002;
/** Sleep shorter than the grain of the uptime is not noticed. */
const SLEEP_MS = 2_000;

/**
 * A clock that goes on when somebody sets the machine's clock: between two of its moments lies as much as has truly
 * passed, whatever was done to the wall clock in between. It creeps towards the wall clock, and takes it at once after
 * the machine slept, or when it was wrong by more than ten minutes.
 *
 * @param known what another clock of this machine `kept` a while ago, so that a process that begins after a step tells
 *   the same time as those that were there before it; not believed when the machine slept since
 */
export const steadyClock = (
  { wall, monotonic, uptime }: TimeSources,
  known: KeptTime | null = null,
  onStep: (byMs: number) => void = () => undefined,
): SteadyClock => {
  let lookedAt = monotonic();
  let asleep = uptime() - lookedAt;
  const isHandedOn =
    known !== null &&
    Math.abs(wall() - lookedAt - known.offset) < BELIEVED_MS &&
    asleep - known.asleep < SLEEP_MS;
  let offset = isHandedOn ? known.offset : wall() - lookedAt;
  let told = Math.round(wall() - lookedAt - offset);

  const look = (): number => {
    const at = monotonic();
    const drift = wall() - at - offset;
    const hasSlept = uptime() - at - asleep >= SLEEP_MS;
    if (Math.abs(drift - told) >= FOLLOWED_MS) onStep((told = Math.round(drift)));
    if (Math.abs(drift) < FOLLOWED_MS || Math.abs(drift) >= BELIEVED_MS || hasSlept) {
      offset += drift;
      told = 0;
    } else {
      offset += Math.sign(drift) * Math.min(Math.abs(drift), (at - lookedAt) * CREEP);
    }
    if (hasSlept) asleep = uptime() - at;
    lookedAt = at;
    return at;
  };

  return {
    now: () => Math.round(look() + offset),
    kept: () => {
      const at = look();
      return { offset, asleep, off: Math.abs(wall() - at - offset) >= FOLLOWED_MS };
    },
  };
};
