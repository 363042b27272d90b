import { createLogger } from '@hearth/platform';
import { dispose } from '@livekit/rtc-node';
import { setMaxListeners } from 'node:events';
import { HttpDoor, pause } from '../../../apps/demo/src/door/http-door.js';
import { LiveDoor } from '../../../apps/demo/src/door/live-door.js';
import { monotonicMs } from '../truth/monotonic.js';
import { GuestFacilitator, GuestPatient, type Guest } from './guest.js';
import type { GuestPlan, Order, Report } from './protocol.js';

const SAMPLE_MS = 25;
const AGAIN_MS = 1_000;

const apiUrl = process.env['HEARTH_API_URL'] ?? '';
const logger = createLogger({ name: 'guests', level: process.env['LOG_LEVEL'] ?? 'warn' });
const ending = new AbortController();
// Every door and pause of everybody listens to it.
setMaxListeners(0, ending.signal);

const doors = new Map<string, HttpDoor>();
const running = new Set<Promise<void>>();
const guests = new Map<string, { readonly plan: GuestPlan; guest: Guest; told: string }>();

const tell = (report: Report): void => {
  if (process.connected) process.send?.(report);
};

const doorOf = async (personId: string): Promise<HttpDoor> => {
  const door = doors.get(personId) ?? new HttpDoor(apiUrl, ending.signal);
  if (!doors.has(personId)) await door.signIn(personId);
  doors.set(personId, door);
  return door;
};

/** When there was time to look, the last time and the time before that. */
let looks: readonly [number, number] = [monotonicMs(), monotonicMs()];

/** Looks at each guest; they ask for it themselves when something has moved. */
const look = (): void => {
  // What has reached this process is heard between two looks: a look knows what was so when the one before it was over.
  const [notBeforeMs] = looks;
  for (const [personId, one] of guests) {
    const { place, changing } = one.guest;
    const news = `${place} ${changing}`;
    if (news === one.told) continue;
    one.told = news;
    const { sessionId } = one.plan;
    tell({ kind: 'place', personId, sessionId, place, changing, atMs: monotonicMs(), notBeforeMs });
  }
};

/** Often enough that the truth is known to a fraction of a second, as long as the machine has time for it. */
const lookAgain = (): void => {
  look();
  looks = [looks[1], monotonicMs()];
};

const visit = async (plan: GuestPlan): Promise<void> => {
  const door = await doorOf(plan.personId);
  const live = new LiveDoor(apiUrl, () => door.cookie());
  const surroundings = { door, live, logger, signal: ending.signal };
  const Kind = plan.part === 'patient' ? GuestPatient : GuestFacilitator;
  const guest = new Kind(surroundings, plan, guests.size, look);
  guests.set(plan.personId, { plan, guest, told: '' });
  try {
    await guest.run();
  } finally {
    look();
    live.close();
    if (guests.get(plan.personId)?.guest === guest) guests.delete(plan.personId);
  }
};

/** Comes as often as it takes: what went wrong at the door is tried again. */
const attend = async (plan: GuestPlan): Promise<void> => {
  while (!ending.signal.aborted) {
    try {
      await visit(plan);
      return;
    } catch (error) {
      if (ending.signal.aborted) return;
      logger.warn({ err: error, personId: plan.personId }, 'a guest stumbled and comes back');
      await pause(AGAIN_MS, ending.signal);
    }
  }
};

const end = async (): Promise<void> => {
  if (ending.signal.aborted) return;
  ending.abort(new Error('the run is over'));
  await Promise.allSettled(running);
  await dispose();
  process.exit(0);
};

const obey = (order: Order): void => {
  switch (order.kind) {
    case 'come': {
      const known = guests.get(order.plan.personId);
      if (known?.plan.sessionId === order.plan.sessionId) {
        known.guest.wish(true);
        return;
      }
      const attending = attend(order.plan);
      running.add(attending);
      void attending.finally(() => running.delete(attending));
      return;
    }
    case 'leave':
      guests.get(order.personId)?.guest.wish(false);
      return;
    case 'end':
      void end();
      return;
    default:
      order satisfies never;
  }
};

setInterval(lookAgain, SAMPLE_MS);
process.on('message', obey);
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(signal, () => void end());
tell({ kind: 'ready' });
