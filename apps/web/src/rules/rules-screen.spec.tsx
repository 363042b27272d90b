import type { ProgrammeRulesAnswer, ReplayAnswer, ReplayJobAnswer } from '@hearth/contracts';
import { currentBasePack, shippedPacks } from '@hearth/domain';
import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { supervisor, therapist } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { flipsCsv } from './flips-csv';
import { RulesScreen } from './rules-screen';

jest.setTimeout(60_000);

const rules: ProgrammeRulesAnswer = {
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
const replayed: ReplayAnswer = {
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

const show = (me = supervisor, language: 'en' | 'es' = 'en', answers: Answers = {}) =>
  renderScreen({
    screen: RulesScreen,
    path: '/rules',
    at: '/rules',
    me,
    documents: {},
    now: minute(30),
    language,
    answers: {
      'GET /programmes/iop/rules': { status: 200, body: rules },
      'POST /programmes/iop/replay': { status: 200, body: replayed },
      'GET /programmes/iop/replays/newest': { status: 200, body: { replay: null } },
      ...answers,
    },
  });

const organised = (organisation: Partial<ProgrammeRulesAnswer['organisation']>): Answers => ({
  'GET /programmes/iop/rules': {
    status: 200,
    body: { ...rules, organisation: { ...rules.organisation, ...organisation } },
  },
});

const proposeHours = async (user: ReturnType<typeof userEvent.setup>): Promise<void> => {
  await user.click(await screen.findByRole('tab', { name: 'Replay' }));
  await user.selectOptions(
    screen.getByLabelText('Try another figure'),
    'Grace for coming late, minutes (10)',
  );
  await user.click(screen.getByRole('button', { name: 'Replay' }));
  await user.type(await screen.findByLabelText(/Reason/), 'In every program.');
};

describe('the rules of a whole organisation', () => {
  it('are put in force in all of its programmes by who answers for each of them', async () => {
    const user = userEvent.setup({ delay: null });
    const path = '/organisations/org/rules/overrides';
    const { calls } = await show(supervisor, 'en', {
      ...organised({ mayDecide: true }),
      [`POST ${path}`]: { status: 204, body: null },
    });
    await proposeHours(user);
    await user.click(screen.getByRole('radio', { name: /all programs of the organization \(2 today\)/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Binding' }));
    expect(await axeFindings()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Put in force' }));
    await screen.findByText(/It is in force from that day on/);
    const call = calls.find((each) => each.path === path);
    expect(call?.body).toMatchObject({ binding: true, reason: 'In every program.' });
  });

  it('are no choice for who answers for one programme, and say what is bound when they are refused', async () => {
    const user = userEvent.setup({ delay: null });
    const fault = 'parameters.graceLateMinutes is bound by the organisation from 2026-11-01 on';
    await show(supervisor, 'en', {
      'POST /programmes/iop/rules/overrides': {
        status: 422,
        body: { code: 'invalid', correlationId: 'c', details: { faults: [fault] } },
      },
    });
    await proposeHours(user);
    expect(screen.queryByRole('radio')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Put in force' }));
    expect(await screen.findByText(fault)).toBeVisible();
  });

  it('are there beside the programme’s own, and can be withdrawn by who may', async () => {
    const bound = {
      overrideId: 'o2',
      packId: 'base-iop',
      ruleId: 'BIL-1',
      parameters: { targetHours: 3 },
      binding: true,
      effectiveFrom: '2026-11-18',
      effectiveTo: null,
    };
    await show(supervisor, 'es', organised({ mayDecide: true, overrides: [bound] }));
    const list = await screen.findByRole('list', {
      name: 'Lo que la organización ha cambiado en todos sus programas',
    });
    expect(within(list).getByText('Obligatorio')).toBeVisible();
    expect(within(list).getByText('Retirar este cambio')).toBeVisible();
  });
});

describe('the rules of a programme', () => {
  it.each(['en', 'es'] as const)('have nothing that axe finds, in %s', async (language) => {
    await show(supervisor, language);
    await screen.findByText(currentBasePack.title);
    expect(await axeFindings()).toEqual([]);
  });

  it('are there with their source, and what the programme has changed with its reason', async () => {
    const user = userEvent.setup({ delay: null });
    await show();
    await user.click(await screen.findByText('TRICARE'));
    const table = screen.getByRole('table', { name: 'TRICARE' });
    expect(
      within(table).getByRole('row', { name: /HRS-7-day.*2 hours on a treatment day.*Policy Manual/ }),
    ).toBeVisible();
    expect(screen.getByText('By the new contract. (Ruth Abara)')).toBeVisible();
  });

  it('can be read by a therapist, and tried out by those who oversee', async () => {
    await show(therapist);
    await screen.findByText(currentBasePack.title);
    expect(screen.queryByRole('tab')).toBeNull();
  });

  it('are replayed with another figure: what flips, in a sentence and day by day', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show();
    await user.click(await screen.findByRole('tab', { name: 'Replay' }));
    await user.selectOptions(
      screen.getByLabelText('Try another figure'),
      'Grace for coming late, minutes (10)',
    );
    await user.clear(screen.getByLabelText(/^Value/));
    await user.type(screen.getByLabelText(/^Value/), '5');
    await user.click(screen.getByRole('button', { name: 'Replay' }));
    expect(await screen.findByText('12 days and 3 weeks flip, of 40 weeks of 10 patients.')).toBeVisible();
    expect(calls.find(({ path }) => path === '/programmes/iop/replay')?.body).toMatchObject({
      packId: 'base-iop',
      version: 2,
      proposal: {
        ruleId: null,
        parameters: { graceLateMinutes: 5, lateness: 'forgiven-within-grace' },
      },
    });
    await user.type(screen.getByLabelText(/^Reason/), 'Agreed with the payer.');
    await user.click(screen.getByRole('button', { name: 'Put in force' }));
    expect(await screen.findByText(/You find it under Packs/)).toBeVisible();
    const put = calls.find(({ path }) => path === '/programmes/iop/rules/overrides');
    expect(put?.body).toMatchObject({
      packId: 'base-iop',
      ruleId: null,
      parameters: { graceLateMinutes: 5 },
      effectiveFrom: '2026-11-17',
      reason: 'Agreed with the payer.',
    });
    const row = screen.getByRole('row', { name: /Monday.*BIL-1.*Met.*Not reached/ });
    expect(row).toBeVisible();
    expect(await axeFindings()).toEqual([]);
  });
});

const job = (change: Partial<ReplayJobAnswer>): { readonly status: number; readonly body: unknown } => ({
  status: 200,
  body: {
    replay: {
      replayId: 'r1',
      state: 'running',
      done: 250,
      of: 1_000,
      askedAt: 1,
      request: {
        from: '2026-01-01',
        to: '2026-11-16',
        packId: 'base-iop',
        version: 2,
        proposal: { ruleId: 'BIL-1', parameters: { targetHours: 2.5 } },
      },
      report: null,
      ...change,
    } satisfies ReplayJobAnswer,
  },
});
const newest = 'GET /programmes/iop/replays/newest';

describe('a replay of a long period', () => {
  it('is asked of the worker, and watched from any page until somebody stops it', async () => {
    const user = userEvent.setup({ delay: null });
    const answers: Answers = {
      'POST /programmes/iop/replays': { status: 202, body: { replayId: 'r1' } },
      'DELETE /programmes/iop/replays/r1': { status: 204, body: undefined },
    };
    const { calls } = await show(supervisor, 'en', answers);
    await user.click(await screen.findByRole('tab', { name: 'Replay' }));
    const from = await screen.findByLabelText(/^From/);
    await user.clear(from);
    await user.type(from, '2026-01-01');
    await user.click(screen.getByRole('button', { name: 'Replay' }));
    await waitFor(() => {
      expect(calls.find(({ path }) => path === '/programmes/iop/replays')?.body).toMatchObject({
        from: '2026-01-01',
        packId: 'base-iop',
      });
    });
    expect(calls.some(({ path }) => path === '/programmes/iop/replay')).toBe(false);
  });

  it('says how far it is, and can be stopped', async () => {
    const user = userEvent.setup({ delay: null });
    const stop = 'DELETE /programmes/iop/replays/r1';
    const { calls } = await show(supervisor, 'es', {
      [newest]: job({}),
      [stop]: { status: 204, body: undefined },
    });
    await user.click(await screen.findByRole('tab', { name: 'Repetición' }));
    await screen.findByText(/250 de 1.?000 episodios/);
    expect(await axeFindings()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Detenerla' }));
    await waitFor(() => {
      expect(calls.some(({ method, path }) => `${method} ${path}` === stop)).toBe(true);
    });
  });

  it('shows what flips, and what was tried can be put in force', async () => {
    const user = userEvent.setup({ delay: null });
    const report = { ...replayed, leftOut: 7 };
    await show(supervisor, 'en', { [newest]: job({ state: 'done', report }) });
    await user.click(await screen.findByRole('tab', { name: 'Replay' }));
    await screen.findByText(/12 days and 3 weeks flip/);
    expect(screen.getByText('BIL-1 targetHours 2.5')).toBeVisible();
    expect(screen.getByText('7 more flips are counted above and not listed.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Put in force' })).toBeVisible();
  });

  it.each([
    ['cancelled', /It was stopped/],
    ['failed', /could not be finished/],
    ['waiting', /waits for its turn/],
  ] as const)('says when it is %s', async (state, words) => {
    const user = userEvent.setup({ delay: null });
    await show(supervisor, 'en', { [newest]: job({ state, done: 0, of: 0 }) });
    await user.click(await screen.findByRole('tab', { name: 'Replay' }));
    await screen.findByText(words);
  });
});

describe('deciding about the rules', () => {
  const posted = (calls: readonly { method: string; path: string; body: unknown }[], path: string) =>
    calls.find((call) => call.method === 'POST' && call.path === path)?.body;

  it('withdraws a change from a day on, with its reason', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show();
    await user.click(await screen.findByText('Withdraw this change', { selector: 'summary' }));
    const form = screen.getByRole('form', { name: 'Withdraw this change' });
    await user.type(within(form).getByLabelText(/^Last day/), '2026-11-30');
    await user.type(within(form).getByLabelText(/^Reason/), 'The contract ended.');
    await user.click(within(form).getByRole('button', { name: 'Withdraw' }));
    await waitFor(() =>
      expect(posted(calls, '/programmes/iop/rules/withdrawals')).toEqual({
        overrideId: 'o1',
        lastDay: '2026-11-30',
        reason: 'The contract ended.',
      }),
    );
    expect(await axeFindings()).toEqual([]);
  });

  it('adopts an optional pack, as an administrator', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show({ ...supervisor, role: 'admin' });
    const form = await screen.findByRole('form', { name: /^Adopt/, hidden: true });
    await user.type(within(form).getByLabelText(/^Reason/), 'We are accredited now.');
    await user.click(within(form).getByRole('button', { name: /^Adopt/, hidden: true }));
    await waitFor(() =>
      expect(posted(calls, '/programmes/iop/rules/adoptions')).toMatchObject({
        packId: 'behavioral-health-standards',
      }),
    );
  });

  it('shows what a new pack would flip, and puts exactly that text in force', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show({ ...supervisor, role: 'admin' });
    await user.click(await screen.findByRole('tab', { name: 'New pack' }));
    await user.click(screen.getByLabelText(/^The pack as JSON/));
    await user.paste('{"id":"x"}');
    await user.click(screen.getByRole('button', { name: 'Check and replay' }));
    expect(await screen.findByText(/12 days and 3 weeks flip/)).toBeVisible();
    expect(posted(calls, '/programmes/iop/replay')).toMatchObject({ document: '{"id":"x"}' });
    await user.type(screen.getByLabelText(/^Reason/), 'New contract.');
    await user.click(screen.getByRole('button', { name: 'Put this pack in force' }));
    await waitFor(() =>
      expect(posted(calls, '/programmes/iop/rules/packs')).toEqual({
        document: '{"id":"x"}',
        reason: 'New contract.',
      }),
    );
    await user.type(screen.getByLabelText(/^The pack as JSON/), ' ');
    expect(await screen.findByText(/The text has changed since/)).toBeVisible();
    expect(await axeFindings()).toEqual([]);
  });

  it('names every fault of a pack, and puts nothing in force', async () => {
    const user = userEvent.setup({ delay: null });
    const faults = ['definitions is missing', 'rules.0.kind is unknown'];
    await show({ ...supervisor, role: 'admin' }, 'en', {
      'POST /programmes/iop/replay': {
        status: 422,
        body: { code: 'invalid', correlationId: 'c', details: { faults } },
      },
    });
    await user.click(await screen.findByRole('tab', { name: 'New pack' }));
    await user.click(screen.getByLabelText(/^The pack as JSON/));
    await user.paste('{"id":"x"}');
    await user.click(screen.getByRole('button', { name: 'Check and replay' }));
    for (const fault of faults) expect(await screen.findByText(fault)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Put this pack in force' })).toBeNull();
  });

  it('can be followed back: who decided what, and why', async () => {
    const user = userEvent.setup({ delay: null });
    await show(supervisor, 'es');
    await user.click(await screen.findByRole('tab', { name: 'Historial' }));
    expect(await screen.findByText(/Cambió cifras de base-iop/)).toBeVisible();
    expect(await axeFindings()).toEqual([]);
  });
});

describe('what flips as a file', () => {
  it('has a line for each, quotes what needs it, and holds no formula', () => {
    expect(flipsCsv(replayed).split('\r\n')).toEqual([
      'on,span,patient,enrollment,rule,was,was_pack,replayed,replayed_pack',
      `2026-11-16,day,"'=Alma, R.",e1,BIL-1,met,base-iop 2,missed,base-iop 2`,
      '',
    ]);
  });
});
