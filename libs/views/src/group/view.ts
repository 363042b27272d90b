import {
  evolvePlan,
  planOf,
  type Facilitator,
  type GroupEvent,
  type GroupModality,
  type GroupPlan,
  type Recorded,
  type RosterEntry,
  type SessionType,
} from '@hearth/domain';
import type { StreamView } from '../view.js';

export interface GroupDocument {
  readonly groupId: string;
  readonly programmeId: string | null;
  readonly title: string;
  readonly sessionType: SessionType | null;
  readonly modality: GroupModality;
  readonly capacity: number;
  /** As decided last; `plan` knows from which day on. */
  readonly facilitators: readonly Facilitator[];
  readonly norms: readonly string[];
  /** Whoever has a place and has not left it; `plan` knows since when, and who is away. */
  readonly members: readonly RosterEntry[];
  /** What its meetings follow from (`meetingsOf`); null until it is formed. */
  readonly plan: GroupPlan | null;
}

export const groupsOfProgramme = (programmeId: string): string => `groups-of-programme:${programmeId}`;

const withPlan = (document: GroupDocument, plan: GroupPlan): GroupDocument => ({
  ...document,
  plan,
  capacity: plan.capacity,
  facilitators: plan.facilitators.at(-1)?.facilitators ?? [],
  members: plan.members
    .filter(({ until }) => until === null)
    .map(({ patientId, enrollmentId }) => ({ patientId, enrollmentId })),
});

const foldGroup = (document: GroupDocument, { event }: Recorded<GroupEvent>): GroupDocument => {
  if (event.type === 'GroupFormed') {
    const { programmeId, title, sessionType, modality, norms } = event.data;
    return withPlan({ ...document, programmeId, title, sessionType, modality, norms }, planOf(event.data));
  }
  return document.plan === null ? document : withPlan(document, evolvePlan(document.plan, event));
};

export const groupView: StreamView<'group', GroupDocument> = {
  kind: 'stream',
  name: 'group',
  version: 2,
  category: 'group',
  initial: (groupId: string): GroupDocument => ({
    groupId,
    programmeId: null,
    title: '',
    sessionType: null,
    modality: 'video',
    capacity: 0,
    facilitators: [],
    norms: [],
    members: [],
    plan: null,
  }),
  fold: foldGroup,
  indexes: ({ programmeId }) => (programmeId === null ? [] : [groupsOfProgramme(programmeId)]),
  dependents: ({ programmeId }) => (programmeId === null ? [] : [{ view: 'directory', key: programmeId }]),
};
