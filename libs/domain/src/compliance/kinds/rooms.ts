import { isOver, residenceStateOn, type CareSession } from '../care-context.js';
import type { LocalDate } from '../calendar.js';
import type { Judged } from '../verdict.js';
import { isGroup, sessionsWithin, wasThere, type Judging } from './judging.js';

const fits = (types: readonly string[], session: CareSession): boolean => types.includes(session.sessionType);

/** A session that is over concerns whoever was there; one to come, everybody who is expected. */
const concerns = (session: CareSession): boolean => !isOver(session) || wasThere(session);

const groupFigure = (session: CareSession): number => session.present ?? session.expected;

type GroupSize = Judging<'group-size'>['rule'];

const sizeSaid = (rule: GroupSize, session: CareSession, size: number): Pick<Judged, 'status' | 'key'> => {
  const done = isOver(session);
  const { minimum, maximum, warnAbove } = rule;
  if (maximum !== undefined && size > maximum) {
    return done
      ? { status: 'missed', key: 'group.over-cap' }
      : { status: 'at-risk', key: 'group.planned-over-cap' };
  }
  // Before it begins, and while people still come, a group is as large as its roster.
  const least = done ? size : Math.max(size, session.expected);
  if (minimum !== undefined && least < minimum) {
    return done
      ? { status: 'missed', key: 'group.too-small' }
      : { status: 'at-risk', key: 'group.planned-too-small' };
  }
  if (warnAbove !== undefined && size > warnAbove && !done) {
    return { status: 'at-risk', key: 'group.near-cap' };
  }
  return done ? { status: 'met', key: 'group.within' } : { status: 'on-track', key: 'group.planned-within' };
};

/** How many patients a group has: those who were counted, not those on paper. */
export const judgeGroupSizes = (judging: Judging<'group-size'>, day: LocalDate): readonly Judged[] =>
  sessionsWithin(judging, day, day)
    .filter((session) => fits(judging.rule.sessionTypes, session) && concerns(session))
    .map((session) => {
      const { minimum = 0, maximum = 0 } = judging.rule;
      const size = groupFigure(session);
      return {
        ...sizeSaid(judging.rule, session, size),
        values: { patients: size, minimum, maximum },
        measure: null,
        inputs: { size, expected: session.expected, over: isOver(session), minimum, maximum },
        sessionId: session.sessionId,
      };
    });

/** Patients for each facilitator. */
export const judgeGroupRatios = (judging: Judging<'group-ratio'>, day: LocalDate): readonly Judged[] =>
  sessionsWithin(judging, day, day)
    .filter((session) => fits(judging.rule.sessionTypes, session) && concerns(session))
    .map((session) => {
      const most = judging.rule.patientsPerFacilitator * session.facilitators;
      const size = groupFigure(session);
      const over = isOver(session);
      const judged = {
        values: { patients: size, facilitators: session.facilitators, maximum: most },
        measure: null,
        inputs: { size, facilitators: session.facilitators, most, over },
        sessionId: session.sessionId,
      };
      if (size > most) {
        return over
          ? { ...judged, status: 'missed' as const, key: 'ratio.over' as const }
          : { ...judged, status: 'at-risk' as const, key: 'ratio.planned-over' as const };
      }
      return over
        ? { ...judged, status: 'met' as const, key: 'ratio.within' as const }
        : { ...judged, status: 'on-track' as const, key: 'ratio.planned-within' as const };
    });

/** Whether a day's services are covered where they take place. They count as care all the same. */
export const judgePlace = (judging: Judging<'place-not-covered'>, day: LocalDate): Judged => {
  const sessions = sessionsWithin(judging, day, day).filter(concerns);
  const blocked = sessions.filter(({ modality }) => judging.rule.modalities.includes(modality));
  const judged = {
    values: { sessions: sessions.length, blocked: blocked.length },
    measure: null,
    inputs: { modalities: sessions.map(({ modality }) => modality).sort() },
  };
  return blocked.length > 0
    ? { ...judged, status: 'not-billable', key: 'place.not-covered' }
    : { ...judged, status: 'met', key: 'place.covered' };
};

/** Somebody who leads a session must be licensed where the patient is: by check-in, and before it by residence. */
export const judgeLicences = (judging: Judging<'licence'>, day: LocalDate): readonly Judged[] =>
  sessionsWithin(judging, day, day)
    .filter(concerns)
    .map((session) => {
      const place = session.patientState ?? residenceStateOn(judging.facts.care, day);
      const { licensedIn } = session;
      const judged = {
        values: { state: place, licensed: licensedIn?.join(', ') ?? '' },
        measure: null,
        inputs: { place, licensedIn, over: isOver(session) },
        sessionId: session.sessionId,
      };
      if (licensedIn === null) return { ...judged, status: 'not-applicable', key: 'licence.unknown' };
      if (licensedIn.includes(place)) return { ...judged, status: 'met', key: 'licence.held' };
      return { ...judged, status: isOver(session) ? 'missed' : 'at-risk', key: 'licence.missing' };
    });

/** Services of a day, as a payer counts them: each session that was attended is one. */
export const judgeServices = (judging: Judging<'services-per-day'>, day: LocalDate): Judged => {
  const sessions = sessionsWithin(judging, day, day);
  const done = sessions.filter(wasThere).length;
  const open = sessions.filter((session) => !isOver(session) && !wasThere(session));
  const target = judging.rule.minimum;
  const judged = {
    values: { services: done, target, needed: Math.max(0, target - done), planned: open.length },
    measure: null,
    inputs: { done, open: open.length, target, groups: sessions.filter(isGroup).length },
  };
  if (!sessions.some(isGroup))
    return { ...judged, status: 'not-applicable', key: 'day.no-program-day', values: noProgramDay };
  if (done >= target) return { ...judged, status: 'met', key: 'services.met' };
  if (open.length === 0) return { ...judged, status: 'missed', key: 'services.missed' };
  return done + open.length >= target
    ? {
        ...judged,
        status: 'on-track',
        key: 'services.on-track',
        repairs: open.map(({ sessionId }) => sessionId),
      }
    : { ...judged, status: 'at-risk', key: 'services.at-risk' };
};

const noProgramDay = { minutes: 0, target: 0, needed: 0, remaining: 0 };
