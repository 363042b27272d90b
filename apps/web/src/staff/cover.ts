import { addDays, isLicensedIn, type Licence } from '@hearth/domain';
import type { DirectoryDocument, DirectoryPatient, DirectoryStaff } from '@hearth/views';

/** A licence that runs out within so many days should be looked at. */
const SOON_DAYS = 60;

export type LicenceStanding = 'holds' | 'ends-soon' | 'ended';

/** Whether a licence holds on a day, and for how long. */
export const standingOf = ({ expiresOn }: Pick<Licence, 'expiresOn'>, today: string): LicenceStanding => {
  if (expiresOn === null) return 'holds';
  if (expiresOn < today) return 'ended';
  return expiresOn <= addDays(today, SOON_DAYS) ? 'ends-soon' : 'holds';
};

const isInCare = ({ episode }: DirectoryPatient, day: string): boolean =>
  episode !== null && (episode.endedOn === null || episode.endedOn >= day);

/** A state in which patients live, and who may practise there. */
export interface StateCover {
  readonly state: string;
  readonly patients: readonly DirectoryPatient[];
  readonly licensed: readonly DirectoryStaff[];
}

/** The states of all patients in care on a day; those that nobody is licensed in come first. */
export const coverOf = ({ patients, staff }: DirectoryDocument, day: string): readonly StateCover[] => {
  const inCare = patients.filter((patient) => isInCare(patient, day));
  const states = [...new Set(inCare.flatMap(({ episode }) => episode?.residenceState ?? []))];
  return states
    .map((state) => ({
      state,
      patients: inCare.filter(({ episode }) => episode?.residenceState === state),
      licensed: staff.filter(({ licences }) => isLicensedIn(licences, state, day)),
    }))
    .sort(
      (a, b) =>
        Number(a.licensed.length > 0) - Number(b.licensed.length > 0) || a.state.localeCompare(b.state),
    );
};

/** States in which somebody's own patients live, and they may not practise. */
export const missingFor = (
  { staffId, licences }: DirectoryStaff,
  directory: DirectoryDocument,
  day: string,
): readonly StateCover[] =>
  coverOf(directory, day)
    .map((cover) => ({
      ...cover,
      patients: cover.patients.filter(({ episode }) => episode?.primaryTherapistId === staffId),
    }))
    .filter(({ state, patients }) => patients.length > 0 && !isLicensedIn(licences, state, day));
