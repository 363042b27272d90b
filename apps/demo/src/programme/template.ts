/** A meeting of a group in each week, in the programme's local time. */
export interface Place {
  /** 1 is Monday, as in ISO 8601. */
  readonly weekday: number;
  readonly at: string;
  readonly minutes: number;
  readonly group: string;
  readonly title: string;
}

const HOUR = 60;

const hour = (weekday: number, at: string, group: string, title: string): Place => ({
  weekday,
  at,
  minutes: HOUR,
  group,
  title,
});

/** Three evenings of three hours, with breaks that do not count between them. */
const evening: readonly Place[] = [
  hour(1, '17:30', 'evening-process', 'Process group'),
  hour(1, '18:40', 'evening-dbt', 'DBT: distress tolerance'),
  hour(1, '19:45', 'evening-review', 'CBT: thought records and homework'),
  hour(2, '17:30', 'evening-process', 'Process group'),
  hour(2, '18:40', 'evening-dbt', 'DBT: emotion regulation'),
  hour(2, '19:45', 'evening-review', 'Relapse prevention'),
  hour(4, '17:30', 'evening-process', 'Process group'),
  hour(4, '18:40', 'evening-dbt', 'DBT: interpersonal effectiveness'),
  hour(4, '19:45', 'evening-review', 'Mindfulness and weekly goal'),
];

/** Three afternoons of two hours. */
const afternoon: readonly Place[] = [
  hour(1, '16:00', 'teen-process', 'Teen process group'),
  hour(1, '17:10', 'teen-skills', 'DBT skills for teens'),
  hour(3, '16:00', 'teen-process', 'Teen process group'),
  hour(3, '17:10', 'teen-skills', 'Art and experience'),
  hour(4, '16:00', 'teen-process', 'Social and school skills'),
  hour(4, '17:10', 'teen-skills', 'Emotion regulation'),
];

/** Four mornings of 140 minutes: nine hours a week, and never three a day. */
const day: readonly Place[] = [1, 2, 3, 4].flatMap((weekday) => [
  { weekday, at: '09:00', minutes: 70, group: 'day-process', title: 'Morning process group' },
  { weekday, at: '10:20', minutes: 70, group: 'day-coping', title: 'Coping skills' },
]);

const weekend: readonly Place[] = [
  hour(5, '17:30', 'weekend-process', 'Weekend process group'),
  hour(5, '18:40', 'weekend-skills', 'Weekend skills'),
  hour(5, '19:45', 'weekend-review', 'Weekend review'),
  ...[6, 7].flatMap((weekday) => [
    hour(weekday, '09:30', 'weekend-process', 'Weekend process group'),
    hour(weekday, '10:40', 'weekend-skills', 'Weekend skills'),
    hour(weekday, '11:45', 'weekend-review', 'Weekend review'),
  ]),
];

const dual: readonly Place[] = [
  ...[3, 5].flatMap((weekday) => [
    hour(weekday, '18:15', 'dual-process', 'Recovery process group'),
    hour(weekday, '19:25', 'dual-recovery', 'Recovery skills'),
    hour(weekday, '20:30', 'dual-relapse', 'Relapse prevention'),
  ]),
  hour(6, '14:00', 'dual-process', 'Recovery process group'),
  hour(6, '15:10', 'dual-recovery', 'Recovery skills'),
  hour(6, '16:15', 'dual-relapse', 'Relapse prevention'),
];

/** The weekly shape of all tracks. */
export const template: readonly Place[] = [...evening, ...afternoon, ...day, ...weekend, ...dual];
