import type { GroupEvent, Recorded, SessionType } from '@hearth/domain';
import type { StreamView } from '../view.js';

export interface GroupDocument {
  readonly groupId: string;
  readonly programmeId: string | null;
  readonly title: string;
  readonly sessionType: SessionType | null;
  readonly capacity: number;
  readonly facilitators: readonly {
    readonly staffId: string;
    readonly part: 'facilitator' | 'co-facilitator';
  }[];
  readonly norms: readonly string[];
  readonly members: readonly { readonly patientId: string; readonly enrollmentId: string }[];
}

const foldGroup = (document: GroupDocument, { event }: Recorded<GroupEvent>): GroupDocument => {
  switch (event.type) {
    case 'GroupFormed': {
      const { programmeId, title, sessionType, capacity, facilitators, norms } = event.data;
      return { ...document, programmeId, title, sessionType, capacity, facilitators, norms };
    }
    case 'PatientJoinedGroup': {
      const { patientId, enrollmentId } = event.data;
      const others = document.members.filter((member) => member.patientId !== patientId);
      return { ...document, members: [...others, { patientId, enrollmentId }] };
    }
    case 'PatientLeftGroup':
      return {
        ...document,
        members: document.members.filter(({ patientId }) => patientId !== event.data.patientId),
      };
    default: {
      const never: never = event;
      return never;
    }
  }
};

export const groupView: StreamView<'group', GroupDocument> = {
  kind: 'stream',
  name: 'group',
  version: 1,
  category: 'group',
  initial: (groupId: string): GroupDocument => ({
    groupId,
    programmeId: null,
    title: '',
    sessionType: null,
    capacity: 0,
    facilitators: [],
    norms: [],
    members: [],
  }),
  fold: foldGroup,
  indexes: () => [],
  dependents: () => [],
};
