import type { Instant } from '@hearth/domain';
import type { Logger } from '@hearth/platform';
import { appointmentsOf } from './appointments.js';
import type { Doors } from './doors.js';
import { PAST_WEEKS } from './establish.js';
import { layDown } from './history.js';
import { weekOf, type DemoSession } from './sessions.js';

/** How many past sessions are laid down at a time: what somebody looks at first, and what can wait. */
const HANDS = { near: 3, far: 1 };

/** Everything of the week that lies `weeks` away and is over by `now`: those first that somebody may look at first. */
export const overIn = (now: Instant, weeks: number): readonly DemoSession[] => {
  const past = [...weekOf(now, weeks), ...appointmentsOf(now, weeks)].filter(({ endsAt }) => endsAt < now);
  const isForPeople = ({ facilitators }: DemoSession): boolean => facilitators.includes('lindqvist');
  return [...past.filter(isForPeople), ...past.filter((session) => !isForPeople(session))];
};

/** Lays down what is over of a week, a few sessions at a time. */
export const layDownWeek = async (
  doors: Doors,
  now: Instant,
  weeks: number,
  hands: number,
): Promise<number> => {
  const sessions = overIn(now, weeks);
  const left = sessions[Symbol.iterator]();
  const hand = async (): Promise<void> => {
    for (const session of left) await layDown(doors, session, weeks);
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return sessions.length;
};

/** The past of this week and of those before. Nobody could tell of it without video, so there is none then. */
export const layDownPast = async (doors: Doors, logger: Logger, now: Instant): Promise<void> => {
  if (doors.settings.videoKey === null) {
    logger.warn('without video the demo has no past');
    return;
  }
  try {
    for (let weeks = 0; weeks >= -PAST_WEEKS; weeks -= 1) {
      const sessions = await layDownWeek(doors, now, weeks, weeks >= -1 ? HANDS.near : HANDS.far);
      logger.info({ weeks, sessions, afterMs: Date.now() - now }, 'the past of a week is there');
    }
  } catch (error) {
    if (doors.signal.aborted) return;
    logger.error({ err: error }, 'the past is not complete; the next start goes on with it');
  }
};
