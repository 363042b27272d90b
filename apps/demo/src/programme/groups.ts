import { demoId } from '@hearth/contracts';
import type { SessionType } from '@hearth/domain';
import { patients } from './census.js';
import { personId, type DemoPatient } from './people.js';

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

const group = (
  key: string,
  title: string,
  sessionType: SessionType,
  capacity: number,
  facilitators: readonly string[],
  simulatedFacilitator: string,
): DemoGroup => ({ key, title, sessionType, capacity, facilitators, simulatedFacilitator });

export const groups: readonly DemoGroup[] = [
  group('evening-process', 'Process group', 'process-group', 12, ['lindqvist', 'brandt', 'carter'], 'brandt'),
  group('evening-dbt', 'DBT skills', 'skills-group', 12, ['brandt', 'carter'], 'brandt'),
  group(
    'evening-review',
    'Review and relapse prevention',
    'psychoeducation',
    12,
    ['lindqvist', 'reyes', 'carter'],
    'reyes',
  ),
  group('day-process', 'Morning process group', 'process-group', 8, ['brandt', 'carter'], 'brandt'),
  group('day-coping', 'Coping skills', 'skills-group', 8, ['brandt', 'carter'], 'brandt'),
  group('day-skills', 'Skills group: distress tolerance', 'skills-group', 8, ['carter', 'raman'], 'raman'),
  group('weekend-process', 'Weekend process group', 'process-group', 12, ['raman', 'carter'], 'raman'),
  group('weekend-skills', 'Weekend skills', 'skills-group', 12, ['raman', 'carter'], 'raman'),
  group('weekend-review', 'Weekend review', 'psychoeducation', 12, ['raman', 'carter'], 'raman'),
  group('dual-process', 'Recovery process group', 'process-group', 10, ['reyes', 'okafor'], 'reyes'),
  group('dual-recovery', 'Recovery skills', 'skills-group', 10, ['reyes', 'okafor'], 'reyes'),
  group('dual-relapse', 'Relapse prevention', 'psychoeducation', 10, ['reyes', 'okafor'], 'reyes'),
  group('teen-process', 'Teen process group', 'process-group', 8, ['raman', 'reyes'], 'raman'),
  group('teen-skills', 'DBT skills for teens', 'skills-group', 8, ['raman', 'reyes'], 'raman'),
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

/** Who belongs to a group in the week that lies so many weeks away: who had begun by then. */
export const membersOf = (key: string, weeks = 0): readonly DemoPatient[] =>
  patients.filter(({ groups: of, week }) => of.includes(key) && week >= -weeks);

/** The first has charge. */
export const leading = (staff: readonly string[]) =>
  staff.map((key, place) => ({
    staffId: personId(key),
    part: place === 0 ? ('facilitator' as const) : ('co-facilitator' as const),
  }));

export const rosterOf = (members: readonly DemoPatient[]) =>
  members.map(({ key }) => ({ patientId: personId(key), enrollmentId: enrollmentId(key) }));
