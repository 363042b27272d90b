import type { Instant } from '@hearth/domain';
import type { Browser } from './browser.js';

/** An api to make a programme on, whatever it stands on. */
export interface ApiInTest {
  /** When the session starts; the doors can be open from an hour before. */
  readonly start: Instant;
  readonly clock: { at: Instant };
  readonly browser: () => Browser;
  readonly as: (personId: string) => Promise<Browser>;
  /** Tells views that no worker builds. */
  readonly enrolled: (patientId: string, enrollmentId: string) => void;
}
