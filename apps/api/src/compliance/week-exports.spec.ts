import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Verdict } from '@hearth/domain';
import type { PatientWeek } from '@hearth/views';
import { startApi, type ApiUnderTest } from '../testing/api-under-test.js';
import type { Browser } from '../testing/browser.js';
import { aProgramme, PROGRAMME, STAFF } from '../testing/programme-under-test.js';
import { textOfPdf } from '../testing/text-of-pdf.js';
import type { ExportedWeek } from './week-exports.js';
import { weekPdf } from './week-pdf.js';

const MONDAY = '2026-11-16';

const verdict = (
  ruleId: string,
  status: Verdict['status'],
  measure: { readonly minutes: number; readonly target: number },
  sentence: Verdict['sentence'],
): Verdict => ({
  ruleId,
  ruleVersion: 2,
  packId: 'base-iop',
  packVersion: 2,
  scope: 'programme',
  kind: 'day-minutes',
  severity: 'firm',
  inputsHash: `ab12${'0'.repeat(60)}`,
  status,
  minutes: measure.minutes,
  targetMinutes: measure.target,
  neededMinutes: Math.max(0, measure.target - measure.minutes),
  sentence,
});

const short = verdict(
  'BIL-1',
  'missed',
  { minutes: 169, target: 180 },
  {
    key: 'day.missed',
    values: { minutes: 169, target: 180, needed: 11 },
  },
);
const licence = verdict(
  'STF-2',
  'missed',
  { minutes: 0, target: 0 },
  {
    key: 'licence.missing',
    values: { state: 'NJ' },
  },
);
const whole = verdict(
  'HRS-1-adult',
  'met',
  { minutes: 629, target: 540 },
  {
    key: 'week.met',
    values: { minutes: 629, target: 540 },
  },
);
const within = verdict(
  'HRS-3',
  'met',
  { minutes: 629, target: 1140 },
  {
    key: 'ceiling.within',
    values: { minutes: 629, target: 1140 },
  },
);

const counted = { ms: 0, asOf: 0, running: false, until: 0 };
const weekOf = (enrollmentId: string, change: Partial<PatientWeek> = {}): PatientWeek => ({
  patientId: `p-${enrollmentId}`,
  enrollmentId,
  displayName: 'Jordan M.',
  simulated: false,
  payer: 'Commercial',
  residenceState: 'NJ',
  trackId: null,
  ageBand: 'adult',
  weekStart: MONDAY,
  days: [
    {
      day: MONDAY,
      counted: { ...counted, ms: 169 * 60_000 },
      scheduledMinutes: 180,
      remainingMinutes: 0,
      verdict: short,
      others: [{ ...licence, sessionId: 'session-7' }],
      standing: 'missed',
      sessions: [],
    },
  ],
  counted: { ...counted, ms: 629 * 60_000 },
  verdict: whole,
  others: [],
  standing: 'missed',
  ...change,
});

const documentOf = (patients: readonly PatientWeek[]) => ({
  programmeId: PROGRAMME,
  timeZone: 'America/New_York',
  weekStart: MONDAY,
  days: [MONDAY, '2026-11-17'],
  patients,
});

