import { demoId } from '@hearth/contracts';
import type { SessionType } from '@hearth/domain';
import { adults, personId, teens, type DemoPatient } from './people.js';

export const PROGRAMME_ID = demoId('programme');
export const TIME_ZONE = 'America/New_York';

export interface DemoGroup {
  readonly key: string;
  readonly title: string;
  readonly sessionType: SessionType;
  readonly capacity: number;
  /** The first has charge; the others are co-facilitators. */
  readonly facilitators: readonly string[];
  /** Who of them the simulation moves: keeps it staffed. */
  readonly simulatedFacilitator: string;
}

export const groups: readonly DemoGroup[] = [
  {
    key: 'evening-process',
    title: 'Process group',
    sessionType: 'process-group',
    capacity: 12,
    facilitators: ['lindqvist', 'brandt', 'carter'],
    simulatedFacilitator: 'brandt',
  },
  {
    key: 'evening-dbt',
    title: 'DBT skills',
    sessionType: 'skills-group',
    capacity: 12,
    facilitators: ['brandt', 'lindqvist', 'carter'],
    simulatedFacilitator: 'brandt',
  },
  {
    key: 'evening-review',
    title: 'Review and relapse prevention',
    sessionType: 'psychoeducation',
    capacity: 12,
    facilitators: ['lindqvist', 'reyes', 'carter'],
    simulatedFacilitator: 'reyes',
  },
  {
    key: 'day-skills',
    title: 'Skills group: distress tolerance',
    sessionType: 'skills-group',
    capacity: 8,
    facilitators: ['lindqvist', 'carter', 'raman'],
    simulatedFacilitator: 'raman',
  },
  {
    key: 'teen-process',
    title: 'Teen process group',
    sessionType: 'process-group',
    capacity: 8,
    facilitators: ['raman', 'reyes'],
    simulatedFacilitator: 'raman',
  },
  {
    key: 'teen-skills',
    title: 'DBT skills for teens',
    sessionType: 'skills-group',
    capacity: 8,
    facilitators: ['raman', 'reyes'],
    simulatedFacilitator: 'raman',
  },
];

export const norms: readonly string[] = [
  'What is said here stays here.',
  'Be alone in the room, with headphones on. Nobody records.',
  'You may always pass.',
  'Speak of yourself; listen without giving advice unless asked.',
  'If you need a moment, ask for help with the button: only the facilitators see it.',
];

export const groupId = (key: string): string => demoId(`group/${key}`);
export const enrollmentId = (patient: string): string => demoId(`enrollment/${patient}`);

export const groupOf = (key: string): DemoGroup => {
  const group = groups.find((one) => one.key === key);
  if (group === undefined) throw new Error(`The demo has no group ${key}`);
  return group;
};

export const membersOf = (key: string): readonly DemoPatient[] =>
  [...adults, ...teens].filter(({ groups: of }) => of.includes(key));

export const facilitatorsOf = ({ facilitators }: DemoGroup) =>
  facilitators.map((key, place) => ({
    staffId: personId(key),
    part: place === 0 ? ('facilitator' as const) : ('co-facilitator' as const),
  }));

export const rosterOf = (members: readonly DemoPatient[]) =>
  members.map(({ key }) => ({ patientId: personId(key), enrollmentId: enrollmentId(key) }));
