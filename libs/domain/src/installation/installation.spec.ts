import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import { installationDecider, type SetUpInstallation } from './decide.js';
import type { InstallationEvent } from './events.js';

const given = specificationOf(installationDecider);
const setUp: SetUpInstallation = { type: 'SetUpInstallation', programmeId: 'a', adminId: 's1', at: 1 };
const done: InstallationEvent = {
  type: 'InstallationSetUp',
  data: { programmeId: 'a', adminId: 's1', at: 1 },
};

describe('an installation', () => {
  it('is set up once, and the same set-up may be sent again', () => {
    given().when(setUp).then([done]);
    given(done)
      .when({ ...setUp, at: 2 })
      .nothing();
    given(done)
      .when({ ...setUp, programmeId: 'b' })
      .rejected('already-exists');
    given(done)
      .when({ ...setUp, adminId: 's2' })
      .rejected('already-exists');
  });
});
