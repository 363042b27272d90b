import { describe, expect, it } from '@jest/globals';
import { enrollmentView } from '../enrollment/view.js';
import type { OutlineDocument, OutlinePatient } from '../outline/view.js';
import { programmeView } from '../programme/view.js';
import { rulesReachView } from '../rule-pack/reach.js';
import { rulesView } from '../rule-pack/view.js';
import { lookupOf, minutes, START, told, programmeEstablished } from '../testing/story.js';
import { deriveWeek, type WeekParts } from './derive.js';
import { ownWeek } from './own-week.js';
import { programmeWeekView, weekView } from './view.js';

const HOUR = 60;
const DAY = 24 * HOUR;

const programme = told(programmeView, 'p1', [programmeEstablished]).document;

const enrolled = {
  type: 'PatientEnrolled' as const,
  data: {
    enrollmentId: 'e-ana',
    patientId: 'ana',
    programmeId: 'p1',
    groupIds: ['g1'],
    primaryTherapistId: 'maya',
    startsOn: '2026-10-05',
    plannedEndOn: '2026-12-20',
    ageBand: 'adult' as const,
    payer: 'Commercial',
    residenceState: 'NY',
    asksSubstanceUse: false,
    at: 0,
    trackId: null,
    residenceType: 'home' as const,
    levelOfCare: 'iop' as const,
    priorLevelOfCare: 'none' as const,
    plannedWeeklyMinutes: null,
    taper: [],
  },
};

const attended = (from: number, to: number, running = false): Partial<OutlinePatient> => ({
  place: 'in-room',
  counted: { ms: (to - from) * 60_000, asOf: minutes(to), running, until: minutes(60) },
  countedSpans: [{ from: minutes(from), to: minutes(to) }],
});

/** A group of 60 minutes that starts so many minutes after the first of the week. */
const group = (
  startsIn: number,
  status: OutlineDocument['status'],
  patient: Partial<OutlinePatient> = {},
): OutlineDocument => ({
  sessionId: `s${startsIn}`,
  programmeId: 'p1',
  title: 'Process group',
  sessionType: 'process-group',
  startsAt: minutes(startsIn),
  endsAt: minutes(startsIn + HOUR),
  timeZone: 'America/New_York',
  status,
  facilitators: [],
  signals: [],
  patients: [
    {
      patientId: 'ana',
      enrollmentId: 'e-ana',
      displayName: 'Ana R.',
      place: 'expected',
      checkedIn: false,
      missing: [],
      safety: false,
      state: null,
      counted: { ms: 0, asOf: 0, running: false, until: 0 },
      countedSpans: [],
      flags: [],
      ...patient,
    },
  ],
});

const parts = (outlines: readonly OutlineDocument[], events = [enrolled]): WeekParts => ({
  enrollment: told(enrollmentView, 'e-ana', events).document,
  outlines,
  profile: null,
  programme,
  rules: null,
  organisation: null,
  staff: [],
});

const weekOf = (...outlines: OutlineDocument[]) => deriveWeek('e-ana', parts(outlines))?.weeks[0];
const monday = (week: ReturnType<typeof weekOf>) => week?.days[0];

