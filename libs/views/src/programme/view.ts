import type { ProgrammeEvent, Recorded } from '@hearth/domain';
import type { StreamView } from '../view.js';

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
}

export const programmes = 'programmes';

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
  version: 1,
  category: 'programme',
  initial: (programmeId: string): ProgrammeDocument => ({
    programmeId,
    established: null,
    seals: 0,
    lastSealHash: null,
  }),
  fold: foldProgramme,
  indexes: ({ established }) => (established === null ? [] : [programmes]),
  dependents: () => [],
};
