import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectOpenedByKeyboard } from '../../test/keyboard';
import { axeFindings } from '../../test/render-screen';
import { organised, showRules } from '../../test/rules-screen';
import { supervisor } from '../../test/staff-documents';

jest.setTimeout(60_000);

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
    const { calls } = await showRules(supervisor, 'en', {
      ...organised({ mayDecide: true }),
      [`POST ${path}`]: { status: 204, body: null },
    });
    await proposeHours(user);
    await user.click(screen.getByRole('radio', { name: /all programs of the organization \(2 today\)/ }));
    await user.click(screen.getByRole('checkbox', { name: 'Binding' }));
    expect(await axeFindings()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Put in force' }));
    expect(await screen.findByText(/It is in force from that day on/)).toHaveFocus();
    const call = calls.find((each) => each.path === path);
    expect(call?.body).toMatchObject({ binding: true, reason: 'In every program.' });
  });

  it('are no choice for who answers for one programme, and say what is bound when they are refused', async () => {
    const user = userEvent.setup({ delay: null });
    const fault = 'parameters.graceLateMinutes is bound by the organisation from 2026-11-01 on';
    await showRules(supervisor, 'en', {
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
    await showRules(supervisor, 'es', organised({ mayDecide: true, overrides: [bound] }));
    const list = await screen.findByRole('list', {
      name: 'Lo que la organización ha cambiado en todos sus programas',
    });
    expect(within(list).getByText('Obligatorio')).toBeVisible();
    expect(within(list).getByText('Retirar este cambio')).toBeVisible();
  });
});

describe('deciding about the rules', () => {
  const posted = (calls: readonly { method: string; path: string; body: unknown }[], path: string) =>
    calls.find((call) => call.method === 'POST' && call.path === path)?.body;

  it('withdraws a change from a day on, with its reason', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await showRules();
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
    const { calls } = await showRules({ ...supervisor, role: 'admin' });
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
    const { calls } = await showRules({ ...supervisor, role: 'admin' });
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
    await showRules({ ...supervisor, role: 'admin' }, 'en', {
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
    await showRules(supervisor, 'es');
    await user.click(await screen.findByRole('tab', { name: 'Historial' }));
    expect(await screen.findByText(/Cambió cifras de base-iop/)).toBeVisible();
    expect(await axeFindings()).toEqual([]);
  });

  it('leads to the reason when there is none, and says what is missing', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await showRules();
    await user.click(await screen.findByText('Withdraw this change', { selector: 'summary' }));
    const form = screen.getByRole('form', { name: 'Withdraw this change' });
    await user.type(within(form).getByLabelText(/^Last day/), '2026-11-30');
    await user.click(within(form).getByRole('button', { name: 'Withdraw' }));
    const reason = within(form).getByLabelText(/^Reason/);
    expect(reason).toHaveFocus();
    expect(reason).toHaveAccessibleDescription(/Please fill this in\./);
    expect(posted(calls, '/programmes/iop/rules/withdrawals')).toBeUndefined();
    await user.type(reason, 'The contract');
    await user.keyboard('{Escape}');
    expect(screen.getByText(/begun here, not sent yet/)).toBeVisible();
    await expectOpenedByKeyboard(user, 'Withdraw this change', 'Last day on which it holds');
  });

  it('leads to what went wrong, and decides it once when it is tried again', async () => {
    const user = userEvent.setup({ delay: null });
    const path = '/programmes/iop/rules/overrides';
    const { calls } = await showRules(supervisor, 'en', {
      [`POST ${path}`]: { status: 422, body: { code: 'invalid', correlationId: 'c', details: {} } },
    });
    await proposeHours(user);
    const press = () => user.click(screen.getByRole('button', { name: 'Put in force' }));
    await press();
    const alert = await screen.findByRole('alert');
    expect(alert.parentElement).toHaveFocus();
    await press();
    const tries = (): unknown[] => calls.filter((call) => call.path === path).map(({ body }) => body);
    await waitFor(() => expect(tries()).toHaveLength(2));
    expect(tries()[1]).toEqual(tries()[0]);
  });

  it('leads back to a text that is no pack', async () => {
    const user = userEvent.setup({ delay: null });
    await showRules({ ...supervisor, role: 'admin' });
    await user.click(await screen.findByRole('tab', { name: 'New pack' }));
    await user.click(screen.getByRole('button', { name: 'Check and replay' }));
    expect(screen.getByLabelText(/^The pack as JSON/)).toHaveFocus();
    expect(screen.getByLabelText(/^The pack as JSON/)).toBeInvalid();
  });
});
