import {
  isAccountEvent,
  isRedacted,
  type AccountEvent,
  type PatientEvent,
  type Recorded,
  type StaffEvent,
} from '@hearth/domain';
import type { StreamView } from '../view.js';
import type { PatientProfile, StaffProfile } from './document.js';

export const staffOfProgramme = (programmeId: string): string => `staff-of-programme:${programmeId}`;
export const patientsOfProgramme = (programmeId: string): string => `patients-of-programme:${programmeId}`;

const foldPatient = (
  document: PatientProfile,
  { event }: Recorded<PatientEvent | AccountEvent>,
): PatientProfile => {
  if (isAccountEvent(event)) return document;
  switch (event.type) {
    case 'PatientRegistered':
    case 'PatientProfileChanged': {
      const { personal } = event.data;
      const named = isRedacted(personal)
        ? { displayName: null, pronouns: null }
        : { displayName: personal.displayName, pronouns: personal.pronouns ?? null, locale: personal.locale };
      const registered =
        event.type === 'PatientRegistered'
          ? { programmeId: event.data.programmeId, simulated: event.data.simulated }
          : {};
      return { ...document, ...registered, ...named };
    }
    case 'ContactConfirmed': {
      const { personal } = event.data;
      if (isRedacted(personal))
        return { ...document, location: null, callbackNumber: null, emergencyContact: null };
      return {
        ...document,
        location: personal.location ?? document.location,
        callbackNumber: personal.callbackNumber ?? document.callbackNumber,
        emergencyContact: personal.emergencyContact ?? document.emergencyContact,
      };
    }
    case 'ReminderAddressSet':
    case 'EpisodeClaimed':
    case 'EpisodeReleased':
      return document;
    default: {
      const never: never = event;
      return never;
    }
  }
};

export const patientView: StreamView<'patient', PatientProfile> = {
  kind: 'stream',
  name: 'patient',
  version: 1,
  category: 'patient',
  initial: (personId: string): PatientProfile => ({
    personId,
    simulated: false,
    displayName: null,
    locale: 'en',
    programmeId: null,
    pronouns: null,
    location: null,
    callbackNumber: null,
    emergencyContact: null,
  }),
  fold: foldPatient,
  indexes: ({ programmeId }) => (programmeId === null ? [] : [patientsOfProgramme(programmeId)]),
  dependents: ({ personId, programmeId, displayName }, previous) => [
    { view: 'appearances', key: personId },
    // What a check-in confirms is nothing that others choose from.
    ...(programmeId === null ||
    (programmeId === previous?.programmeId && displayName === previous.displayName)
      ? []
      : [{ view: 'directory', key: programmeId }]),
  ],
};

const foldStaff = (document: StaffProfile, { event }: Recorded<StaffEvent | AccountEvent>): StaffProfile => {
  if (isAccountEvent(event)) return document;
  if (event.type === 'StaffLicencesSet') {
    const { licences, needsCoSign } = event.data;
    return { ...document, licences, needsCoSign };
  }
  const { personal, role, programmeIds, simulated } = event.data;
  const named = isRedacted(personal)
    ? { displayName: null, credentials: null }
    : {
        displayName: personal.displayName,
        credentials: personal.credentials ?? null,
        locale: personal.locale,
      };
  return { ...document, role, programmeIds, simulated, ...named };
};

export const staffView: StreamView<'staff', StaffProfile> = {
  kind: 'stream',
  name: 'staff',
  version: 2,
  category: 'staff',
  initial: (personId: string): StaffProfile => ({
    personId,
    simulated: false,
    displayName: null,
    locale: 'en',
    programmeIds: [],
    role: null,
    credentials: null,
    licences: [],
    needsCoSign: false,
  }),
  fold: foldStaff,
  indexes: ({ programmeIds }) => programmeIds.map(staffOfProgramme),
  dependents: ({ personId, programmeIds }, previous) => [
    { view: 'appearances', key: personId },
    ...[...new Set([...programmeIds, ...(previous?.programmeIds ?? [])])].map((key) => ({
      view: 'directory',
      key,
    })),
  ],
};
