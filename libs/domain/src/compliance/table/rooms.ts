import { careOf, MONDAY, session } from '../../testing/care-story.js';
import type { CareContext, CareSession } from '../care-context.js';
import { about, type Row } from './row.js';

type Of = NonNullable<Parameters<typeof session>[2]>;

const group = (of: Of): readonly CareSession[] => [session(MONDAY, 60, of)];
const individual = session(MONDAY, 50, { sessionType: 'individual' });
const elsewhere = careOf();

const cap = (
  pack: string,
  rule: string,
  care: CareContext,
  most: number,
  sessionType: string,
): readonly Row[] => {
  const said = about(pack, rule, care);
  return [
    said('fewer than the cap', group({ sessionType, present: 8 }), 'met'),
    said('as many as the cap', group({ sessionType, present: most }), 'met'),
    said('one more', group({ sessionType, present: most + 1 }), 'missed', { key: 'group.over-cap' }),
    said('one more is expected', group({ sessionType, planned: true, expected: most + 1 }), 'at-risk'),
    said('eight are expected', group({ sessionType, planned: true }), 'on-track'),
    said('the patient was not there', group({ sessionType, attended: 0, present: most + 1 }), 'nothing'),
    said('an individual session', [individual], 'nothing'),
    ...(care.residences[0]?.residenceState === 'PA'
      ? []
      : [said('in another state', group({ sessionType }), 'nothing', { care: elsewhere })]),
  ];
};

const least = (pack: string, rule: string, care: CareContext): readonly Row[] => {
  const said = about(pack, rule, care);
  return [
    said('two were there', group({ present: 2 }), 'met'),
    said('one was there, though eight were expected', group({ present: 1 }), 'missed', {
      key: 'group.too-small',
    }),
    said('one is expected', group({ planned: true, expected: 1 }), 'at-risk', {
      key: 'group.planned-too-small',
    }),
    said('an individual session', [individual], 'nothing'),
  ];
};

const ratio = (pack: string, rule: string, care: CareContext, each: number): readonly Row[] => {
  const said = about(pack, rule, care);
  return [
    said('as many as one may lead', group({ present: each }), 'met'),
    said('one more', group({ present: each + 1 }), 'missed'),
    said('one more, with two who lead', group({ present: each + 1, facilitators: 2 }), 'met'),
    said('one more is expected', group({ planned: true, expected: each + 1 }), 'at-risk'),
    said('as many are expected', group({ planned: true, expected: each }), 'on-track'),
    said('an individual session', [individual], 'nothing'),
  ];
};

const medicare = careOf({ payer: 'Medicare' });
const place = about('medicare', 'MCR-6', medicare);
const services = about('medicare', 'MCR-8', medicare);
const intensity = about('medicare', 'MCR-1', medicare);
const planned = (plannedWeeklyMinutes: number | null): CareContext =>
  careOf({
    payer: 'Medicare',
    intensities: [{ from: '2026-10-05', levelOfCare: 'iop', plannedWeeklyMinutes, taper: [] }],
  });
const licence = about('licensure', 'STF-2', elsewhere);
const hours = (count: number, of: Of = {}): readonly CareSession[] =>
  Array.from({ length: count }, (_, index) => session(MONDAY, 60, { at: 960 + 70 * index, ...of }));

const unit = (pack: string, rule: string, payer: string): readonly Row[] => {
  const said = about(pack, rule, careOf({ payer }));
  return [
    said('three sessions of a full day are one unit', hours(3), 'met', { key: 'units.one' }),
    said('the very three hours', [session(MONDAY, 180)], 'met'),
    said('a minute less', [session(MONDAY, 180, { attended: 179 })], 'not-applicable', { key: 'units.none' }),
    said('still to come', hours(3, { planned: true }), 'on-track', { key: 'units.possible' }),
    said('another payer', hours(3), 'nothing', { care: elsewhere }),
  ];
};

/** Groups, places, licences and units (compliance rules §2.1, §2.3 and §2.4). */
export const roomRows: readonly Row[] = [
  ...cap('texas', 'GRP-1-counseling', careOf({ state: 'TX' }), 16, 'process-group'),
  ...cap('texas', 'GRP-1-education', careOf({ state: 'TX' }), 35, 'psychoeducation'),
  about('texas', 'GRP-1-education', careOf({ state: 'TX' }))(
    'multi-family groups are exempt',
    group({ sessionType: 'multi-family', present: 60 }),
    'nothing',
  ),
  ...cap('california', 'GRP-2', careOf({ state: 'CA' }), 12, 'process-group'),
  ...least('california', 'GRP-2', careOf({ state: 'CA' })),
  ...cap('new-york', 'GRP-3', careOf({ state: 'NY' }), 15, 'skills-group'),
  ...cap('market-defaults', 'GRP-6', elsewhere, 12, 'process-group'),
  about('market-defaults', 'GRP-6', elsewhere)(
    'the eleventh is expected: nearly full',
    group({ planned: true, expected: 11 }),
    'at-risk',
    { key: 'group.near-cap' },
  ),
  ...least('market-defaults', 'GRP-7', elsewhere),
  ...ratio('ohio', 'GRP-4', careOf({ state: 'OH' }), 6),
  about('ohio', 'GRP-4', careOf({ state: 'OH' }))(
    'in person: the rule is about video',
    group({ modality: 'in-person', present: 9 }),
    'nothing',
  ),
  ...ratio('behavioral-health-standards', 'GRP-5-ratio', elsewhere, 12),
  place('at home, by video: cared for, and not billed', hours(3), 'not-billable'),
  place('in person', hours(3, { modality: 'in-person' }), 'met'),
  place(
    'one of three by video',
    [...hours(2, { modality: 'in-person' }), session(MONDAY, 60)],
    'not-billable',
  ),
  place('another payer', hours(3), 'nothing', { care: elsewhere }),
  services('four services', hours(4), 'met'),
  services('three services', hours(3), 'met'),
  services('two services', hours(2), 'missed'),
  services('a third is planned', [...hours(2), session(MONDAY, 60, { planned: true })], 'on-track'),
  services('no third is planned', [...hours(1), session(MONDAY, 60, { planned: true })], 'at-risk'),
  services('an individual session only', [individual], 'not-applicable'),
  services('another payer', hours(2), 'nothing', { care: elsewhere }),
  intensity('nine hours are planned', hours(1), 'met', { care: planned(540) }),
  intensity('a minute less is planned', hours(1), 'missed', { care: planned(539) }),
  intensity('nobody said', hours(1), 'not-applicable', { care: planned(null) }),
  intensity('another payer', hours(1), 'nothing', { care: elsewhere }),
  licence('licensed where the patient lives', group({ licensedIn: ['NY', 'PA'] }), 'met'),
  licence('the patient is travelling', group({ licensedIn: ['NY', 'PA'], patientState: 'FL' }), 'missed'),
  licence('planned, where the patient lives', group({ licensedIn: ['NY'], planned: true }), 'at-risk'),
  licence('nobody has recorded licences', group({}), 'not-applicable'),
  ...unit('ny-medicaid', 'BIL-4', 'NY Medicaid'),
  ...unit('h0015', 'BIL-4', 'H0015'),
  ...unit('s9480', 'BIL-2', 'Commercial (S9480)'),
];
