import { isRedacted, type AuthorizationEvent, type Recorded, authorizationDecider } from '@hearth/domain';
import type { StreamView } from '../view.js';
import type { AuthorizationDocument } from './document.js';

export const authorizationsOfEnrollment = (enrollmentId: string): string =>
  `authorizations-of-enrollment:${enrollmentId}`;

type Entered = NonNullable<AuthorizationDocument['entered']>;

const letterOf = (
  personal: Extract<AuthorizationEvent, { readonly type: 'AuthorizationEntered' }>['data']['personal'],
): Pick<Entered, 'number' | 'note'> =>
  isRedacted(personal)
    ? { number: null, note: null }
    : { number: personal.number, note: personal.note ?? null };

const changed = (
  entered: Entered,
  event: Exclude<AuthorizationEvent, { readonly type: 'AuthorizationEntered' }>,
): Entered => {
  switch (event.type) {
    case 'AuthorizationChanged':
      return { ...entered, ...letterOf(event.data.personal) };
    case 'ReviewRecorded': {
      const { on, outcome, nextOn, by } = event.data;
      return { ...entered, reviews: [...entered.reviews, { on, outcome, nextOn, by }] };
    }
    case 'AuthorizationClosed':
      return { ...entered, closed: event.data.why };
    default: {
      const never: never = event;
      return never;
    }
  }
};

// The terms are folded by the decider, so that they are what the commands were decided on.
const termsAfter = (document: AuthorizationDocument, event: AuthorizationEvent): Entered['terms'] | null => {
  const { entered, changes, authorizationId } = document;
  const before =
    entered === null
      ? authorizationDecider.initialState()
      : { status: 'open' as const, authorizationId, changes, ...entered };
  const after = authorizationDecider.evolve(before, event);
  return after.status === 'none' ? null : after.terms;
};

const foldAuthorization = (
  document: AuthorizationDocument,
  { event }: Recorded<AuthorizationEvent>,
): AuthorizationDocument => {
  const { authorizationId, entered, changes } = document;
  const terms = termsAfter(document, event);
  if (terms === null) return document;
  if (event.type === 'AuthorizationEntered') {
    const { enrollmentId, patientId, programmeId, personal } = event.data;
    const ids = { enrollmentId, patientId, programmeId };
    const first = { ...ids, terms, ...letterOf(personal), reviews: [], closed: null };
    return { authorizationId, entered: first, changes: 1 };
  }
  if (entered === null) return document;
  return { authorizationId, entered: { ...changed(entered, event), terms }, changes: changes + 1 };
};

export const authorizationView: StreamView<'authorization', AuthorizationDocument> = {
  kind: 'stream',
  name: 'authorization',
  version: 1,
  category: 'authorization',
  initial: (authorizationId: string): AuthorizationDocument => ({
    authorizationId,
    entered: null,
    changes: 0,
  }),
  fold: foldAuthorization,
  indexes: ({ entered }) => (entered === null ? [] : [authorizationsOfEnrollment(entered.enrollmentId)]),
  dependents: ({ entered }) =>
    entered === null ? [] : [{ view: 'authorization-use', key: entered.enrollmentId }],
};
