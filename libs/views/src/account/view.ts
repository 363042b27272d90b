import {
  isAccountEvent,
  isRedacted,
  type AccountEvent,
  type PatientEvent,
  type Recorded,
  type StaffEvent,
} from '@hearth/domain';
import type { StreamView } from '../view.js';
import type { AccountDocument } from './document.js';

/** Who of the staff is linked to an identity; the member is the person's id. */
export const staffOfIdentity = (identity: string): string => `staff-of-identity:${identity}`;
/** Who of the patients is linked to an identity. */
export const patientsOfIdentity = (identity: string): string => `patients-of-identity:${identity}`;

const initial = (personId: string): AccountDocument => ({
  personId,
  invitation: null,
  linkedAt: null,
  identity: null,
  isActive: true,
  signInsFrom: 0,
});

const foldAccount = (document: AccountDocument, event: AccountEvent): AccountDocument => {
  switch (event.type) {
    case 'InvitationMade': {
      const { invitationId, expiresAt, at: madeAt } = event.data;
      return { ...document, invitation: { invitationId, madeAt, expiresAt } };
    }
    case 'InvitationRevoked':
      return { ...document, invitation: null };
    case 'IdentityLinked': {
      const { at: linkedAt, personal } = event.data;
      const identity = isRedacted(personal) ? null : personal.identity;
      return { ...document, invitation: null, linkedAt, identity };
    }
    case 'IdentityUnlinked':
      return { ...document, linkedAt: null, identity: null, signInsFrom: event.data.at };
    case 'AccountDeactivated':
      return { ...document, invitation: null, isActive: false, signInsFrom: event.data.at };
    case 'AccountReactivated':
      return { ...document, isActive: true };
    default:
      return event satisfies never;
  }
};

const fold = (
  document: AccountDocument,
  { event }: Recorded<StaffEvent | PatientEvent | AccountEvent>,
): AccountDocument => (isAccountEvent(event) ? foldAccount(document, event) : document);

export const staffAccountView: StreamView<'staff', AccountDocument> = {
  kind: 'stream',
  name: 'staff-account',
  version: 1,
  category: 'staff',
  initial,
  fold: (document, recorded) => fold(document, recorded),
  indexes: ({ identity }) => (identity === null ? [] : [staffOfIdentity(identity)]),
  dependents: () => [],
};

export const patientAccountView: StreamView<'patient', AccountDocument> = {
  kind: 'stream',
  name: 'patient-account',
  version: 1,
  category: 'patient',
  initial,
  fold: (document, recorded) => fold(document, recorded),
  indexes: ({ identity }) => (identity === null ? [] : [patientsOfIdentity(identity)]),
  dependents: () => [],
};
