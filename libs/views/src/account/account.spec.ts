import type { AccountEvent, EventsByCategory } from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import { told } from '../testing/story.js';
import { patientAccountView, patientsOfIdentity, staffAccountView, staffOfIdentity } from './view.js';

const identity = 'a'.repeat(64);
const personId = 'p1';
const invited: AccountEvent = {
  type: 'InvitationMade',
  data: { personId, invitationId: 'i1', tokenHash: 'b'.repeat(64), expiresAt: 100, at: 10 },
};
const revoked: AccountEvent = { type: 'InvitationRevoked', data: { personId, invitationId: 'i1', at: 11 } };
const linked: Extract<AccountEvent, { type: 'IdentityLinked' }> = {
  type: 'IdentityLinked',
  data: { personId, invitationId: 'i1', at: 20, personal: { identity } },
};
const unlinked: AccountEvent = { type: 'IdentityUnlinked', data: { personId, at: 30 } };
const deactivated: AccountEvent = { type: 'AccountDeactivated', data: { personId, at: 40 } };
const reactivated: AccountEvent = { type: 'AccountReactivated', data: { personId, at: 50 } };
const account = (...events: EventsByCategory['staff'][]) => told(staffAccountView, personId, events).document;

describe('the account of a person', () => {
  it('shows an invitation while it is open', () => {
    const invitation = { invitationId: 'i1', madeAt: 10, expiresAt: 100 };
    expect(account(invited)).toMatchObject({ invitation, linkedAt: null });
    expect(account(invited, revoked).invitation).toBeNull();
    expect(account(invited, linked).invitation).toBeNull();
    expect(account(invited, deactivated).invitation).toBeNull();
  });

  it('can be found by its identity while it is linked', () => {
    expect(staffAccountView.indexes(account(invited, linked))).toEqual([staffOfIdentity(identity)]);
    expect(staffAccountView.indexes(account(invited, linked, unlinked))).toEqual([]);
    const patient = told(patientAccountView, personId, [invited, linked]).document;
    expect(patientAccountView.indexes(patient)).toEqual([patientsOfIdentity(identity)]);
  });

  it('is linked to nobody who can be told once its key is gone', () => {
    const { type, data } = linked;
    const document = account(invited, { type, data: { ...data, personal: 'redacted' } });
    expect(document).toMatchObject({ linkedAt: 20, identity: null });
    expect(staffAccountView.indexes(document)).toEqual([]);
  });

  it('ends the sign-ins of before when it is unlinked or deactivated', () => {
    expect(account(invited, linked).signInsFrom).toBe(0);
    expect(account(invited, linked, unlinked).signInsFrom).toBe(30);
    expect(account(deactivated)).toMatchObject({ isActive: false, signInsFrom: 40 });
    expect(account(deactivated, reactivated)).toMatchObject({ isActive: true, signInsFrom: 40 });
  });

  it('is no part of what else is told of a person', () => {
    const registered: EventsByCategory['staff'] = {
      type: 'StaffRegistered',
      data: {
        staffId: personId,
        programmeIds: ['a'],
        role: 'therapist',
        simulated: false,
        at: 1,
        personal: { displayName: 'D. Brandt', locale: 'en' },
      },
    };
    expect(account(registered)).toEqual(staffAccountView.initial(personId));
  });
});
