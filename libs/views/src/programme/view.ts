import {
  usualAuthorizationAlerts,
  usualOutreachTimes,
  type AuthorizationAlerts,
  type CapacityLimit,
  type OutreachTimes,
  type ProgrammeEvent,
  type Recorded,
} from '@hearth/domain';
import type { StreamView, ViewKey } from '../view.js';

export interface ProgrammeDocument {
  readonly programmeId: string;
  /** Null until the programme is established. */
  readonly established: {
    readonly organisationId: string;
    readonly title: string;
    readonly timeZone: string;
    readonly emergencyNumber: string;
    readonly rulePackId: string;
    readonly rulePackVersion: number;
  } | null;
  readonly seals: number;
  readonly lastSealHash: string | null;
  readonly holidays: readonly { readonly day: string; readonly title: string }[];
  readonly limits: readonly CapacityLimit[];
  readonly outreachTimes: OutreachTimes;
  readonly authorizationAlerts: AuthorizationAlerts;
}

export const programmes = 'programmes';
export const programmesOfOrganisation = (organisationId: string): string =>
  `programmes-of-organisation:${organisationId}`;

const foldProgramme = (
  document: ProgrammeDocument,
  { event }: Recorded<ProgrammeEvent>,
): ProgrammeDocument => {
  switch (event.type) {
    case 'ProgrammeEstablished': {
      const { organisationId, title, timeZone, emergencyNumber, rulePackId, rulePackVersion } = event.data;
      return {
        ...document,
        established: { organisationId, title, timeZone, emergencyNumber, rulePackId, rulePackVersion },
      };
    }
    case 'HolidaysDeclared':
      return { ...document, holidays: event.data.holidays };
    case 'CapacityLimitsSet':
      return { ...document, limits: event.data.limits };
    case 'OutreachTimesSet':
      return { ...document, outreachTimes: event.data.times };
    case 'AuthorizationAlertsSet':
      return { ...document, authorizationAlerts: event.data.alerts };
    case 'CorrectionChained':
    case 'DayRooted':
      return document;
    case 'SealChained':
      return { ...document, seals: event.data.sequence + 1, lastSealHash: event.data.hash };
    default: {
      const never: never = event;
      return never;
    }
  }
};

export const programmeView: StreamView<'programme', ProgrammeDocument> = {
  kind: 'stream',
  name: 'programme',
  version: 4,
  category: 'programme',
  initial: (programmeId: string): ProgrammeDocument => ({
    programmeId,
    established: null,
    seals: 0,
    lastSealHash: null,
    holidays: [],
    limits: [],
    outreachTimes: usualOutreachTimes,
    authorizationAlerts: usualAuthorizationAlerts,
  }),
  fold: foldProgramme,
  indexes: ({ established }) =>
    established === null ? [] : [programmes, programmesOfOrganisation(established.organisationId)],
  dependents: (document, previous) => {
    const { programmeId: key } = document;
    // Every seal and root is on this stream, too: only what a view reads of it is news to that view.
    const onChange = (view: string, read: (of: ProgrammeDocument) => unknown): readonly ViewKey[] =>
      previous !== null && JSON.stringify(read(document)) === JSON.stringify(read(previous))
        ? []
        : [{ view, key }];
    return [
      ...onChange('authorizations', ({ established, authorizationAlerts }) => [
        established,
        authorizationAlerts,
      ]),
      ...onChange('tasks', ({ established }) => established),
      ...onChange('rules-reach', ({ limits }) => limits),
      ...onChange('directory', ({ established, holidays, limits }) => [established, holidays, limits]),
    ];
  },
};
