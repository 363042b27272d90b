import type { EnrollmentDocument, Episode } from '../enrollment/document.js';
import { enrollmentsOfProgramme, enrollmentView } from '../enrollment/view.js';
import { groupsOfProgramme, groupView, type GroupDocument } from '../group/view.js';
import type { PatientProfile, StaffProfile } from '../profile/document.js';
import { patientsOfProgramme, patientView, staffOfProgramme, staffView } from '../profile/view.js';
import { programmeView, type ProgrammeDocument } from '../programme/view.js';
import { tracksOfProgramme, trackView, type TrackDocument } from '../track/view.js';
import type { DerivedView } from '../view.js';
import type { DirectoryDocument, DirectoryEpisode, DirectoryPatient, DirectoryStaff } from './document.js';

interface DirectoryParts {
  readonly programme: ProgrammeDocument | null;
  readonly staff: readonly StaffProfile[];
  readonly patients: readonly PatientProfile[];
  readonly enrollments: readonly EnrollmentDocument[];
  readonly groups: readonly GroupDocument[];
  readonly tracks: readonly TrackDocument[];
}

const named = (a: { readonly displayName: string }, b: { readonly displayName: string }): number =>
  a.displayName.localeCompare(b.displayName);
const titled = (a: { readonly title: string }, b: { readonly title: string }): number =>
  a.title.localeCompare(b.title);

const staffIn = (profile: StaffProfile): DirectoryStaff => ({
  staffId: profile.personId,
  displayName: profile.displayName ?? '—',
  role: profile.role,
  credentials: profile.credentials,
  licences: profile.licences,
  needsCoSign: profile.needsCoSign,
});

const inShort = (enrollmentId: string, episode: Episode): DirectoryEpisode => {
  const away = episode.pauses.at(-1);
  return {
    enrollmentId,
    startsOn: episode.startsOn,
    plannedEndOn: episode.plannedEndOn,
    endedOn: episode.endedOn,
    trackId: episode.trackId,
    groupIds: episode.groupIds,
    primaryTherapistId: episode.primaryTherapistId,
    payer: episode.payer,
    residenceState: episode.residenceState,
    ageBand: episode.ageBand,
    away: away === undefined ? null : { from: away.from, until: away.until },
    request: episode.requests.find(({ decision }) => decision === null) ?? null,
  };
};

const newestOf = (patientId: string, enrollments: readonly EnrollmentDocument[]): DirectoryEpisode | null => {
  const own = enrollments.flatMap(({ enrollmentId, episode }) =>
    episode?.patientId === patientId ? [inShort(enrollmentId, episode)] : [],
  );
  return own.toSorted((a, b) => b.startsOn.localeCompare(a.startsOn))[0] ?? null;
};

const patientIn = (
  { personId, displayName, simulated }: PatientProfile,
  enrollments: readonly EnrollmentDocument[],
): DirectoryPatient => ({
  patientId: personId,
  displayName: displayName ?? '—',
  simulated,
  episode: newestOf(personId, enrollments),
});

/** By whom an episode is, so that hundreds of patients do not each look through hundreds of episodes. */
const byPatient = (
  enrollments: readonly EnrollmentDocument[],
): ReadonlyMap<string, readonly EnrollmentDocument[]> => {
  const found = new Map<string, EnrollmentDocument[]>();
  for (const one of enrollments) {
    const patientId = one.episode?.patientId;
    if (patientId !== undefined) found.set(patientId, [...(found.get(patientId) ?? []), one]);
  }
  return found;
};

/** Who is in a programme and what its weeks are made of: what every form of those who plan chooses from. */
export const directoryView: DerivedView<DirectoryDocument, DirectoryParts> = {
  kind: 'derived',
  name: 'directory',
  version: 1,
  gather: async (programmeId, lookup) => {
    const [programme, staff, patients, enrollments, groups, tracks] = await Promise.all([
      lookup.document(programmeView, programmeId),
      lookup.members(staffOfProgramme(programmeId)).then((keys) => lookup.documents(staffView, keys)),
      lookup.members(patientsOfProgramme(programmeId)).then((keys) => lookup.documents(patientView, keys)),
      lookup
        .members(enrollmentsOfProgramme(programmeId))
        .then((keys) => lookup.documents(enrollmentView, keys)),
      lookup.members(groupsOfProgramme(programmeId)).then((keys) => lookup.documents(groupView, keys)),
      lookup.members(tracksOfProgramme(programmeId)).then((keys) => lookup.documents(trackView, keys)),
    ]);
    return { programme, staff, patients, enrollments, groups, tracks };
  },
  derive: (programmeId, { programme, staff, patients, enrollments, groups, tracks }) => {
    if (programme?.established == null) return null;
    const episodes = byPatient(enrollments);
    return {
      programmeId,
      title: programme.established.title,
      timeZone: programme.established.timeZone,
      holidays: programme.holidays,
      limits: programme.limits,
      staff: staff.map(staffIn).sort(named),
      patients: patients
        .map((profile) => patientIn(profile, episodes.get(profile.personId) ?? []))
        .sort(named),
      groups: groups.toSorted(titled),
      tracks: tracks.flatMap(({ track }) => track ?? []).sort(titled),
    };
  },
  indexes: () => [],
  dependents: () => [],
};
