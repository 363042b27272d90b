import { demoId } from '@hearth/contracts';
import { MINUTE, sessionOfOccurrence, type Instant, type Slot } from '@hearth/domain';
import { DateTime } from 'luxon';
import { groupId, groupOf, TIME_ZONE, type DemoGroup } from './groups.js';

/** One session of the demo; the same name always stands for the same session. */
export interface DemoSession {
  readonly sessionId: string;
  readonly group: DemoGroup;
  readonly title: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

interface Place {
  /** 1 is Monday, as in ISO 8601. */
  readonly weekday: number;
  readonly at: string;
  readonly group: string;
  readonly title: string;
}

const slot = (weekday: number, at: string, group: string, title: string): Place => ({
  weekday,
  at,
  group,
  title,
});

/** The weekly shape of both tracks, in the programme's local time; each session is an hour. */
const template: readonly Place[] = [
  slot(1, '17:30', 'evening-process', 'Process group'),
  slot(1, '18:40', 'evening-dbt', 'DBT: distress tolerance'),
  slot(1, '19:45', 'evening-review', 'CBT: thought records and homework'),
  slot(2, '17:30', 'evening-process', 'Process group'),
  slot(2, '18:40', 'evening-dbt', 'DBT: emotion regulation'),
  slot(2, '19:45', 'evening-review', 'Relapse prevention'),
  slot(4, '17:30', 'evening-process', 'Process group'),
  slot(4, '18:40', 'evening-dbt', 'DBT: interpersonal effectiveness'),
  slot(4, '19:45', 'evening-review', 'Mindfulness and weekly goal'),
  slot(1, '16:00', 'teen-process', 'Teen process group'),
  slot(1, '17:10', 'teen-skills', 'DBT skills for teens'),
  slot(3, '16:00', 'teen-process', 'Teen process group'),
  slot(3, '17:10', 'teen-skills', 'Art and experience'),
  slot(4, '16:00', 'teen-process', 'Social and school skills'),
  slot(4, '17:10', 'teen-skills', 'Emotion regulation'),
];

const WEEKLY_MINUTES = 60;
/** A Monday before anything of the demo. */
const TEMPLATE_FROM = '2026-01-05';
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

const slotId = (weekday: number): string => `weekday-${weekday}`;

/** The week of a group, as the programme plans it: its sessions follow from it. */
export const slotsOf = (group: string): readonly Slot[] =>
  template
    .filter((one) => one.group === group)
    .map(({ weekday, at, title }) => ({
      slotId: slotId(weekday),
      rule: `FREQ=WEEKLY;BYDAY=${weekdays[weekday - 1] ?? ''}`,
      from: TEMPLATE_FROM,
      startsAt: at,
      minutes: WEEKLY_MINUTES,
      title,
      onHolidays: 'skip',
    }));

const GRID_MS = 5 * MINUTE;

export const localTime = (at: Instant): DateTime<true> => {
  const time = DateTime.fromMillis(at, { zone: TIME_ZONE });
  if (!time.isValid) throw new RangeError('not a moment');
  return time;
};

/** The sessions of the week (Monday to Sunday, local) that lies `weeks` away from that of `now`, soonest first. */
export const weekOf = (now: Instant, weeks: number): readonly DemoSession[] => {
  const monday = localTime(now).startOf('week').plus({ weeks });
  return template
    .map(({ weekday, at, group, title }) => {
      const [hour = 0, minute = 0] = at.split(':').map(Number);
      const day = monday.plus({ days: weekday - 1 });
      const startsAt = day.set({ hour, minute }).toMillis();
      const meeting = { slotId: slotId(weekday), day: day.toISODate() };
      return {
        sessionId: sessionOfOccurrence(groupId(group), meeting, 0),
        group: groupOf(group),
        title,
        startsAt,
        endsAt: startsAt + WEEKLY_MINUTES * MINUTE,
      };
    })
    .sort((a, b) => a.startsAt - b.startsAt);
};

/** The group that is always live: an hour each, starting on a grid of five minutes. */
export const liveSession = (startsAt: Instant): DemoSession =>
  session('live', 'evening-process', 'Process group', startsAt, 60);

/** The group that is about to start, for a person to open its doors. */
export const nextSession = (startsAt: Instant): DemoSession =>
  session('next', 'day-skills', 'Skills group: distress tolerance', startsAt, 45);

const session = (
  name: string,
  group: string,
  title: string,
  startsAt: Instant,
  minutes: number,
): DemoSession => ({
  sessionId: demoId(`session/${name}/${startsAt}`),
  group: groupOf(group),
  title,
  startsAt,
  endsAt: startsAt + minutes * MINUTE,
});

export const gridBefore = (at: Instant): Instant => Math.floor(at / GRID_MS) * GRID_MS;
export const gridAfter = (at: Instant): Instant => Math.ceil(at / GRID_MS) * GRID_MS;

/** The moments of the grid from one moment to another, newest first. */
export const gridBetween = (from: Instant, to: Instant): readonly Instant[] => {
  const moments: Instant[] = [];
  for (let at = gridBefore(to); at >= from; at -= GRID_MS) moments.push(at);
  return moments;
};
