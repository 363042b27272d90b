import { demoPersonId, demoPersonas } from '@hearth/contracts';
import type { AgeBand, StaffRole } from '@hearth/domain';

/** Made-up people; who of them is played by people, `demoPersonas` says. */
export interface DemoStaff {
  readonly key: string;
  readonly role: StaffRole;
  readonly displayName: string;
  readonly credentials?: string;
}

export interface DemoPatient {
  readonly key: string;
  readonly displayName: string;
  readonly pronouns?: string;
  readonly locale: 'en' | 'es';
  readonly ageBand: AgeBand;
  readonly payer: string;
  readonly residenceState: string;
  /** Where they are on most days. */
  readonly place: { readonly address: string; readonly state: string };
  readonly asksSubstanceUse: boolean;
  /** Weeks since the Monday on which the episode began; 0 is this week. */
  readonly week: number;
  readonly groups: readonly string[];
  /** Who sees them alone each week; null where the track has no session alone. */
  readonly therapist: string | null;
  /** What was planned at enrollment: the groups of the week and a session alone. */
  readonly plannedWeeklyMinutes: number;
  /** Told where it decides what rules apply: whole years on the day that the demo is made. */
  readonly age?: number;
  /** Less by plan, from the Monday so many weeks after that of this week on. */
  readonly taper?: { readonly fromWeek: number; readonly weeklyMinutes: number };
  /** Waited for a place before they began. */
  readonly waited?: boolean;
}

export const personId = demoPersonId;

const people: ReadonlySet<string> = new Set(demoPersonas.filter(({ human }) => human).map(({ key }) => key));

/** Whether somebody is moved by the simulation. */
export const isSimulated = (key: string): boolean => !people.has(key);

export const admin: DemoStaff = { key: 'admin', role: 'admin', displayName: 'Sam Ito' };

export const staff: readonly DemoStaff[] = [
  { key: 'lindqvist', role: 'therapist', displayName: 'Maya Lindqvist', credentials: 'LCSW' },
  { key: 'carter', role: 'therapist', displayName: 'Dee Carter', credentials: 'CPS' },
  { key: 'abara', role: 'supervisor', displayName: 'Ruth Abara', credentials: 'PhD' },
  { key: 'brandt', role: 'therapist', displayName: 'Theo Brandt', credentials: 'LPC' },
  { key: 'raman', role: 'therapist', displayName: 'Priya Raman', credentials: 'LMFT' },
  { key: 'reyes', role: 'therapist', displayName: 'Jonah Reyes', credentials: 'LMHC-A' },
  { key: 'okafor', role: 'prescriber', displayName: 'Ines Okafor', credentials: 'MD' },
];

/** First letters of the words of a name, as the picture shows them. */
export const initialsOf = (displayName: string): string =>
  displayName
    .normalize('NFD')
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('')
    .toUpperCase()
    .slice(0, 2);
