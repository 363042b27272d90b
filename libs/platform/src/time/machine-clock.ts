import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import type { Logger } from 'pino';
import { z } from 'zod';
import { steadyClock, type KeptTime, type TimeSources } from './steady-clock.js';

const KEY = 'hearth:machine-clock';
/** While the wall clock is off, what is kept outlives a long outage. In seconds. */
const KEPT_WHILE_OFF_SECONDS = 7 * 24 * 3_600;
/**
 * While it is not, what is kept only has to reach over a crash: a step that nobody lived to notice must not be believed.
 * After a longer pause the wall clock is, since it may have been put right on purpose. In seconds.
 */
const KEPT_SECONDS = 60;
const TELL_EVERY_MS = 1_000;

const keptTime = z.object({ offset: z.number(), asleep: z.number(), off: z.boolean() });

/** The clocks of a machine, and what tells this start of it from all others: null where the system does not say. */
export interface Machine {
  readonly sources: TimeSources;
  readonly bootId: () => Promise<string | null>;
}

const thisMachine: Machine = {
  sources: {
    wall: () => Date.now(),
    monotonic: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
    uptime: () => uptime() * 1_000,
  },
  bootId: async () => {
    try {
      return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    } catch {
      // Not Linux: each process then begins with the wall clock of its start.
      return null;
    }
  },
};

/** Where the processes of a machine tell one another its time: what a connection to Redis offers. */
export interface ClockMemory {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, unit: 'EX', seconds: number): Promise<unknown>;
}

/** The clock of this machine for everything that is recorded, and how to stop keeping it. */
export interface MachineClock {
  readonly now: () => number;
  readonly stop: () => Promise<void>;
}

/**
 * A steady clock that all processes of this machine share through Redis. Without Redis at the start, this process
 * begins with the wall clock as it is.
 */
export const openMachineClock = async (
  redis: ClockMemory,
  logger: Logger,
  { sources, bootId }: Machine = thisMachine,
): Promise<MachineClock> => {
  const boot = await bootId();
  const key = `${KEY}:${boot ?? ''}`;
  const known = boot === null ? null : await kept(redis, key, logger);
  const clock = steadyClock(sources, known, (byMs) => {
    logger.warn({ byMs }, 'the clock of this machine was set; what is recorded goes on as before');
    // As soon as the clock has been looked at: whoever begins after this process was killed has to know of it.
    queueMicrotask(tellSoon);
  });
  if (clock.kept().off) logger.warn('the clock of this machine was set before; what is recorded goes on');
  const tell = async (): Promise<void> => {
    const time = clock.kept();
    await redis.set(key, JSON.stringify(time), 'EX', time.off ? KEPT_WHILE_OFF_SECONDS : KEPT_SECONDS);
  };
  const tellSoon = (): void => {
    if (boot === null) return;
    tell().catch((error: unknown) => logger.debug({ err: error }, 'the clock could not be kept'));
  };
  tellSoon();
  const timer = setInterval(tellSoon, TELL_EVERY_MS);
  timer.unref();
  return { now: clock.now, stop: () => Promise.resolve(clearInterval(timer)) };
};

/** A start does not wait for a Redis that is away. */
const PATIENCE_MS = 2_000;

const kept = async (redis: ClockMemory, key: string, logger: Logger): Promise<KeptTime | null> => {
  try {
    const late = AbortSignal.timeout(PATIENCE_MS);
    const answer = await Promise.race([
      redis.get(key),
      new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(new Error('late')))),
    ]);
    return answer === null ? null : keptTime.parse(JSON.parse(answer));
  } catch (error) {
    logger.warn({ err: error }, 'the clock of this machine is taken as it is');
    return null;
  }
};
