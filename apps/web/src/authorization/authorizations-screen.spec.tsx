import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { a01Terms } from '../../../../libs/views/src/testing/a-eve';
import { authorizationRow, authorizationsOf, useOfA01 } from '../../test/follow-up-documents';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { supervisor } from '../../test/staff-documents';
import { AuthorizationsScreen } from './authorizations-screen';
import { nothingWritten, readTerms } from './written-terms';

jest.setTimeout(60_000);

/** Thursday 19 November 2026, 21:00 in New York. */
const THURSDAY = Date.UTC(2026, 10, 20, 2, 0);

const three = authorizationsOf(
  authorizationRow(),
  authorizationRow({
    authorizationId: 'auth-b',
    displayName: 'Bartholomew Featherstonehaugh-Okonkwo',
    terms: { ...a01Terms, payer: 'TRICARE', review: { nextOn: null, everyDays: null } },
    used: 3,
    left: 27,
  }),
  authorizationRow({ authorizationId: 'auth-c', displayName: 'Dev', closed: 'replaced' }),
);

const show = (language: 'en' | 'es' = 'en', document: typeof three | null = three) =>
  renderScreen({
    screen: AuthorizationsScreen,
    path: '/authorizations',
    at: '/authorizations',
    me: supervisor,
    documents: { 'authorizations iop': document, 'authorization-use e-a01': useOfA01 },
    now: THURSDAY,
    language,
  });

describe('the authorizations of a programme', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(language);
    await screen.findByText('Alma R.');
    expect(await axeFindings()).toEqual([]);
  });

  it('says of A01 on Thursday that 24 of 30 units are used, and that this is 80 %', async () => {
    await show();
    const row = (await screen.findByRole('rowheader', { name: /Alma R\./ })).closest('tr');
    if (row === null) throw new Error('there is no row');
    expect(within(row).getByText('24 of 30')).toBeVisible();
    expect(within(row).getByText('6 units left')).toBeVisible();
    expect(within(row).getByText('80 % used')).toBeVisible();
    expect(within(row).getByText(/29 days left/)).toBeVisible();
    const calm = screen.getByRole('rowheader', { name: /Bartholomew/ }).closest('tr');
    if (calm === null) throw new Error('there is no row');
    expect(within(calm).getByText('Nothing')).toBeVisible();
    expect(screen.queryByText('Dev')).toBeNull();
  });

  it('shows what is chosen', async () => {
    const user = userEvent.setup({ delay: null });
    await show();
    await user.selectOptions(await screen.findByLabelText('Show'), 'Over or closed');
    expect(screen.getByText('Dev')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Show'), 'All');
    await user.type(screen.getByLabelText('Patient or payer'), 'tricare');
    expect(screen.getAllByRole('rowheader')).toHaveLength(1);
    await user.type(screen.getByLabelText('Patient or payer'), 'xyz');
    expect(screen.getByText('Nothing matches')).toBeVisible();
  });

  it('tells which day used a unit, and what to bill of one that did not', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show();
    await user.click(await screen.findByRole('button', { name: 'Details: Alma R.' }));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('A-4711')).toBeVisible();
    expect(within(dialog).getByText('S9480 · 0905 · POS 10 · 95')).toBeVisible();
    expect(within(dialog).getByText(/no unit, 55 min short/)).toBeVisible();
    expect(within(dialog).getByText('Bill instead: 90853 (60 min)')).toBeVisible();
    await user.click(within(dialog).getByRole('button', { name: 'Record a review' }));
    await user.click(within(dialog).getByRole('button', { name: 'Save the review' }));
    await waitFor(() =>
      expect(calls.at(-1)).toEqual({
        method: 'POST',
        path: '/authorizations/auth-a01/reviews',
        body: { on: '2026-11-19', outcome: 'continued' },
      }),
    );
  });

  it('says what is missing of a new one', async () => {
    const user = userEvent.setup({ delay: null });
    await show('en', authorizationsOf());
    expect(await screen.findByText('No authorizations yet')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Enter an authorization' }));
    await user.click(await screen.findByRole('button', { name: 'Save' }));
    expect(await screen.findAllByText('Please fill this in.')).toHaveLength(4);
    const patient = screen.getByLabelText(/^Patient/);
    expect(patient).toHaveFocus();
    expect(patient).toHaveAccessibleDescription('Please fill this in.');
    await user.type(screen.getByLabelText(/^Number of the payer/), 'A-1');
    expect(screen.getAllByText('Please fill this in.')).toHaveLength(3);
  });
});

describe('the terms as they are written', () => {
  const written = { ...nothingWritten('2026-11-02'), number: 'A-1', payer: 'TRICARE', to: '2026-12-31' };
  it('become what the api takes', () => {
    expect(readTerms({ ...written, codes: 'S9480, H0015', reviewNext: '', modifier: '' })).toMatchObject({
      ok: true,
      body: {
        codes: ['S9480', 'H0015'],
        review: { nextOn: null, everyDays: 7 },
        telehealth: { placeOfService: 'by-residence', modifier: null },
      },
    });
  });
  it('name the fields that do not fit', () => {
    expect(readTerms({ ...written, to: '2026-11-01' })).toEqual({ ok: false, fields: ['to'] });
    expect(readTerms({ ...written, usedBefore: '31' })).toEqual({ ok: false, fields: ['usedBefore'] });
    expect(readTerms({ ...written, units: 'x', number: '' })).toMatchObject({ ok: false });
  });
});
