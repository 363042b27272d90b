import { describe, expect, it } from '@jest/globals';
import { shippedPacks } from '@hearth/domain';
import { anEpisode } from '../testing/episode.js';
import { allowedGapBy } from './allowed-gap.js';

const episodeIn = (residenceState: string) =>
  anEpisode('ana', {
    residenceState,
    residences: [{ from: '2026-11-02', residenceState, residenceType: 'home' }],
  });
const rules = {
  packId: 'base-iop',
  packVersion: 2,
  packs: shippedPacks,
  added: [],
  adopted: [],
  overrides: [],
  organisationOverrides: [],
};

describe('the gap that is allowed', () => {
  it('is that of the rules where the patient lives, and none where no rule says', () => {
    expect(allowedGapBy(rules)(episodeIn('WY'), '2026-11-16')).toBe(3);
    expect(allowedGapBy(rules)(episodeIn('NY'), '2026-11-16')).toBeNull();
    expect(allowedGapBy(null)(episodeIn('WY'), '2026-11-16')).toBeNull();
  });
});
