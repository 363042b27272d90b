import type { DemoPatient } from './people.js';

const evening = ['evening-process', 'evening-dbt', 'evening-review'];
const day = ['day-process', 'day-coping', 'day-skills'];
const weekend = ['weekend-process', 'weekend-skills', 'weekend-review'];
const dual = ['dual-process', 'dual-recovery', 'dual-relapse'];
const teen = ['teen-process', 'teen-skills'];

const commercial = 'Commercial (S9480)';

const at = (address: string, state: string): DemoPatient['place'] => ({ address, state });

type Told = Pick<DemoPatient, 'key' | 'displayName' | 'payer' | 'residenceState' | 'place' | 'week'> &
  Partial<DemoPatient>;

/** Nine hours of groups and fifty minutes alone. */
const adult = (patient: Told): DemoPatient => ({
  locale: 'en',
  ageBand: 'adult',
  asksSubstanceUse: false,
  groups: evening,
  therapist: 'lindqvist',
  plannedWeeklyMinutes: 590,
  ...patient,
});

/** The adult evening track: the eleven of the census, of whom the last waited for a place until this week. */
export const eveningPatients: readonly DemoPatient[] = [
  // A01: a perfect week.
  adult({
    key: 'ana',
    displayName: 'Ana R.',
    pronouns: 'ella',
    locale: 'es',
    payer: commercial,
    residenceState: 'NY',
    place: at('118 Linden Street, Apt 4, Brooklyn', 'NY'),
    week: 7,
  }),
  // A02: eleven minutes late on Monday.
  adult({
    key: 'jordan',
    displayName: 'Jordan M.',
    pronouns: 'they/them',
    payer: 'Commercial',
    residenceState: 'NJ',
    place: at('27 Harbor Road, Hoboken', 'NJ'),
    asksSubstanceUse: true,
    week: 7,
  }),
  // A03: leaves early on Tuesday.
  adult({
    key: 'nadia',
    displayName: 'Nadia K.',
    payer: 'NY Medicaid',
    residenceState: 'NY',
    place: at('502 Maple Avenue, Queens', 'NY'),
    week: 6,
  }),
  // A04: a bad connection on Thursday.
  adult({
    key: 'tomas',
    displayName: 'Tomás V.',
    payer: 'TRICARE',
    residenceState: 'TX',
    place: at('9 Cedar Court, Killeen', 'TX'),
    asksSubstanceUse: true,
    week: 8,
  }),
  // A05: treated, though the payer covers no sessions from home.
  adult({
    key: 'walter',
    displayName: 'Walter B.',
    payer: 'Medicare',
    residenceState: 'NJ',
    place: at('44 Orchard Lane, Trenton', 'NJ'),
    week: 8,
    age: 67,
  }),
  // A06: one evening a week is enough for the payer.
  adult({
    key: 'priscilla',
    displayName: 'Priscilla D.',
    payer: 'BCBSND',
    residenceState: 'ND',
    place: at('310 River Street, Fargo', 'ND'),
    therapist: 'brandt',
    week: 6,
  }),
  // A07: not safe on Tuesday, and looked after before the group.
  adult({
    key: 'mei',
    displayName: 'Mei L.',
    payer: commercial,
    residenceState: 'NY',
    place: at('76 Garden Street, Albany', 'NY'),
    therapist: 'brandt',
    week: 4,
  }),
  // A08: travelling, in a state where nobody of the staff is licensed.
  adult({
    key: 'darnell',
    displayName: 'Darnell F.',
    payer: 'Commercial',
    residenceState: 'PA',
    place: at('Hotel Bayside, room 212, Tampa', 'FL'),
    therapist: 'brandt',
    week: 6,
  }),
  // A09: an ordinary week of minutes; her story is one of consent.
  adult({
    key: 'ingrid',
    displayName: 'Ingrid S.',
    payer: 'NY Medicaid',
    residenceState: 'NY',
    place: at('15 Mill Road, Ithaca', 'NY'),
    therapist: 'brandt',
    asksSubstanceUse: true,
    week: 6,
  }),
  // A10: stepping down by plan.
  adult({
    key: 'luis',
    displayName: 'Luis O.',
    payer: 'Commercial',
    residenceState: 'NJ',
    place: at('88 Station Street, Newark', 'NJ'),
    therapist: 'brandt',
    week: 9,
    taper: { fromWeek: -1, weeklyMinutes: 360 },
  }),
  // A11: the waitlist, then a place.
  adult({
    key: 'selma',
    displayName: 'Selma Q.',
    payer: 'Pending',
    residenceState: 'NY',
    place: at('9 Birch Lane, Yonkers', 'NY'),
    week: 0,
    waited: true,
  }),
];

