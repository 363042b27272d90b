import { describe, expect, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import type { StaffCommand } from './commands.js';
import { staffDecider } from './decide.js';
import { isLicensedIn, type StaffEvent } from './events.js';

const given = specificationOf(staffDecider);
const registered: StaffEvent = {
  type: 'StaffRegistered',
  data: {
    staffId: 's1',
    programmeIds: ['p1'],
    role: 'therapist',
    simulated: false,
    at: 1,
    personal: { displayName: 'Maya Lindqvist', locale: 'en' },
  },
};
const licences = [{ state: 'NY', credential: 'LCSW', expiresOn: '2026-06-30' }];
const set: StaffCommand = { type: 'SetLicences', staffId: 's1', licences, needsCoSign: false, at: 2 };
const { type: _type, ...data } = set;

describe('where somebody may practise', () => {
  it('is said whole, of somebody who is registered', () => {
    given(registered)
      .when(set)
      .then([{ type: 'StaffLicencesSet', data }]);
    given(registered, { type: 'StaffLicencesSet', data }).when(set).nothing();
    given().when(set).rejected('not-found');
  });

  it('holds in a state, to the last day', () => {
    expect(isLicensedIn(licences, 'NY', '2026-06-30')).toBe(true);
    expect(isLicensedIn(licences, 'NY', '2026-07-01')).toBe(false);
    expect(isLicensedIn(licences, 'FL', '2026-06-30')).toBe(false);
    expect(isLicensedIn([{ state: 'FL', credential: 'MD', expiresOn: null }], 'FL', '2099-01-01')).toBe(true);
  });
});
