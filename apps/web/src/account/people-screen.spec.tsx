import type { Account } from '@hearth/contracts';
import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { therapist } from '../../test/staff-documents';
import { accessOf, actionsFor } from './accounts';
import { PeopleScreen } from './people-screen';

jest.setTimeout(60_000);

const NOW = Date.UTC(2026, 10, 16, 22);
const DAY = 24 * 60 * 60_000;
const admin = { ...therapist, role: 'admin' as const };
const account = (id: string, changes: Partial<Account> = {}): Account => ({
  person: { kind: 'staff', id },
  role: 'therapist',
  displayName: `Name of ${id}`,
  simulated: false,
  isActive: true,
  way: { kind: 'none' },
  ...changes,
});
const accounts = [
  account(admin.person.id, { role: 'admin', way: { kind: 'linked', linkedAt: 1 } }),
  account('linked', { way: { kind: 'linked', linkedAt: 1 } }),
  account('invited', { way: { kind: 'invited', expiresAt: NOW + DAY } }),
  account('expired', { way: { kind: 'invited', expiresAt: NOW - DAY } }),
  account('closed', { isActive: false }),
  account('ana', { person: { kind: 'patient', id: 'ana' }, role: 'patient', displayName: 'Ana' }),
];
const hello = { mode: 'test', csrfToken: 't', videoAvailable: true, serverTime: NOW };
const link = 'https://hearth.test/invitation#patient.YW5h.secret';

const show = (answers: Answers = {}, language: 'en' | 'es' = 'en') =>
  renderScreen({
    screen: PeopleScreen,
    path: '/people',
    at: '/people',
    me: admin,
    documents: {},
    now: NOW,
    language,
    answers: {
      'GET /hello': { status: 200, body: { ...hello, provider: { name: 'Clinic account' } } },
      'GET /accounts': { status: 200, body: accounts },
      'POST /accounts/patient/ana/invitation': { status: 200, body: { link, expiresAt: NOW + 7 * DAY } },
      ...answers,
    },
  });
const row = async (name: string) => {
  const found = (await screen.findByText(name)).closest('li');
  if (!found) throw new Error(name);
  return found;
};

describe('what can be done about access', () => {
  it('is told from the account, by the clock', () => {
    const of = (id: string) => accessOf(accounts.find(({ person }) => person.id === id) ?? account(id), NOW);
    expect(['linked', 'invited', 'expired', 'closed', 'ana'].map(of)).toEqual([
      'linked',
      'invited',
      'expired',
      'inactive',
      'none',
    ]);
  });

  it('never shuts the administrator out, and invites only where one can sign in', () => {
    expect(actionsFor('linked', true, true)).toEqual([]);
    expect(actionsFor('linked', false, true)).toEqual(['unlink', 'deactivate']);
    expect(actionsFor('none', false, false)).toEqual(['deactivate']);
    expect(actionsFor('invited', false, true)).toEqual(['renew', 'revoke', 'deactivate']);
    expect(actionsFor('expired', false, true)).toEqual(['renew', 'deactivate']);
    expect(actionsFor('inactive', false, true)).toEqual(['reactivate']);
  });
});

describe('people and access', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show({}, language);
    await row('Ana');
    expect(await axeFindings()).toEqual([]);
  });

  it('shows the link of an invitation once, and the person as invited', async () => {
    const { calls } = await show();
    await userEvent.click(within(await row('Ana')).getByRole('button', { name: 'Invite: Ana' }));
    const dialog = await screen.findByRole('dialog', { name: 'Invitation for Ana' });
    expect(within(dialog).getByRole('textbox', { name: 'Link' })).toHaveValue(link);
    expect(await axeFindings()).toEqual([]);
    await userEvent.click(within(dialog).getByText('Done'));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(await row('Ana')).toHaveTextContent(/Invited until/);
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('asks before somebody is signed out, and does it then', async () => {
    const { calls } = await show();
    const name = 'Name of linked';
    await userEvent.click(within(await row(name)).getByRole('button', { name: `Unlink: ${name}` }));
    expect(calls.some(({ method }) => method === 'DELETE')).toBe(false);
    const dialog = await screen.findByRole('dialog', { name: `Unlink ${name}?` });
    await userEvent.click(within(dialog).getByRole('button', { name: 'Unlink' }));
    await waitFor(() =>
      expect(calls.at(-1)).toMatchObject({ method: 'DELETE', path: '/accounts/staff/linked/link' }),
    );
    await waitFor(async () => expect(await row(name)).toHaveTextContent('Not invited'));
  });

  it('finds people by name', async () => {
    await show();
    await row('Ana');
    await userEvent.type(screen.getByRole('textbox', { name: 'Find by name' }), 'an');
    await waitFor(() => expect(screen.queryByText('Name of linked')).toBeNull());
    expect(screen.getByRole('status')).toHaveTextContent('1 of 6 people');
  });
});
