import { describe, expect, it, jest } from '@jest/globals';
import type { ReplayJobAnswer } from '@hearth/contracts';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, type Answers } from '../../test/render-screen';
import { replayed, showRules } from '../../test/rules-screen';
import { supervisor } from '../../test/staff-documents';
import { flipsCsv } from './flips-csv';

jest.setTimeout(60_000);

describe('a replay', () => {
  it('tries another figure: what flips, in a sentence and day by day', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await showRules();
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
    const { calls } = await showRules(supervisor, 'en', answers);
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
    const { calls } = await showRules(supervisor, 'es', {
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
    await showRules(supervisor, 'en', { [newest]: job({ state: 'done', report }) });
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
    await showRules(supervisor, 'en', { [newest]: job({ state, done: 0, of: 0 }) });
    await user.click(await screen.findByRole('tab', { name: 'Replay' }));
    await screen.findByText(words);
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
