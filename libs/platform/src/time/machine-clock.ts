import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { steadyClock, type TimeSources } from './steady-clock.js';

const KEY = 'hearth:clock';
/** After so long without a word it is forgotten, and a process that begins believes the wall clock. In seconds. */
const KEPT_SECONDS = 7 * 24 * 3_600;
const TELL_EVERY_MS = 1_000;

const machine: TimeSources = {
  wall: () => Date.now(),
  monotonic: () => Number(process.hrtime.bigint() / 1_000n) / 1_000,
  uptime: () => uptime() * 1_000,
};

/** What tells this start of this machine from all others; null where the system does not say. */
const bootId = async (): Promise<string | null> => {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  } catch {
    // Not Linux: each process then begins with the wall clock of its start.
    return null;
  }
};

/** The clock of this machine for everything that is recorded, and how to stop keeping it. */
export interface MachineClock {
  readonly now: () => number;
  readonly stop: () => Promise<void>;
}

/**
 * A steady clock that all processes of this machine share through Redis. Without Redis at the start, this process
 * begins with the wall clock as it is.
 */
export const openMachineClock = async (redis: Redis, logger: Logger): Promise<MachineClock> => {
  const boot = await bootId();
  const key = `${KEY}:${boot ?? ''}`;
  const known = boot === null ? null : await kept(redis, key, logger);
  const clock = steadyClock(machine, known, (byMs) => {
    logger.warn({ byMs }, 'the clock of this machine was set; what is recorded goes on as before');
    // As soon as the clock has been looked at: whoever begins after this process was killed has to know of it.
    queueMicrotask(tellSoon);
  });
  let told: number | null = known;
  const tell = async (): Promise<void> => {
    const offset = clock.kept();
    if (offset === null && told === null) return;
    if (offset === null) await redis.del(key);
    else await redis.set(key, offset, 'EX', KEPT_SECONDS);
    told = offset;
  };
  const tellSoon = (): void => {
    tell().catch((error: unknown) => logger.debug({ err: error }, 'the clock could not be kept'));
  };
  const timer = setInterval(tellSoon, TELL_EVERY_MS);
  timer.unref();
  return { now: clock.now, stop: () => Promise.resolve(clearInterval(timer)) };
};

/** A start does not wait for a Redis that is away. */
const PATIENCE_MS = 2_000;

const kept = async (redis: Redis, key: string, logger: Logger): Promise<number | null> => {
  try {
    const late = AbortSignal.timeout(PATIENCE_MS);
    const answer = await Promise.race([
      redis.get(key),
      new Promise<never>((_, reject) => late.addEventListener('abort', () => reject(new Error('late')))),
    ]);
    return answer === null ? null : Number(answer);
  } catch (error) {
    logger.warn({ err: error }, 'the clock of this machine is taken as it is');
    return null;
  }
};