describe("a patient's week", () => {
  it('starts on Monday and puts each session on its local day', () => {
    const week = weekOf(group(0, 'scheduled'), group(DAY, 'scheduled'));
    expect(week?.weekStart).toBe('2026-11-16');
    expect(week?.days.map(({ scheduledMinutes }) => scheduledMinutes)).toEqual([60, 60, 0, 0, 0, 0, 0]);
  });

  it('is on track while the evening can still make three hours', () => {
    const week = weekOf(
      group(0, 'live', attended(0, 30, true)),
      group(70, 'scheduled'),
      group(140, 'scheduled'),
    );
    expect(monday(week)).toMatchObject({
      counted: { ms: 30 * 60_000, running: true },
      remainingMinutes: 150,
      verdict: { status: 'on-track', neededMinutes: 150 },
    });
  });

  it('is at risk at once for somebody who joined eleven minutes late', () => {
    const week = weekOf(
      group(0, 'live', attended(11, 30, true)),
      group(70, 'scheduled'),
      group(140, 'scheduled'),
    );
    expect(monday(week)?.verdict.status).toBe('at-risk');
  });

  it('does not count one minute twice when two sessions overlap', () => {
    const week = weekOf(group(0, 'ended', attended(0, 60)), group(30, 'ended', attended(30, 90)));
    expect(monday(week)?.counted.ms).toBe(90 * 60_000);
  });

  it('counts neither a cancelled session nor one of a kind that the pack leaves out', () => {
    const visit: OutlineDocument = { ...group(70, 'ended', attended(70, 100)), sessionType: 'medication' };
    const week = weekOf(group(0, 'ended', attended(0, 60)), group(140, 'cancelled'), visit);
    expect(monday(week)).toMatchObject({ scheduledMinutes: 60, counted: { ms: 60 * 60_000 } });
  });

  it('is settled by what was held once a session of it was not, and blames no day on the patient', () => {
    const held = group(0, 'ended', attended(0, 60));
    const waiting = weekOf(held, group(DAY, 'scheduled'));
    const over = weekOf(held, group(DAY, 'cancelled'));
    expect([waiting?.verdict.status, over?.verdict.status]).toEqual(['at-risk', 'missed']);
    const tuesday = (week: typeof over) => week?.days[1];
    expect([tuesday(waiting)?.remainingMinutes, tuesday(over)?.remainingMinutes]).toEqual([60, 0]);
    expect(tuesday(over)?.verdict.status).toBe('not-applicable');
  });

  it('goes by the credit once a session is sealed, and by its correction after that', () => {
    const credit = (countedMinutes: number, correction: number) => ({
      type: 'AttendanceCredited' as const,
      data: {
        sessionId: 's0',
        sessionType: 'process-group',
        startsAt: START,
        endsAt: minutes(60),
        day: '2026-11-16',
        rawMs: countedMinutes * 60_000,
        countedMs: countedMinutes * 60_000,
        uncertaintyMs: 0,
        countedSpans: [{ from: START, to: minutes(countedMinutes) }],
        flags: [],
        sealHash: 'a'.repeat(64),
        correction,
        at: minutes(70),
      },
    });
    const sealed = [group(0, 'sealed', attended(0, 49))];
    const enrollment = told(enrollmentView, 'e-ana', [
      enrolled,
      credit(49, 0),
      credit(60, 1),
      credit(49, 0),
    ]).document;
    const week = deriveWeek('e-ana', { ...parts(sealed), enrollment })?.weeks[0];
    expect(monday(week)).toMatchObject({ counted: { ms: 60 * 60_000 }, sessions: [{ sealed: true }] });
  });

  it('leaves nothing to hope for in the session that one was removed from', () => {
    const week = weekOf(group(0, 'live', { ...attended(0, 20), place: 'removed' }), group(70, 'scheduled'));
    expect(monday(week)?.remainingMinutes).toBe(60);
  });

  it('does not exist without an episode of care', () => {
    expect(deriveWeek('e-ana', { ...parts([group(0, 'live')]), enrollment: null })).toBeNull();
  });

  it('asks only for the programme weeks that have changed', () => {
    const before = deriveWeek('e-ana', parts([group(0, 'scheduled'), group(7 * DAY, 'scheduled')]));
    const after = deriveWeek(
      'e-ana',
      parts([group(0, 'live', attended(0, 5, true)), group(7 * DAY, 'scheduled')]),
    );
    if (before === null || after === null) throw new Error('no week was derived');
    const use = { view: 'authorization-use', key: 'e-ana' };
    const changed = { view: 'programme-week', key: 'p1/2026-11-16' };
    expect(weekView.dependents(after, before)).toEqual([changed, use]);
    expect(weekView.dependents(after, null)).toHaveLength(3);
  });
});

describe("a programme's week", () => {
  it('lists everybody of that week by name', () => {
    const documents = ['Jo', 'Ana'].map((displayName) => {
      const week = deriveWeek('e-ana', parts([group(0, 'scheduled')]));
      if (week === null) throw new Error('no week was derived');
      return { ...week, weeks: week.weeks.map((each) => ({ ...each, displayName })) };
    });
    const document = programmeWeekView.derive('p1/2026-11-16', documents);
    expect(document?.patients.map(({ displayName }) => displayName)).toEqual(['Ana', 'Jo']);
    expect(document?.days).toHaveLength(7);
  });

  it('has of each patient only the days on which there is something', () => {
    const week = deriveWeek('e-ana', parts([group(0, 'scheduled')]));
    if (week === null) throw new Error('no week was derived');
    const [patient] = programmeWeekView.derive('p1/2026-11-16', [week])?.patients ?? [];
    expect(week.weeks[0]?.days).toHaveLength(7);
    expect(patient?.days).toEqual([week.weeks[0]?.days[0]]);
    expect(patient?.standing).toBe(week.weeks[0]?.standing);
  });

  it('keeps a day without sessions of which a rule says something', () => {
    const week = deriveWeek('e-ana', parts([group(0, 'scheduled')]));
    const [first] = week?.weeks ?? [];
    const tuesday = first?.days[1];
    if (week === null || first === undefined || tuesday === undefined) throw new Error('no week was derived');
    const told = { ...tuesday, others: [{ ...tuesday.verdict, status: 'missed' as const }] };
    const weeks = [{ ...first, days: first.days.with(1, told) }];
    const [patient] = programmeWeekView.derive('p1/2026-11-16', [{ ...week, weeks }])?.patients ?? [];
    expect(patient?.days.map(({ day }) => day)).toEqual(['2026-11-16', '2026-11-17']);
  });
});

