import type { PatientProfile, StaffProfile } from '../profile/document.js';
import { patientView, staffView } from '../profile/view.js';
import { sessionsOfPerson } from '../session/view.js';
import type { DerivedView } from '../view.js';

/** Where a person is shown by name: a change of name must reach these rooms. Key: person id. */
export interface AppearancesDocument {
  readonly personId: string;
  readonly displayName: string | null;
  readonly pronouns: string | null;
  readonly credentials: string | null;
  readonly sessionIds: readonly string[];
}

interface Parts {
  readonly patient: PatientProfile | null;
  readonly staff: StaffProfile | null;
  readonly sessionIds: readonly string[];
}

export const appearancesView: DerivedView<AppearancesDocument, Parts> = {
  kind: 'derived',
  name: 'appearances',
  version: 1,
  gather: async (personId, lookup) => ({
    patient: await lookup.document(patientView, personId),
    staff: await lookup.document(staffView, personId),
    sessionIds: await lookup.members(sessionsOfPerson(personId)),
  }),
  derive: (personId, { patient, staff, sessionIds }) => ({
    personId,
    displayName: patient?.displayName ?? staff?.displayName ?? null,
    pronouns: patient?.pronouns ?? null,
    credentials: staff?.credentials ?? null,
    sessionIds: [...sessionIds].sort(),
  }),
  indexes: () => [],
  dependents: ({ sessionIds }) => sessionIds.map((sessionId) => ({ view: 'room', key: sessionId })),
};
