import type { ProgrammeRulesAnswer, ReplayAnswer } from '@hearth/contracts';
import { shippedPacks } from '@hearth/domain';
import { RulesScreen } from '../src/rules/rules-screen';
import { renderScreen, type Answers } from './render-screen';
import { supervisor } from './staff-documents';
import { minute } from './staff-people';

/** What there is to read of the rules: one figure of the programme's own, and nothing of the organisation. */
export const programmeRules: ProgrammeRulesAnswer = {
  packId: 'base-iop',
  inForce: shippedPacks
    .filter(({ id, version }) => id !== 'base-iop' || version === 2)
    .map(({ id, version }) => ({ packId: id, version })),
  packs: shippedPacks,
  adopted: [],
  overrides: [
    {
      overrideId: 'o1',
      packId: 'base-iop',
      ruleId: 'BIL-1',
      parameters: { targetHours: 2.5 },
      effectiveFrom: '2026-11-18',
      effectiveTo: null,
    },
  ],
  organisation: { organisationId: 'org', overrides: [], programmes: 2, mayDecide: false },
  decisions: [
    {
      type: 'RulesOverridden',
      overrideId: 'o1',
      packId: 'base-iop',
      by: 'ruth',
      byName: 'Ruth Abara',
      at: 1,
      reason: 'By the new contract.',
    },
  ],
};

const said = (status: 'met' | 'missed') => ({
  status,
  packId: 'base-iop',
  packVersion: 2,
  sentence: { key: `day.${status}` as const, values: {} },
});
export const replayed: ReplayAnswer = {
  from: '2026-10-20',
  to: '2026-11-16',
  packId: 'base-iop',
  version: 2,
  patients: 10,
  weeks: 40,
  daysFlipped: 12,
  weeksFlipped: 3,
  leftOut: 0,
  flips: [
    {
      span: 'day',
      on: '2026-11-16',
      ruleId: 'BIL-1',
      before: said('met'),
      after: said('missed'),
      enrollmentId: 'e1',
      displayName: '=Alma, R.',
      simulated: true,
    },
  ],
};

/** The screen of the rules. */
export const showRules = (me = supervisor, language: 'en' | 'es' = 'en', answers: Answers = {}) =>
  renderScreen({
    screen: RulesScreen,
    path: '/rules',
    at: '/rules',
    me,
    documents: {},
    now: minute(30),
    language,
    answers: {
      'GET /programmes/iop/rules': { status: 200, body: programmeRules },
      'POST /programmes/iop/replay': { status: 200, body: replayed },
      'GET /programmes/iop/replays/newest': { status: 200, body: { replay: null } },
      ...answers,
    },
  });

/** The same, with more that the organisation has decided. */
export const organised = (organisation: Partial<ProgrammeRulesAnswer['organisation']>): Answers => ({
  'GET /programmes/iop/rules': {
    status: 200,
    body: { ...programmeRules, organisation: { ...programmeRules.organisation, ...organisation } },
  },
});
