import { ageBandOn, addDays, type AgeBand, type LevelOfCare, type ResidenceType } from '@hearth/domain';
import type { enrollmentBody } from '@hearth/contracts';
import type { DirectoryDocument, DirectoryPatient } from '@hearth/views';
import type { z } from 'zod';
import { minutesOf, taperOf, type WrittenStep } from './taper-fields';

type Body = z.infer<typeof enrollmentBody>;

/** Instead of somebody's id: a person who is registered together with the episode. */
export const SOMEBODY_NEW = 'new';
const PLANNED_DAYS = 56;

/** The fields of an enrollment as they are written. */
export interface WrittenEnrollment {
  /** Empty while nobody is chosen. */
  readonly patientId: string;
  readonly displayName: string;
  readonly pronouns: string;
  readonly locale: 'en' | 'es';
  readonly startsOn: string;
  readonly plannedEndOn: string;
  readonly trackId: string;
  readonly groupIds: readonly string[];
  readonly primaryTherapistId: string;
  readonly birthDate: string;
  /** What is said of the age when the birth date is not known. */
  readonly ageBand: AgeBand;
  readonly levelOfCare: LevelOfCare;
  readonly priorLevelOfCare: NonNullable<Body['priorLevelOfCare']>;
  readonly plannedWeeklyMinutes: string;
  readonly taper: readonly WrittenStep[];
  readonly payer: string;
  readonly residenceState: string;
  readonly residenceType: ResidenceType;
  readonly asksSubstanceUse: boolean;
}

export const nothingWritten = (today: string): WrittenEnrollment => ({
  patientId: '',
  displayName: '',
  pronouns: '',
  locale: 'en',
  startsOn: today,
  plannedEndOn: addDays(today, PLANNED_DAYS),
  trackId: '',
  groupIds: [],
  primaryTherapistId: '',
  birthDate: '',
  ageBand: 'adult',
  levelOfCare: 'iop',
  priorLevelOfCare: 'unknown',
  plannedWeeklyMinutes: '',
  taper: [],
  payer: '',
  residenceState: '',
  residenceType: 'home',
  asksSubstanceUse: false,
});

/** The age on the first day, by the birth date where it is known. */
export const ageOf = ({ birthDate, ageBand, startsOn }: WrittenEnrollment): AgeBand =>
  ageBandOn({ birthDate: birthDate === '' ? null : birthDate, ageBand }, startsOn);

export const stateOf = ({ residenceState }: WrittenEnrollment): string => residenceState.trim().toUpperCase();

/** As the api takes it, of whom and under which name is decided elsewhere. */
export const termsOf = (
  written: WrittenEnrollment,
): Omit<Body, 'enrollmentId' | 'patientId' | 'programmeId'> => ({
  startsOn: written.startsOn,
  plannedEndOn: written.plannedEndOn,
  trackId: written.trackId === '' ? null : written.trackId,
  groupIds: [...written.groupIds],
  primaryTherapistId: written.primaryTherapistId,
  ageBand: ageOf(written),
  payer: written.payer.trim(),
  residenceState: stateOf(written),
  residenceType: written.residenceType,
  levelOfCare: written.levelOfCare,
  priorLevelOfCare: written.priorLevelOfCare,
  plannedWeeklyMinutes: minutesOf(written.plannedWeeklyMinutes),
  taper: [...taperOf(written.taper)],
  asksSubstanceUse: written.asksSubstanceUse,
  ...(written.birthDate === '' ? {} : { birthDate: written.birthDate }),
});

/** Who can begin an episode of care: everybody who is in none. */
export const withoutEpisode = ({ patients }: DirectoryDocument): readonly DirectoryPatient[] =>
  patients.filter(({ episode }) => episode === null || episode.endedOn !== null);

/** What payers are called here, so that the same one keeps its name. */
export const payersIn = ({ patients }: DirectoryDocument): readonly string[] =>
  [...new Set(patients.flatMap(({ episode }) => episode?.payer ?? []))].sort();