const inTrack = (
  groups: readonly string[],
  plannedWeeklyMinutes: number,
  people: readonly Pick<Told, 'key' | 'displayName' | 'residenceState' | 'place'>[],
  told: Partial<DemoPatient> = {},
): readonly DemoPatient[] =>
  people.map((person) =>
    adult({
      payer: 'Commercial',
      week: 7,
      therapist: null,
      groups,
      plannedWeeklyMinutes,
      ...told,
      ...person,
    }),
  );

const college = at('200 College Avenue, Rochester', 'NY');
const person = (key: string, displayName: string, place: DemoPatient['place']) => ({
  key,
  displayName,
  place,
  residenceState: place.state,
});

export const dayPatients: readonly DemoPatient[] = inTrack(day, 560, [
  person('ruben', 'Rubén C.', college),
  person('hana', 'Hana W.', college),
  person('oleg', 'Oleg P.', college),
  person('simone', 'Simone A.', college),
]);

/** From Sunday to Friday there is nothing, which one state does not allow. */
export const weekendPatients: readonly DemoPatient[] = inTrack(weekend, 540, [
  person('wren', 'Wren S.', at('61 Canyon Road, Casper', 'WY')),
  person('paulo', 'Paulo R.', at('14 Union Street, Utica', 'NY')),
  person('greta', 'Greta M.', at('230 Park Place, Oswego', 'NY')),
  person('amir', 'Amir J.', at('7 Lake View, Syracuse', 'NY')),
]);

export const dualPatients: readonly DemoPatient[] = inTrack(
  dual,
  540,
  [
    person('dora', 'Dora L.', at('19 Mercer Street, Buffalo', 'NY')),
    person('felix', 'Felix T.', at('402 Pine Street, Elmira', 'NY')),
    person('kemi', 'Kemi A.', at('5 Clinton Square, Albany', 'NY')),
  ],
  { asksSubstanceUse: true },
);

const teenager = (
  key: string,
  displayName: string,
  residenceState: string,
  age: number,
  told: Partial<DemoPatient> = {},
): DemoPatient =>
  adult({
    key,
    displayName,
    ageBand: 'adolescent',
    payer: 'Commercial',
    residenceState,
    place: at('At home, upstairs, 31 School Street', residenceState),
    week: 7,
    groups: teen,
    therapist: 'reyes',
    plannedWeeklyMinutes: 460,
    age,
    ...told,
  });

/** T01 to T07. Two hours an afternoon: enough for some payers, and not for H0015. */
export const teens: readonly DemoPatient[] = [
  teenager('kai', 'Kai N.', 'NY', 16, { payer: 'Medicaid (H0015)' }),
  teenager('zoe', 'Zoe B.', 'NJ', 15, { payer: 'TRICARE' }),
  // T03: twenty years old, which is young in the District of Columbia.
  teenager('mateo', 'Mateo G.', 'DC', 20, { ageBand: 'adult' }),
  teenager('ava', 'Ava T.', 'NJ', 14),
  teenager('noor', 'Noor H.', 'NY', 15),
  // T06: never with a picture.
  teenager('eli', 'Eli S.', 'NY', 14),
  // T07: comes on a second device.
  teenager('june', 'June Y.', 'NJ', 16),
];

export const patients: readonly DemoPatient[] = [
  ...eveningPatients,
  ...dayPatients,
  ...weekendPatients,
  ...dualPatients,
  ...teens,
];

export const patientOf = (key: string): DemoPatient => {
  const patient = patients.find((one) => one.key === key);
  if (patient === undefined) throw new Error(`The demo has no patient ${key}`);
  return patient;
};
