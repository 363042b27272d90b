import type { Licence } from '@hearth/domain';
import { calendarOfSession } from '../calendar/week-key.js';
import { enrollmentsOfPatient } from '../enrollment/view.js';
import { outlineView, type OutlineDocument } from '../outline/view.js';
import type { PatientProfile, StaffProfile } from '../profile/document.js';
import { patientView, staffView } from '../profile/view.js';
import { sessionsOfPerson } from '../session/view.js';
import type { DerivedView, ViewKey } from '../view.js';

/**
 * Where a person is shown by name, and whom they treat: a change of name must reach these rooms, and a change of where
 * they may practise the weeks and calendars of their sessions. Key: person id.
 */
export interface AppearancesDocument {
  readonly personId: string;
  readonly displayName: string | null;
  readonly pronouns: string | null;
  readonly credentials: string | null;
  readonly sessionIds: readonly string[];
  /** Null for patients. */
  readonly licences: readonly Licence[] | null;
  /** A patient's own; of a member of staff, those in the sessions that they lead. */
  readonly enrollmentIds: readonly string[];
  readonly calendars: readonly string[];
}

interface Parts {
  readonly patient: PatientProfile | null;
  readonly staff: StaffProfile | null;
  readonly sessionIds: readonly string[];
  /** Those that a member of staff leads. */
  readonly outlines: readonly OutlineDocument[];
  /** A patient's. */
  readonly enrollmentIds: readonly string[];
}

const distinct = (keys: readonly string[]): readonly string[] => [...new Set(keys)].sort();

/** A patient's weeks and authorizations bear the name, also before there is any session. */
const ownNames = (
  { licences, displayName, enrollmentIds }: AppearancesDocument,
  previous: AppearancesDocument | null,
): readonly ViewKey[] =>
  licences !== null || displayName === (previous?.displayName ?? null)
    ? []
    : enrollmentIds.flatMap((key) => [
        { view: 'week', key },
        { view: 'authorization-use', key },
      ]);

export const appearancesView: DerivedView<AppearancesDocument, Parts> = {
  kind: 'derived',
  name: 'appearances',
  version: 3,
  gather: async (personId, lookup) => {
    const [patient, staff, sessionIds] = await Promise.all([
      lookup.document(patientView, personId),
      lookup.document(staffView, personId),
      lookup.members(sessionsOfPerson(personId)),
    ]);
    const outlines = staff === null ? [] : await lookup.documents(outlineView, sessionIds);
    const enrollmentIds = patient === null ? [] : await lookup.members(enrollmentsOfPatient(personId));
    return { patient, staff, sessionIds, outlines, enrollmentIds };
  },
  derive: (personId, { patient, staff, sessionIds, outlines, enrollmentIds }) => ({
    personId,
    displayName: patient?.displayName ?? staff?.displayName ?? null,
    pronouns: patient?.pronouns ?? null,
    credentials: staff?.credentials ?? null,
    sessionIds: distinct(sessionIds),
    licences: staff?.licences ?? null,
    enrollmentIds: distinct([
      ...enrollmentIds,
      ...outlines.flatMap(({ patients }) => patients.map(({ enrollmentId }) => enrollmentId)),
    ]),
    calendars: distinct(outlines.map((outline) => calendarOfSession(outline).key)),
  }),
  indexes: () => [],
  dependents: (document, previous) => [
    ...document.sessionIds.map((key) => ({ view: 'room', key })),
    ...(JSON.stringify(document.licences) === JSON.stringify(previous?.licences ?? null)
      ? []
      : [
          ...document.enrollmentIds.map((key) => ({ view: 'week', key })),
          ...document.calendars.map((key) => ({ view: 'calendar', key })),
        ]),
    ...ownNames(document, previous),
  ],
};
