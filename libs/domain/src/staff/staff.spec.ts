import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import type { RegisterStaff } from './commands.js';
import { staffDecider } from './decide.js';
import type { StaffEvent } from './events.js';

const given = specificationOf(staffDecider);
const profile = { displayName: 'D. Brandt', credentials: 'LMFT', locale: 'en' as const };
const register: RegisterStaff = {
  type: 'RegisterStaff',
  staffId: 'staff-brandt',
  programmeIds: ['programme-a'],
  role: 'therapist',
  simulated: true,
  at: 1,
  profile,
};
const registered: StaffEvent = {
  type: 'StaffRegistered',
  data: {
    staffId: 'staff-brandt',
    programmeIds: ['programme-a'],
    role: 'therapist',
    simulated: true,
    at: 1,
    personal: profile,
  },
};

describe('a member of staff', () => {
  it('is registered once, in a programme at least', () => {
    given().when(register).then([registered]);
    given(registered).when(register).rejected('already-exists');
    given()
      .when({ ...register, programmeIds: [] })
      .rejected('invalid');
  });
});
