import {
  basePack,
  currentBasePack,
  evaluateWeek,
  shippedPacks,
  weekRules,
  type CareContext,
  type CareSession,
  type ProgrammeRules,
} from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rememberedDays } from './remembered-days.js';

const HOUR = 3_600_000;
const MONDAY = Date.parse('2026-11-16T22:00:00Z');
const days = [16, 17, 18, 19, 20, 21, 22].map((day) => `2026-11-${day}`);

const care = (payer: string): CareContext => ({
  ageBand: 'adult',
  birthDate: null,
  programmeKind: 'mental-health',
  startsOn: '2026-10-05',
  lastDay: '2026-12-18',
  ended: false,
  payers: [{ from: '2026-10-05', payer }],
  residences: [{ from: '2026-10-05', residenceState: 'NJ', residenceType: 'home' }],
  intensities: [{ from: '2026-10-05', levelOfCare: 'iop', plannedWeeklyMinutes: 540, taper: [] }],
  pauses: [],
});

const rulesOf = ({ id, version }: { readonly id: string; readonly version: number }): ProgrammeRules => ({
  packId: id,
  packVersion: version,
  packs: shippedPacks,
  added: [],
  adopted: [],
  overrides: [],
  organisationOverrides: [],
});

const session = (place: number, minutes: number, isOver: boolean): CareSession => {
  const startsAt = MONDAY + (place % 7) * 24 * HOUR + (place >= 7 ? 2 * HOUR : 0);
  const endsAt = startsAt + HOUR;
  return {
    sessionId: `s${place}`,
    sessionType: place % 3 === 0 ? 'individual' : 'process-group',
    modality: 'video',
    day: days[place % 7] ?? '',
    startsAt,
    endsAt,
    attended: minutes === 0 ? [] : [{ from: startsAt, to: startsAt + minutes * 60_000 }],
    remaining: isOver ? null : { from: startsAt, to: endsAt },
    expected: 8,
    present: 7,
    facilitators: 2,
    patientState: 'NJ',
    licensedIn: ['NJ'],
  };
};

const someSessions = fc
  .uniqueArray(fc.record({ place: fc.nat(13), minutes: fc.nat(60), isOver: fc.boolean() }), {
    selector: ({ place }) => place,
    maxLength: 14,
  })
  .map((all) => all.map(({ place, minutes, isOver }) => session(place, minutes, isOver)));

const moment = fc.record({
  sessions: someSessions,
  payer: fc.constantFrom('Commercial (S9480)', 'BCBSND', 'Medicare'),
  pack: fc.constantFrom(basePack, currentBasePack),
});

describe('the days that are remembered', () => {
  it('are as if they were judged anew each time, whatever changes between', () => {
    fc.assert(
      fc.property(fc.array(moment, { minLength: 2, maxLength: 6 }), (moments) => {
        for (const { sessions, payer, pack } of moments) {
          const rules = rulesOf(pack);
          const sayOfDay = rememberedDays('e1', rules, care(payer), sessions);
          expect(evaluateWeek(weekRules(rules), care(payer), sessions, days, sayOfDay)).toEqual(
            evaluateWeek(weekRules(rules), care(payer), sessions, days),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are not judged again when another day changes', () => {
    const rules = rulesOf(currentBasePack);
    const judged: string[] = [];
    const look = (sessions: readonly CareSession[]): void => {
      const sayOfDay = rememberedDays('e2', rules, care('Commercial'), sessions);
      evaluateWeek(weekRules(rules), care('Commercial'), sessions, days, (day, say) =>
        sayOfDay(day, () => {
          judged.push(day);
          return say();
        }),
      );
    };
    look([session(0, 60, true), session(1, 30, false)]);
    expect(judged.splice(0)).toEqual(days);
    look([session(0, 60, true), session(1, 31, false)]);
    expect(judged).toEqual(['2026-11-17']);
  });

  it('are those of one episode', () => {
    const rules = rulesOf(currentBasePack);
    const sessions = [session(0, 60, true)];
    const said = (enrollmentId: string, payer: string) =>
      evaluateWeek(
        weekRules(rules),
        care(payer),
        sessions,
        days,
        rememberedDays(enrollmentId, rules, care(payer), sessions),
      ).days[0]?.minutes?.packId;
    expect([said('e3', 'Commercial (S9480)'), said('e4', 'Commercial')]).toEqual(['s9480', 'base-iop']);
  });
});
