import { demoId } from '@hearth/contracts';
import { MINUTE, type Instant } from '@hearth/domain';
import { patients } from './census.js';
import type { Doors } from './doors.js';
import { enrollmentId } from './groups.js';
import { admin, type DemoPatient } from './people.js';
import { mondayOf } from './sessions.js';

/** What a payer of the demo allows, and how it wants video marked. */
interface Allowed {
  readonly codes: readonly string[];
  readonly revenueCode: string;
  readonly units: number;
  /** Days of an evening programme that were used before the history of the demo begins. */
  readonly usedBefore: number;
  readonly everyDays: number | null;
}

const s9480 = { codes: ['S9480'], revenueCode: '0905' };

/** By the payers of the census; who is not named needs no authorization. */
const allowedBy: Readonly<Record<string, (patient: DemoPatient) => Allowed>> = {
  // A01 comes to 24 of 30 with Thursday of this week: three of a week before the history, and three in each since.
  'Commercial (S9480)': ({ week }) => ({
    ...s9480,
    units: 30,
    usedBefore: week > 6 ? 3 : 0,
    everyDays: 7,
  }),
  'NY Medicaid': () => ({ ...s9480, units: 40, usedBefore: 0, everyDays: null }),
  TRICARE: () => ({ ...s9480, units: 24, usedBefore: 3, everyDays: 14 }),
  'Medicaid (H0015)': () => ({
    codes: ['H0015'],
    revenueCode: '0906',
    units: 24,
    usedBefore: 0,
    everyDays: 7,
  }),
};

const EPISODE_WEEKS = 12;

/** Enters the payers' authorizations of those who need one. Done before, it changes nothing. */
export const authorize = async (doors: Doors, at: Instant, now: Instant): Promise<void> => {
  for (const patient of patients) {
    const allowed = allowedBy[patient.payer]?.(patient);
    if (allowed === undefined) continue;
    const { everyDays, ...terms } = allowed;
    const began = mondayOf(now, -patient.week);
    await doors.say(admin.key, {
      name: `authorization/${patient.key}`,
      method: 'POST',
      path: `/enrollments/${enrollmentId(patient.key)}/authorizations`,
      body: {
        authorizationId: demoId(`authorization/${patient.key}`),
        payer: patient.payer,
        levelOfCare: 'iop',
        ...terms,
        from: began.toISODate(),
        to: began.plus({ weeks: EPISODE_WEEKS }).toISODate(),
        review: { everyDays, nextOn: everyDays === null ? null : mondayOf(now, 1).toISODate() },
        telehealth: { placeOfService: 'by-residence', modifier: '95' },
        number: `DEMO-${patient.key.toUpperCase()}`,
      },
      at: at + MINUTE,
    });
  }
};
