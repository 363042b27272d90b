import { describe, expect, it, jest } from '@jest/globals';
import type { DirectoryDocument } from '@hearth/views';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { directory } from '../../test/directory-document';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { supervisor, therapist } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { coverOf, missingFor, standingOf } from './cover';
import { StaffScreen } from './staff-screen';

jest.setTimeout(60_000);

const TODAY = '2026-11-16';
const ny = { state: 'NY', credential: 'LCSW', expiresOn: '2026-12-31' };
const nj = { state: 'NJ', credential: 'LCSW', expiresOn: '2026-11-15' };
const [maya, theo] = directory.staff;
const [alma, bart, ...others] = directory.patients;
if (maya === undefined || theo === undefined || alma?.episode == null || bart?.episode == null)
  throw new Error('The directory has them');
/** Maya may practise in New York, and no longer in New Jersey, where Bartholomew lives. */
const licensed: DirectoryDocument = {
  ...directory,
  staff: [{ ...maya, licences: [ny, nj] }, theo],
  patients: [alma, { ...bart, episode: { ...bart.episode, residenceState: 'NJ' } }, ...others],
};

const show = async (
  of: { me?: typeof therapist; language?: 'en' | 'es'; at?: string; answers?: Answers } = {},
) => {
  const user = userEvent.setup({ delay: null });
  const shown = await renderScreen({
    screen: StaffScreen,
    path: '/staff',
    at: of.at ?? '/staff',
    me: of.me ?? { ...supervisor, role: 'admin' },
    documents: { 'directory iop': licensed },
    now: minute(30),
    language: of.language ?? 'en',
    answers: of.answers ?? {},
  });
  return { ...shown, user };
};

describe('where somebody may practise', () => {
  it('is known for the states of those who are in care', () => {
    expect(coverOf(licensed, TODAY).map(({ state, licensed: who }) => [state, who.length])).toEqual([
      ['NJ', 0],
      ['NY', 1],
    ]);
    expect(coverOf(licensed, '2026-11-15').every(({ licensed: who }) => who.length === 1)).toBe(true);
    const [first] = licensed.staff;
    if (first === undefined) throw new Error('Maya works here');
    expect(missingFor(first, licensed, TODAY).map(({ state }) => state)).toEqual(['NJ']);
    expect(missingFor(theo, licensed, TODAY).map(({ state }) => state)).toEqual(['NY']);
  });

  it('ends on its last day, and is told some time before', () => {
    expect(standingOf(nj, TODAY)).toBe('ended');
    expect(standingOf({ expiresOn: TODAY }, TODAY)).toBe('ends-soon');
    expect(standingOf({ expiresOn: '2027-01-15' }, TODAY)).toBe('ends-soon');
    expect(standingOf({ expiresOn: '2027-01-16' }, TODAY)).toBe('holds');
    expect(standingOf({ expiresOn: null }, TODAY)).toBe('holds');
  });
});

describe('staff and licenses', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    const { container } = await show({ language });
    await waitFor(() => expect(container.querySelector('summary')).not.toBeNull());
    act(() => {
      for (const summary of container.querySelectorAll('summary')) summary.click();
    });
    await waitFor(() => expect(container.querySelectorAll('details:not([open])')).toHaveLength(0));
    expect(await axeFindings()).toEqual([]);
    expect(container.textContent).not.toMatch(/\b(staff|course|links)\.\w/);
  });

  it('shows first where nobody is licensed, and whom it concerns', async () => {
    await show({ at: '/staff#NJ', me: therapist });
    const states = (await screen.findByRole('heading', { name: 'Where patients live' })).closest('section');
    if (states === null) throw new Error('there is no list of states');
    const [first] = within(states).getAllByRole('listitem');
    expect(first).toHaveTextContent('NJ · 1 patientNobody here is licensedBartholomew F.');
    expect(first).toHaveAttribute('aria-current', 'true');
    expect(screen.getByText('NJ is missing')).toBeVisible();
    expect(screen.getByText(/NY · LCSW, ends soon: /)).toBeVisible();
    expect(screen.getByText(/NJ · LCSW, ended /)).toBeVisible();
    expect(screen.queryByText(/^Licenses of/)).toBeNull();
  });

  it('takes a new license, beginning with the state that is missing, and ends one', async () => {
    const { user, calls } = await show();
    await user.click(await screen.findByText('Licenses of Maya Lindqvist', { selector: 'summary' }));
    const form = screen.getByRole('form', { name: 'Licenses of Maya Lindqvist' });
    await user.click(within(form).getByRole('button', { name: 'License 1 ends today' }));
    await user.click(within(form).getByRole('button', { name: 'Take license 2 away' }));
    await user.click(within(form).getByRole('button', { name: 'Add a license' }));
    await user.click(within(form).getByRole('button', { name: 'Save the licenses' }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === '/staff/maya/licences')?.body).toEqual({
        licences: [
          { ...ny, expiresOn: TODAY },
          { state: 'NJ', credential: 'LCSW', expiresOn: null },
        ],
        needsCoSign: false,
      }),
    );
  });

  it('says which license is not written whole', async () => {
    const { user, calls } = await show();
    await user.click(await screen.findByText('Licenses of Theo Brandt', { selector: 'summary' }));
    const form = screen.getByRole('form', { name: 'Licenses of Theo Brandt' });
    await user.click(within(form).getByRole('button', { name: 'Add a license' }));
    await user.click(within(form).getByRole('button', { name: 'Save the licenses' }));
    expect(within(form).getByLabelText(/^As on the license/)).toHaveFocus();
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
  });
});
