import { careOf, MONDAY, session, weekday } from '../../testing/care-story.js';
import type { CareContext, CareSession } from '../care-context.js';
import { about, type Row } from './row.js';

/** Evenings of so many minutes on the first days of the week. */
const evenings = (...minutes: readonly number[]): readonly CareSession[] =>
  minutes.map((length, place) => session(weekday(place), length));
const planned = (...minutes: readonly number[]): readonly CareSession[] =>
  minutes.map((length, place) => session(weekday(place + 3), length, { planned: true }));
const teen = { ageBand: 'adolescent' } as const;

const weekFloor = (
  pack: string,
  rule: string,
  care: CareContext,
  floor: number,
  other: CareContext,
): readonly Row[] => {
  const row = about(pack, rule, care);
  const third = Math.floor(floor / 3);
  return [
    row('more than the floor', evenings(third, third, third + 10), 'met'),
    row('the very minute of the floor', evenings(third, third, floor - 2 * third), 'met'),
    row('a minute less', evenings(third, third, floor - 2 * third - 1), 'missed'),
    row('what is planned can reach it', [...evenings(third), ...planned(floor - third)], 'on-track'),
    row('what is planned cannot', [...evenings(third), ...planned(floor - third - 1)], 'at-risk'),
    row('somebody else', evenings(third), 'nothing', { care: other }),
  ];
};

const dayFloor = (
  pack: string,
  rule: string,
  care: CareContext,
  target: number,
  short: 'missed' | 'not-billable',
  other: CareContext | null,
): readonly Row[] => {
  const row = about(pack, rule, care);
  const part = session(MONDAY, target, { attended: 50, remaining: null });
  return [
    row('longer than asked for', evenings(target + 20), 'met'),
    row('the very minute', evenings(target), 'met'),
    row('a minute less', [session(MONDAY, target, { attended: target - 1 })], short),
    row('half of it, over', [part], short),
    row('still to come', [session(MONDAY, target, { planned: true })], 'on-track'),
    row('one individual session', [session(MONDAY, 50, { sessionType: 'individual' })], 'not-applicable'),
    ...(other === null ? [] : [row('somebody else', evenings(target), 'nothing', { care: other })]),
  ];
};

const adult = careOf();
const tapering = (from: string): CareContext =>
  careOf({
    intensities: [
      {
        from: '2026-10-05',
        levelOfCare: 'iop',
        plannedWeeklyMinutes: 540,
        taper: [{ from, weeklyMinutes: 360 }],
      },
    ],
  });

const ceiling = (
  pack: string,
  rule: string,
  care: CareContext,
  other: CareContext | null,
): readonly Row[] => {
  const row = about(pack, rule, care);
  const long = [380, 380, 380];
  return [
    row('within', evenings(180, 180, 180), 'met'),
    row('the very minute', evenings(...long), 'met'),
    row('a minute more', evenings(380, 380, 381), 'missed', { key: 'ceiling.above' }),
    row('more is planned', [...evenings(380, 380), ...planned(400)], 'at-risk'),
    ...(other === null ? [] : [row('somebody else', evenings(400), 'nothing', { care: other })]),
  ];
};

const dc = (birthDate: string) => careOf({ state: 'DC', birthDate });
const tricare = careOf({ payer: 'TRICARE Prime' });
const northDakota = careOf({ payer: 'BCBSND' });
const medicaid = careOf({ payer: 'NY Medicaid', state: 'NY' });
const kansas = careOf({ state: 'KS' });
const scheduledOnly = (minutes: number): readonly CareSession[] =>
  [0, 1, 2].map((place) => session(weekday(place), minutes, { attended: 0 }));

const scheduledFloor = (pack: string, rule: string, care: CareContext, each: number): readonly Row[] => {
  const row = about(pack, rule, care);
  return [
    row('planned, and nobody came: what was planned counts', scheduledOnly(each + 5), 'met'),
    row('planned to the very minute', scheduledOnly(each), 'met'),
    row('planned a minute too short', scheduledOnly(each).slice(1), 'missed'),
    row('somebody else', scheduledOnly(each), 'nothing', { care: adult }),
  ];
};

const taper = about('base-iop', 'HRS-2', tapering(MONDAY));
const lowered = about('base-iop', 'HRS-1-adult', tapering(MONDAY));

/** Hours of weeks and days (compliance rules §2.1 to §2.3). */
export const hourRows: readonly Row[] = [
  ...weekFloor('base-iop', 'HRS-1-adult', adult, 540, careOf(teen)),
  ...weekFloor('base-iop', 'HRS-1-adolescent', careOf(teen), 360, adult),
  lowered('six hours in a taper by plan', evenings(180, 180), 'met', { key: 'week.taper' }),
  lowered('a minute less than the taper asks for', evenings(180, 179), 'missed'),
  lowered('the third week of the taper', evenings(180, 180), 'missed', { care: tapering('2026-11-02') }),
  taper('its first week', evenings(180, 180), 'met'),
  taper('its second and last week', evenings(180, 180), 'met', { care: tapering('2026-11-09') }),
  taper('a third week', evenings(180, 180), 'missed', { care: tapering('2026-11-02') }),
  taper('no taper', evenings(180, 180), 'not-applicable', { care: adult }),
  ...ceiling('base-iop', 'HRS-3', adult, null),
  ...dayFloor('base-iop', 'BIL-1', adult, 180, 'missed', null),
  ...scheduledFloor('kansas', 'HRS-4-adult', kansas, 180),
  ...scheduledFloor('kansas', 'HRS-4-youth', careOf({ ...teen, state: 'KS' }), 120),
  ...weekFloor('district-of-columbia', 'HRS-5-adult', dc('2005-11-16'), 540, dc('2005-11-17')),
  ...weekFloor('district-of-columbia', 'HRS-5-youth', dc('2006-03-01'), 360, dc('1990-01-01')),
  ...ceiling('district-of-columbia', 'HRS-5-ceiling', dc('1990-01-01'), adult),
  ...weekFloor('tricare', 'HRS-7-week', tricare, 360, adult),
  ...dayFloor('tricare', 'HRS-7-day', tricare, 120, 'missed', adult),
  ...dayFloor('bcbsnd', 'HRS-8-day', northDakota, 180, 'missed', adult),
  ...weekFloor('bcbsnd', 'HRS-8-week', northDakota, 180, adult),
  ...ceiling('bcbsnd', 'HRS-8-ceiling', northDakota, adult),
  ...scheduledFloor('ny-medicaid', 'HRS-9-week', medicaid, 180),
  ...dayFloor('ny-medicaid', 'HRS-9-day', medicaid, 180, 'not-billable', adult),
  ...dayFloor('h0015', 'BIL-1-day', careOf({ payer: 'Commercial (H0015)' }), 180, 'not-billable', adult),
  ...dayFloor('s9480', 'BIL-2-day', careOf({ payer: 'Commercial (S9480)' }), 180, 'not-billable', adult),
  about('h0015', 'BIL-1-day', careOf({ ...teen, payer: 'H0015' }))(
    'an adolescent afternoon of two hours (BIL-5)',
    [session(MONDAY, 120, { planned: true })],
    'at-risk',
    { key: 'day.planned-short' },
  ),
];
