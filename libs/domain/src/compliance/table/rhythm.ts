import { addDays } from '../calendar.js';
import { careOf, MONDAY, session, weekday } from '../../testing/care-story.js';
import type { CareContext, CareSession } from '../care-context.js';
import { about, type Row } from './row.js';

const on = (...days: readonly string[]): readonly CareSession[] => days.map((day) => session(day, 180));
const next = (...days: readonly string[]): readonly CareSession[] =>
  days.map((day) => session(day, 180, { planned: true }));

const elsewhere = { care: careOf() };
const wyoming = careOf({ state: 'WY' });
const days = about('wyoming', 'HRS-6-sessions', wyoming);
const gap = about('wyoming', 'HRS-6-gap', wyoming);
const length = about('wyoming', 'HRS-6-length', wyoming);
const h0015 = about('h0015', 'BIL-1-days', careOf({ payer: 'H0015' }));
const stay = about('ny-medicaid', 'HRS-9-length', careOf({ payer: 'NY Medicaid' }));

const cadence = (
  pack: string,
  rule: string,
  care: CareContext,
  sessionType: string,
  period: number,
): readonly Row[] => {
  const said = about(pack, rule, care);
  const last = weekday(6);
  const of = (day: string, planned = false) => session(day, 50, { sessionType, planned });
  const other = session(MONDAY, 60, { sessionType: sessionType === 'individual' ? 'family' : 'individual' });
  return [
    said('one in the period', [of(MONDAY)], 'met'),
    said('one on the first day of the period', [of(addDays(last, 1 - period)), other], 'met'),
    said('one a day too early', [of(addDays(last, -period)), other], 'missed'),
    said('one is planned', [other, of(weekday(4), true)], 'on-track'),
    said(
      'none is planned',
      [
        other,
        session(weekday(4), 60, { sessionType: 'medication', planned: true }),
        ...plannedOther(sessionType),
      ],
      'at-risk',
    ),
    said('care began inside the period', [other], 'not-applicable', {
      care: { ...care, startsOn: weekday(1) },
    }),
    said('nobody asks for it', [other], 'nothing', elsewhere),
  ];
};

const plannedOther = (sessionType: string): readonly CareSession[] => [
  session(weekday(5), 60, {
    sessionType: sessionType === 'individual' ? 'family' : 'individual',
    planned: true,
  }),
];

/** Days, gaps, cadence and length (compliance rules §2.2 and §2.4). */
export const rhythmRows: readonly Row[] = [
  days('four days', on(weekday(0), weekday(1), weekday(2), weekday(3)), 'met'),
  days('three days', on(weekday(0), weekday(1), weekday(3)), 'met'),
  days('two days', on(weekday(0), weekday(1)), 'missed'),
  days('a third is planned', [...on(weekday(0), weekday(1)), ...next(weekday(3))], 'on-track'),
  days('no third is planned', [...on(weekday(0)), ...next(weekday(3))], 'at-risk'),
  days('in another state', on(weekday(0)), 'nothing', elsewhere),
  h0015('three long days', on(weekday(0), weekday(1), weekday(3)), 'met'),
  h0015(
    'one of them a minute short',
    [...on(weekday(0), weekday(1)), session(weekday(3), 180, { attended: 179 })],
    'missed',
  ),
  h0015('the third is planned', [...on(weekday(0), weekday(1)), ...next(weekday(3))], 'on-track'),
  h0015('the week in which care begins', on(weekday(3)), 'not-applicable', {
    care: careOf({ payer: 'H0015', startsOn: weekday(3) }),
  }),
  h0015('another payer', on(weekday(0)), 'nothing', elsewhere),
  gap(
    'Monday, Tuesday, Thursday after a Thursday',
    [...on(addDays(MONDAY, -4), weekday(0), weekday(1), weekday(3), weekday(6))],
    'met',
  ),
  gap(
    'weekends only: four days between',
    on(addDays(MONDAY, -1), weekday(4), weekday(5), weekday(6)),
    'missed',
  ),
  gap('a holiday among the four does not count', on('2026-11-22', '2026-11-27', '2026-11-29'), 'met', {
    week: '2026-11-23',
  }),
  gap('four days are planned', [...on(weekday(0)), ...next(weekday(5))], 'at-risk'),
  gap('the first service of all', on(weekday(6)), 'not-applicable', {
    care: careOf({ state: 'WY', lastDay: weekday(6), startsOn: weekday(6) }),
    week: '2026-11-16',
    sessions: [session(weekday(6), 180, { planned: true })],
  }),
  gap('in another state', on(weekday(0)), 'nothing', elsewhere),
  length('eight weeks, planned', on(weekday(0)), 'on-track', {
    care: careOf({ state: 'WY', startsOn: '2026-10-05', lastDay: '2026-11-29' }),
  }),
  length('eight weeks, over', on(weekday(0)), 'met', {
    care: careOf({ state: 'WY', startsOn: '2026-10-05', lastDay: '2026-11-29', ended: true }),
  }),
  length('a week less, planned', on(weekday(0)), 'at-risk', {
    care: careOf({ state: 'WY', startsOn: '2026-10-05', lastDay: '2026-11-22' }),
  }),
  length('a week less, over', on(weekday(0)), 'missed', {
    care: careOf({ state: 'WY', startsOn: '2026-10-05', lastDay: '2026-11-22', ended: true }),
  }),
  length('in another state', on(weekday(0)), 'nothing', elsewhere),
  stay('the sixth week', on(weekday(0)), 'met', {
    care: careOf({ payer: 'NY Medicaid', startsOn: '2026-10-12' }),
  }),
  stay('the seventh', on(weekday(0)), 'at-risk', {
    care: careOf({ payer: 'NY Medicaid', startsOn: '2026-10-05' }),
    key: 'stay.needs-rationale',
  }),
  stay('another payer', on(weekday(0)), 'nothing', elsewhere),
  ...cadence('new-jersey', 'STF-1-family', careOf({ state: 'NJ' }), 'family', 30),
  ...cadence('maryland', 'PLAN-2-group', careOf({ state: 'MD' }), 'process-group', 7),
  ...cadence('maryland', 'PLAN-2-individual', careOf({ state: 'MD' }), 'individual', 14),
  ...cadence('behavioral-health-standards', 'GRP-5-individual', careOf(), 'individual', 7).filter(
    ({ says }) => says !== 'nothing',
  ),
];
