import type { Redacted } from '../event-definition.js';
import type { StaffRole } from '../person.js';
import type { Instant } from '../time.js';
import type { StaffEvent } from './events.js';

export interface RegisterStaff {
  readonly type: 'RegisterStaff';
  readonly staffId: string;
  readonly programmeIds: readonly string[];
  readonly role: StaffRole;
  readonly simulated: boolean;
  readonly at: Instant;
  readonly profile: Exclude<StaffEvent['data']['personal'], Redacted>;
}
export type StaffCommand = RegisterStaff;