describe('the compliance week as it leaves the program', () => {
  let api: ApiUnderTest;
  let supervisor: Browser;

  beforeEach(async () => {
    api = await startApi();
    await aProgramme(api);
    supervisor = await api.as(STAFF.supervisor);
  });
  afterEach(() => api.close());

  const path = (form: 'csv' | 'pdf', query: Readonly<Record<string, string>> = {}): string =>
    `/programmes/${PROGRAMME}/compliance-week.${form}?${new URLSearchParams({ weekStart: MONDAY, ...query }).toString()}`;
  const lines = async (query: Readonly<Record<string, string>> = {}): Promise<readonly string[]> =>
    (await supervisor.get(path('csv', query))).text.trim().split('\r\n');
  const pages = async (query: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => {
    const answer = await supervisor.get(path('pdf', query));
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    return textOfPdf(answer.body as Buffer);
  };
  const put = (patients: readonly PatientWeek[]): void =>
    api.views.put('programme-week', `${PROGRAMME}/${MONDAY}`, documentOf(patients));

  it('has a line for each verdict, with the rule, its version, the hash of what it followed from, and the sentence', async () => {
    put([weekOf('e')]);
    const inputs = short.inputsHash;
    expect((await lines()).slice(1)).toEqual([
      `Jordan M.,e,Commercial,NJ,day,2026-11-16,missed,169,180,11,BIL-1,2,base-iop,2,firm,,${inputs},169 of 180 min: 11 short of a program day.`,
      `Jordan M.,e,Commercial,NJ,day,2026-11-16,missed,0,0,0,STF-2,2,base-iop,2,firm,session-7,${inputs},"Nobody who leads the session is licensed in NJ, where the patient is."`,
      `Jordan M.,e,Commercial,NJ,week,2026-11-16,met,629,540,0,HRS-1-adult,2,base-iop,2,firm,,${inputs},629 of 540 min: the week is complete.`,
    ]);
  });

  it('has also what other rules found fine, from the patient’s own week', async () => {
    const own = weekOf('e', { others: [within] });
    put([weekOf('e')]);
    api.views.put('week', 'e', {
      enrollmentId: 'e',
      patientId: 'p-e',
      programmeId: PROGRAMME,
      timeZone: 'America/New_York',
      weeks: [own],
    });
    expect((await lines()).at(-1)).toContain('629 min: within the 1140 min of this level of care.');
  });

  it('holds those who fit what is asked for, and only its head when there is nobody', async () => {
    put([
      weekOf('e'),
      weekOf('f', {
        displayName: 'Ana',
        payer: 'TRICARE',
        residenceState: 'TX',
        standing: 'met',
        trackId: 't1',
      }),
    ]);
    const who = async (query: Readonly<Record<string, string>>) =>
      [...new Set((await lines(query)).slice(1).map((line) => line.split(',')[1]))].join();
    expect(await who({})).toBe('e,f');
    expect(await who({ payer: 'TRICARE' })).toBe('f');
    expect(await who({ state: 'NJ' })).toBe('e');
    expect(await who({ standing: 'met' })).toBe('f');
    expect(await who({ trackId: 't1' })).toBe('f');
    expect(await lines({ trackId: 't2' })).toHaveLength(1);
    expect((await supervisor.get(path('csv', { weekStart: 'monday' }))).status).toBe(400);
    expect((await supervisor.get(path('pdf', { standing: 'fine' }))).status).toBe(400);
  });

  it('is written on paper in the words of the screen, with rule, version and the beginning of the hash', async () => {
    put([weekOf('e')]);
    const [page = ''] = await pages();
    for (const words of [
      'Compliance week',
      'week from Monday, November 16 to Sunday, November 22',
      'Jordan M.',
      'Not reached · 629 of 540 min · Commercial · NJ',
      '169 / 180',
      '11 short of a program day.',
      'BIL-1 v2 (base-iop v2)',
      'ab12000000',
      'Page 1 of 1',
    ])
      expect(page.replace(/\s+/g, ' ')).toContain(words);
    const audited = api.store.wire('audit', '2026-11-16').map(({ data }) => data as object);
    expect(audited).toContainEqual(
      expect.objectContaining({ action: 'export', entity: { kind: 'compliance-week', id: PROGRAMME } }),
    );
  });

  it('says whom it holds when not everybody, and that nobody fits', async () => {
    put([weekOf('e')]);
    expect((await pages({ payer: 'Commercial' }))[0]).toContain('Only: payer Commercial.');
    expect((await pages({ payer: 'TRICARE' }))[0]).toContain('Nobody fits.');
  });
});

describe('the paper of a week', () => {
  const exported = (patients: number, language: 'en' | 'es', name: string): ExportedWeek => {
    const week = weekOf('e');
    const { days: _days, others: _others, counted: _counted, ...rest } = week;
    return {
      programmeTitle: 'Evening IOP',
      timeZone: 'America/New_York',
      weekStart: MONDAY,
      madeAt: Date.UTC(2026, 10, 18, 22, 30),
      language,
      chosen: {},
      packs: [{ id: 'base-iop', version: 2, title: 'Base' }],
      patients: Array.from({ length: patients }, (_, place) => ({
        row: {
          ...rest,
          enrollmentId: `e${place}`,
          displayName: name,
          minutes: 629,
          says: whole,
          cells: [
            { day: MONDAY, minutes: 169, running: false, verdict: short, standing: 'missed' as const },
            { day: '2026-11-17', minutes: null, running: false, verdict: null, standing: null },
          ],
        },
        said: [
          { span: 'day' as const, from: MONDAY, verdict: short },
          { span: 'day' as const, from: '2026-11-17', verdict: licence },
          { span: 'week' as const, from: MONDAY, verdict: whole },
        ],
      })),
    };
  };

  it('keeps accents, also of names that are longer than a line', async () => {
    const name = `Zoë Ñuñez-Łukasiewicz ${'de la Concepción Inmaculada y Fernández '.repeat(4)}Öström`;
    // Each change of font begins another piece of text.
    const together = (text: string): string => text.replace(/\s+/g, '');
    const text = together(textOfPdf(await weekPdf(exported(1, 'es', name))).join(''));
    for (const words of [name, 'Semana de cumplimiento', 'Situación', 'lun, 16 nov', 'confidencial'])
      expect(text).toContain(together(words));
    expect(text).not.toContain('\uFFFD');
    // Nothing was planned on Tuesday.
    expect(text).not.toContain('17nov');
  });

  it('names programme and week above each of its pages, and counts them', async () => {
    const pages = textOfPdf(await weekPdf(exported(40, 'en', 'Jordan M.')));
    expect(pages.length).toBeGreaterThan(3);
    pages.forEach((page, index) => {
      const text = page.replace(/\s+/g, ' ');
      expect(text).toContain('Hearth · Evening IOP · week from Monday, November 16');
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
    });
    expect(pages.join(' ').match(/Jordan M\./g)).toHaveLength(40);
  });
});
