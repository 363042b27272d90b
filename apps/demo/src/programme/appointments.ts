import { demoId } from '@hearth/contracts';
import { MINUTE, type Instant, type SessionType } from '@hearth/domain';
import { eveningPatients, patients, teens } from './census.js';
import { isSimulated, type DemoPatient } from './people.js';
import { momentIn, mondayOf, type DemoSession } from './sessions.js';

/** A session that stands for itself, in a week in which it takes place. */
interface Appointment {
  readonly name: string;
  readonly weekday: number;
  readonly at: string;
  readonly minutes: number;
  readonly sessionType: SessionType;
  readonly title: string;
  readonly capacity: number;
  readonly facilitators: readonly string[];
  readonly members: readonly DemoPatient[];
}

interface Hour {
  readonly weekday: number;
  readonly at: string;
}

const hours = (weekday: number, ...times: readonly string[]): readonly Hour[] =>
  times.map((at) => ({ weekday, at }));

/** When each has time for people alone. */
const alone: Readonly<Record<string, readonly Hour[]>> = {
  lindqvist: hours(3, '12:00', '13:00', '14:00', '15:00', '16:00', '17:00'),
  brandt: hours(5, '09:00', '10:00', '11:00', '12:00', '14:00', '15:00'),
  reyes: [...hours(2, '13:00', '14:00', '15:00', '16:00'), ...hours(5, '09:00', '10:00', '11:00')],
};
const withFamilies = {
  adults: hours(3, '09:00', '10:00', '11:00', '12:00', '13:00'),
  teens: [...hours(2, '09:00', '10:00', '11:00', '12:00'), ...hours(5, '14:00', '15:00', '16:00')],
};
const prescriberHours = [...hours(2, '15:00', '15:30', '16:00'), ...hours(4, '15:00', '15:30', '16:00')];

const one = (
  kind: 'individual' | 'family' | 'medication',
  title: string,
  minutes: number,
  staff: string,
  patient: DemoPatient,
  hour: Hour,
): Appointment => ({
  ...hour,
  name: `${kind}/${patient.key}`,
  minutes,
  sessionType: kind,
  title,
  capacity: 1,
  facilitators: [staff],
  members: [patient],
});

/** One after another at the hours that there are. */
const inTurn = (
  people: readonly DemoPatient[],
  times: readonly Hour[],
  appointment: (patient: DemoPatient, hour: Hour) => Appointment,
): readonly Appointment[] =>
  people.flatMap((patient, place) => {
    const hour = times[place];
    return hour === undefined ? [] : [appointment(patient, hour)];
  });

const individual: readonly Appointment[] = Object.entries(alone).flatMap(([staff, times]) =>
  inTurn(
    patients.filter(({ therapist }) => therapist === staff),
    times,
    (patient, hour) => one('individual', 'Individual session', 50, staff, patient, hour),
  ),
);

const family = (people: readonly DemoPatient[], times: readonly Hour[]): readonly Appointment[] =>
  inTurn(people, times, (patient, hour) => one('family', 'Family session', 50, 'raman', patient, hour));

const medication = (people: readonly DemoPatient[]): readonly Appointment[] =>
  inTurn(people, prescriberHours, (patient, hour) =>
    one('medication', 'Medication', 20, 'okafor', patient, hour),
  );

const isFor = (keys: readonly string[]) => (patient: DemoPatient) => keys.includes(patient.key);

const together: readonly Appointment[] = [
  {
    name: 'multi-family',
    weekday: 3,
    at: '18:30',
    minutes: 60,
    sessionType: 'multi-family',
    title: 'Multi-family education',
    capacity: 35,
    facilitators: ['raman', 'carter'],
    members: patients.filter(isFor(['mei', 'walter', 'ingrid', 'hana', 'simone'])),
  },
  {
    name: 'team',
    weekday: 5,
    at: '13:00',
    minutes: 60,
    sessionType: 'team',
    title: 'Treatment team',
    capacity: 12,
    facilitators: ['lindqvist', 'brandt', 'raman', 'reyes', 'carter'],
    members: [],
  },
];

/** Every second week: half of the evening in one week, the other half in the next. */
const half = (even: boolean): readonly DemoPatient[] =>
  eveningPatients.filter((_patient, place) => (place % 2 === 0) === even);

/** Weeks since a fixed one, so that every second week stays the same one. */
const isEvenWeek = (monday: ReturnType<typeof mondayOf>): boolean =>
  Math.round(monday.diff(mondayOf(Date.UTC(2026, 0, 7), 0), 'weeks').weeks) % 2 === 0;

/** The sessions beside the groups, of the week that lies `weeks` away from that of `now`, soonest first. */
export const appointmentsOf = (now: Instant, weeks: number): readonly DemoSession[] => {
  const monday = mondayOf(now, weeks);
  const even = isEvenWeek(monday);
  return [
    ...individual,
    ...family(half(even), withFamilies.adults),
    ...family(teens, withFamilies.teens),
    ...medication(half(!even)),
    ...together,
  ]
    .filter(({ members }) => members.every(({ week }) => week >= -weeks))
    .map(({ name, weekday, at, minutes, ...appointment }) => {
      const startsAt = momentIn(monday, weekday, at);
      const [lead = ''] = appointment.facilitators;
      return {
        ...appointment,
        sessionId: demoId(`appointment/${name}/${monday.toISODate()}`),
        groupKey: null,
        simulatedFacilitator: isSimulated(lead) ? lead : null,
        startsAt,
        endsAt: startsAt + minutes * MINUTE,
      };
    })
    .sort((a, b) => a.startsAt - b.startsAt);
};
