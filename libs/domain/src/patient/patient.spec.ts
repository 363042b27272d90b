import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import type { PatientCommand } from './commands.js';
import { patientDecider } from './decide.js';
import type { PatientEvent } from './events.js';

const given = specificationOf(patientDecider);
const profile = { displayName: 'Ana', locale: 'es' as const };
const register: PatientCommand = {
  type: 'RegisterPatient',
  patientId: 'p1',
  programmeId: 'programme-a',
  simulated: false,
  at: 1,
  profile,
};
const registered: PatientEvent = {
  type: 'PatientRegistered',
  data: { patientId: 'p1', programmeId: 'programme-a', simulated: false, at: 1, personal: profile },
};
const contact = { callbackNumber: '+1 555 010 0001' };
const confirm = (
  at: number,
  what: typeof contact | { callbackNumber?: undefined } = contact,
): PatientCommand => ({
  type: 'ConfirmContact',
  patientId: 'p1',
  sessionId: 's1',
  at,
  contact: what,
});
const confirmed = (at: number): PatientEvent => ({
  type: 'ContactConfirmed',
  data: { patientId: 'p1', sessionId: 's1', at, personal: contact },
});
const change: PatientCommand = { type: 'ChangeProfile', patientId: 'p1', at: 2, profile };
const changed: PatientEvent = {
  type: 'PatientProfileChanged',
  data: { patientId: 'p1', at: 2, personal: profile },
};

describe('a patient', () => {
  it('is registered once', () => {
    given().when(register).then([registered]);
    given(registered).when(register).rejected('already-exists');
  });

  it('changes how they are shown', () => {
    given(registered).when(change).then([changed]);
    given(registered, changed).when(change).then([changed]);
    given().when(change).rejected('not-found');
  });

  it('has the newest confirmed contact kept, and no older one after it', () => {
    given(registered)
      .when(confirm(5))
      .then([confirmed(5)]);
    given(registered, confirmed(5))
      .when(confirm(6))
      .then([confirmed(6)]);
    given(registered, confirmed(5)).when(confirm(5)).nothing();
    given(registered, confirmed(5)).when(confirm(4)).nothing();
    given(registered).when(confirm(5, {})).nothing();
    given(registered)
      .when(confirm(5, { callbackNumber: undefined }))
      .nothing();
    given().when(confirm(5)).rejected('not-found');
  });

  it('does not exist before being registered', () => {
    expect(fold(patientDecider, [confirmed(5)])).toEqual({ status: 'none' });
  });
});
