import { demoPersonId, demoPersonas } from '@hearth/contracts';
import type { StaffRole } from '@hearth/domain';

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
  readonly ageBand: 'adult' | 'adolescent';
  readonly payer: string;
  readonly residenceState: string;
  /** Where they are on most days. */
  readonly place: { readonly address: string; readonly state: string };
  readonly asksSubstanceUse: boolean;
  /** Weeks since the episode began. */
  readonly week: number;
  readonly groups: readonly string[];
  /** What was planned at enrollment: the groups of the week and a session alone. */
  readonly plannedWeeklyMinutes: number;
  /** Told where it decides what rules apply. */
  readonly birthDate?: string;
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

const evening = ['evening-process', 'evening-dbt', 'evening-review'];
const commercial = 'Commercial (S9480)';

const adult = (
  patient: Omit<DemoPatient, 'locale' | 'ageBand' | 'groups' | 'plannedWeeklyMinutes'> & Partial<DemoPatient>,
): DemoPatient => ({
  locale: 'en',
  ageBand: 'adult',
  groups: evening,
  plannedWeeklyMinutes: 590,
  ...patient,
});

const at = (address: string, state: string): DemoPatient['place'] => ({ address, state });

export const adults: readonly DemoPatient[] = [
  adult({
    key: 'ana',
    displayName: 'Ana R.',
    pronouns: 'ella',
    locale: 'es',
    payer: commercial,
    residenceState: 'NY',
    place: at('118 Linden Street, Apt 4, Brooklyn', 'NY'),
    asksSubstanceUse: false,
    week: 3,
    groups: [...evening, 'day-skills'],
  }),
  adult({
    key: 'jordan',
    displayName: 'Jordan M.',
    pronouns: 'they/them',
    payer: 'Commercial',
    residenceState: 'NJ',
    place: at('27 Harbor Road, Hoboken', 'NJ'),
    asksSubstanceUse: true,
    week: 4,
    groups: [...evening, 'day-skills'],
  }),
  adult({
    key: 'nadia',
    displayName: 'Nadia K.',
    payer: 'NY Medicaid',
    residenceState: 'NY',
    place: at('502 Maple Avenue, Queens', 'NY'),
    asksSubstanceUse: false,
    week: 2,
  }),
  adult({
    key: 'tomas',
    displayName: 'Tomás V.',
    payer: 'TRICARE',
    residenceState: 'TX',
    place: at('9 Cedar Court, Killeen', 'TX'),
    asksSubstanceUse: true,
    week: 5,
  }),
  adult({
    key: 'walter',
    displayName: 'Walter B.',
    payer: 'Medicare',
    residenceState: 'NJ',
    place: at('44 Orchard Lane, Trenton', 'NJ'),
    asksSubstanceUse: false,
    week: 7,
  }),
  adult({
    key: 'priscilla',
    displayName: 'Priscilla D.',
    payer: 'BCBSND',
    residenceState: 'ND',
    place: at('310 River Street, Fargo', 'ND'),
    asksSubstanceUse: false,
    week: 3,
  }),
  adult({
    key: 'mei',
    displayName: 'Mei L.',
    payer: commercial,
    residenceState: 'NY',
    place: at('76 Garden Street, Albany', 'NY'),
    asksSubstanceUse: false,
    week: 1,
  }),
  adult({
    key: 'darnell',
    displayName: 'Darnell F.',
    payer: 'Commercial',
    residenceState: 'PA',
    place: at('Hotel Bayside, room 212, Tampa', 'FL'),
    asksSubstanceUse: false,
    week: 6,
  }),
  adult({
    key: 'ingrid',
    displayName: 'Ingrid S.',
    payer: 'NY Medicaid',
    residenceState: 'NY',
    place: at('15 Mill Road, Ithaca', 'NY'),
    asksSubstanceUse: true,
    week: 4,
  }),
  adult({
    key: 'luis',
    displayName: 'Luis O.',
    payer: 'Commercial',
    residenceState: 'NJ',
    place: at('88 Station Street, Newark', 'NJ'),
    asksSubstanceUse: false,
    week: 9,
  }),
  ...[
    ['ruben', 'Rubén C.'],
    ['hana', 'Hana W.'],
    ['oleg', 'Oleg P.'],
    ['simone', 'Simone A.'],
  ].map(([key = '', displayName = '']) =>
    adult({
      key,
      displayName,
      payer: 'Commercial',
      residenceState: 'NY',
      place: at('200 College Avenue, Rochester', 'NY'),
      asksSubstanceUse: false,
      week: 2,
      groups: ['day-skills'],
    }),
  ),
];

const teenNames: readonly (readonly [string, string, string, string])[] = [
  ['kai', 'Kai N.', 'NY', '2010-05-14'],
  ['zoe', 'Zoe B.', 'NJ', '2011-09-02'],
  ['mateo', 'Mateo G.', 'NY', '2010-12-21'],
  ['ava', 'Ava T.', 'NJ', '2012-03-30'],
  ['noor', 'Noor H.', 'NY', '2011-01-17'],
  ['eli', 'Eli S.', 'NY', '2012-02-29'],
  ['june', 'June Y.', 'NJ', '2010-08-08'],
];

export const teens: readonly DemoPatient[] = teenNames.map(
  ([key, displayName, residenceState, birthDate]) => ({
    key,
    displayName,
    locale: 'en',
    ageBand: 'adolescent',
    payer: 'Commercial',
    residenceState,
    place: at('At home, upstairs, 31 School Street', residenceState),
    asksSubstanceUse: false,
    week: 3,
    groups: ['teen-process', 'teen-skills'],
    plannedWeeklyMinutes: 460,
    birthDate,
  }),
);

export const patients: readonly DemoPatient[] = [...adults, ...teens];

/** First letters of the words of a name, as the picture shows them. */
export const initialsOf = (displayName: string): string =>
  displayName
    .normalize('NFD')
    .split(' ')
    .map((word) => word.slice(0, 1))
    .join('')
    .toUpperCase()
    .slice(0, 2);