describe('the rules of a patient', () => {
  const long = (patient: Partial<OutlinePatient>): OutlineDocument => ({
    ...group(0, 'ended', patient),
    endsAt: minutes(180),
  });
  const withPayer = (payer: string, of: Partial<WeekParts> = {}) =>
    deriveWeek('e-ana', {
      ...parts([long(attended(0, 125))], [{ ...enrolled, data: { ...enrolled.data, payer } }]),
      ...of,
    })?.weeks[0];

  it('follow from the payer, and say what can be billed of a day that does not qualify', () => {
    const verdict = monday(withPayer('NY Medicaid'))?.verdict;
    expect(verdict).toMatchObject({
      packId: 'ny-medicaid',
      status: 'not-billable',
      discrete: [{ sessionId: 's0', code: '90853', minutes: 125 }],
    });
    expect(monday(withPayer('TRICARE'))?.verdict).toMatchObject({ packId: 'tricare', status: 'met' });
  });

  it('bill no minute of two sessions at once twice', () => {
    const first = long(attended(0, 125));
    const second = { ...long(attended(100, 170)), sessionId: 's1', startsAt: minutes(100) };
    for (const sessions of [
      [first, second],
      [second, first],
    ])
      expect(monday(withPayer('NY Medicaid', { outlines: sessions }))?.verdict).toMatchObject({
        minutes: 170,
        discrete: [
          { sessionId: 's0', code: '90853', minutes: 125 },
          { sessionId: 's1', code: '90853', minutes: 45 },
        ],
      });
  });

  it('let Medicare cover nothing at home, and count the care all the same', () => {
    const week = withPayer('Medicare');
    expect(monday(week)).toMatchObject({ counted: { ms: 125 * 60_000 }, standing: 'not-billable' });
    expect(monday(week)?.others.map(({ ruleId }) => ruleId)).toContain('MCR-6');
  });

  it('are those that the programme has decided on', () => {
    const rules = told(rulesView, 'p1', [
      {
        type: 'RulesOverridden',
        data: {
          programmeId: 'p1',
          overrideId: 'o1',
          packId: 'base-iop',
          ruleId: 'BIL-1',
          parameters: { targetHours: 2 },
          effectiveFrom: '2026-11-16',
          effectiveTo: null,
          by: 'ruth',
          at: 1,
          personal: { reason: 'Two hours, by the new contract.' },
        },
      },
    ]).document;
    expect(monday(withPayer('Commercial'))?.verdict.status).toBe('missed');
    expect(monday(withPayer('Commercial', { rules }))?.verdict).toMatchObject({
      status: 'met',
      overrides: ['o1'],
    });
    expect(rules.decisions).toMatchObject([{ by: 'ruth', reason: 'Two hours, by the new contract.' }]);
  });

  it('are asked again of every week when a decision changes them', async () => {
    const rules = told(rulesView, 'p1', []).document;
    const parts = {
      ...{ programme: null, rules, organisation: null },
      enrollmentIds: ['e-jo', 'e-ana'],
      boards: ['p1/2026-11-16'],
      calendars: ['p1/2026-11-16'],
    };
    const reach = rulesReachView.derive('p1', parts);
    expect(reach === null ? [] : rulesReachView.dependents(reach, null)).toEqual([
      { view: 'week', key: 'e-ana' },
      { view: 'week', key: 'e-jo' },
      { view: 'board', key: 'p1/2026-11-16' },
      { view: 'calendar', key: 'p1/2026-11-16' },
    ]);
    const members = new Map([
      ['enrollments-of-programme:p1', ['e-ana']],
      ['boards-of-programme:p1', ['p1/2026-11-16']],
    ]);
    const gathered = await rulesReachView.gather('p1', lookupOf(new Map([['rules/p1', rules]]), members));
    expect(gathered).toEqual({
      ...{ programme: null, rules, organisation: null },
      enrollmentIds: ['e-ana'],
      boards: ['p1/2026-11-16'],
      calendars: [],
    });
  });

  it('stay with the staff: a patient gets minutes, and nothing of what can be billed', () => {
    const document = deriveWeek('e-ana', parts([long(attended(0, 125))]));
    if (document === null) throw new Error('no week was derived');
    const own = ownWeek(document).weeks.flatMap((week) => [week, ...week.days]);
    expect(own.flatMap(({ others }) => others)).toEqual([]);
  });
});
