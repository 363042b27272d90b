import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { patientDecider } from '../patient/decide.js';
import type { PatientEvent } from '../patient/events.js';
import { staffDecider } from '../staff/decide.js';
import type { StaffEvent } from '../staff/events.js';
import { specificationOf } from '../testing/decider-specification.js';
import type { AccountCommand } from './commands.js';
import { whyNotAccepted } from './decide.js';
import type { AccountEvent } from './events.js';

const registered: StaffEvent = {
  type: 'StaffRegistered',
  data: {
    staffId: 'p1',
    programmeIds: ['a'],
    role: 'therapist',
    simulated: false,
    at: 1,
    personal: { displayName: 'D. Brandt', locale: 'en' },
  },
};
const patient: PatientEvent = {
  type: 'PatientRegistered',
  data: {
    patientId: 'p1',
    programmeId: 'a',
    simulated: false,
    at: 1,
    personal: { displayName: 'Ana', locale: 'es' },
  },
};
const [first, second, identity] = ['1', '2', 'a'].map((digit) => digit.repeat(64)) as [
  string,
  string,
  string,
];
const personId = 'p1';
const invite = (tokenHash = first, at = 10): AccountCommand => ({
  type: 'MakeInvitation',
  personId,
  invitationId: `invitation-${tokenHash[0]}`,
  tokenHash,
  expiresAt: at + 100,
  at,
});
const invited = (tokenHash = first, at = 10): AccountEvent => ({
  type: 'InvitationMade',
  data: { personId, invitationId: `invitation-${tokenHash[0]}`, tokenHash, expiresAt: at + 100, at },
});
const accept = (tokenHash = first, at = 20): AccountCommand => ({
  type: 'LinkIdentity',
  personId,
  tokenHash,
  identity,
  at,
});
const linked = (invitationId = 'invitation-1', at = 20): AccountEvent => ({
  type: 'IdentityLinked',
  data: { personId, invitationId, at, personal: { identity } },
});
const unlinked: AccountEvent = { type: 'IdentityUnlinked', data: { personId, at: 30 } };
const revoked: AccountEvent = {
  type: 'InvitationRevoked',
  data: { personId, invitationId: 'invitation-1', at: 15 },
};
const deactivated: AccountEvent = { type: 'AccountDeactivated', data: { personId, at: 30 } };
const reactivated: AccountEvent = { type: 'AccountReactivated', data: { personId, at: 40 } };
const given = specificationOf(staffDecider);

describe('an invitation', () => {
  it('is made for somebody who is registered', () => {
    given(registered).when(invite()).then([invited()]);
    specificationOf(patientDecider)(patient).when(invite()).then([invited()]);
    given().when(invite()).rejected('not-found');
    specificationOf(patientDecider)().when(invite()).rejected('not-found');
    given(registered)
      .when({ ...invite(), expiresAt: 10 } as AccountCommand)
      .rejected('invalid');
  });

  it('links whoever accepts it, once', () => {
    given(registered, invited()).when(accept()).then([linked()]);
    given(registered, invited(), linked()).when(accept()).rejected('invitation-used');
    given(registered).when(accept()).rejected('invitation-unknown');
    given(registered, invited()).when(accept(second)).rejected('invitation-unknown');
  });

  it('ends at its moment', () => {
    given(registered, invited())
      .when(accept(first, 109))
      .then([linked('invitation-1', 109)]);
    given(registered, invited()).when(accept(first, 110)).rejected('invitation-expired');
  });

  it('can be taken back, which nobody needs to do twice', () => {
    const revoke: AccountCommand = { type: 'RevokeInvitation', personId, at: 15 };
    given(registered, invited()).when(revoke).then([revoked]);
    given(registered, invited(), revoked).when(revoke).nothing();
    given(registered, invited(), linked()).when(revoke).nothing();
    given(registered, invited(), revoked).when(accept()).rejected('invitation-revoked');
  });

  it('replaces the one before it', () => {
    const history = [registered, invited(), invited(second, 12)] as const;
    given(...history)
      .when(accept(first))
      .rejected('invitation-revoked');
    given(...history)
      .when(accept(second))
      .then([linked('invitation-2')]);
  });

  it('says beforehand whether it would be accepted', () => {
    const state = fold(staffDecider, [registered, invited()]);
    if (state.status === 'none') throw new Error('nobody');
    expect(whyNotAccepted(state.account, first, 20)).toBeNull();
    expect(whyNotAccepted(state.account, first, 999)).toBe('invitation-expired');
  });
});

describe('an account', () => {
  it('is linked to one identity, and to another only after being unlinked', () => {
    given(registered, invited(), linked()).when(invite(second)).rejected('already-linked');
    const unlink: AccountCommand = { type: 'UnlinkIdentity', personId, at: 30 };
    given(registered, invited(), linked()).when(unlink).then([unlinked]);
    given(registered, invited()).when(unlink).nothing();
    given(registered, invited(), linked(), unlinked)
      .when(invite(second))
      .then([invited(second)]);
    given(registered, invited(), linked(), unlinked).when(accept()).rejected('invitation-used');
  });

  it('that is deactivated takes no invitation and keeps no open one', () => {
    const deactivate: AccountCommand = { type: 'DeactivateAccount', personId, at: 30 };
    const reactivate: AccountCommand = { type: 'ReactivateAccount', personId, at: 40 };
    given(registered).when(deactivate).then([deactivated]);
    given(registered, deactivated).when(deactivate).nothing();
    given(registered, deactivated).when(invite()).rejected('account-deactivated');
    given(registered, invited(), deactivated).when(accept()).rejected('account-deactivated');
    given(registered, deactivated).when(reactivate).then([reactivated]);
    given(registered).when(reactivate).nothing();
    given(registered, invited(), deactivated, reactivated).when(accept()).rejected('invitation-revoked');
  });

  it('does not exist before the person does', () => {
    expect(fold(staffDecider, [invited()])).toEqual({ status: 'none' });
    expect(fold(patientDecider, [invited()])).toEqual({ status: 'none' });
  });
});
