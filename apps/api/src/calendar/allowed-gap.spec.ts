import { describe, expect, it } from '@jest/globals';
import { shippedPacks } from '@hearth/domain';
import type { Episode } from '@hearth/views';
import { allowedGapBy } from './allowed-gap.js';

const episodeIn = (residenceState: string): Episode => ({
  patientId: 'ana',
  programmeId: 'p1',
  trackId: null,
  groupIds: [],
  primaryTherapistId: 'maya',
  startsOn: '2026-11-02',
  plannedEndOn: '2027-01-29',
  endedOn: null,
  disposition: null,
  ageBand: 'adult',
  birthDate: null,
  payer: 'Commercial',
  residenceState,
  residenceType: 'home',
  levelOfCare: 'iop',
  priorLevelOfCare: 'none',
  plannedWeeklyMinutes: null,
  asksSubstanceUse: false,
  placements: [],
  residences: [{ from: '2026-11-02', residenceState, residenceType: 'home' }],
  payers: [{ from: '2026-11-02', payer: 'Commercial' }],
  intensities: [],
  pauses: [],
  requests: [],
});
const rules = {
  packId: 'base-iop',
  packVersion: 2,
  packs: shippedPacks,
  added: [],
  adopted: [],
  overrides: [],
};

describe('the gap that is allowed', () => {
  it('is that of the rules where the patient lives, and none where no rule says', () => {
    expect(allowedGapBy(rules)(episodeIn('WY'), '2026-11-16')).toBe(3);
    expect(allowedGapBy(rules)(episodeIn('NY'), '2026-11-16')).toBeNull();
    expect(allowedGapBy(null)(episodeIn('WY'), '2026-11-16')).toBeNull();
  });
});
