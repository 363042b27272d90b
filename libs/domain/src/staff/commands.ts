import type { Redacted } from '../event-definition.js';
import type { StaffRole } from '../person.js';
import type { Instant } from '../time.js';
import type { StaffEvent } from './events.js';

type Data<Type extends StaffEvent['type']> = Extract<StaffEvent, { readonly type: Type }>['data'];

export interface RegisterStaff {
  readonly type: 'RegisterStaff';
  readonly staffId: string;
  readonly programmeIds: readonly string[];
  readonly role: StaffRole;
  readonly simulated: boolean;
  readonly at: Instant;
  readonly profile: Exclude<Data<'StaffRegistered'>['personal'], Redacted>;
}
export type StaffCommand = RegisterStaff | ({ readonly type: 'SetLicences' } & Data<'StaffLicencesSet'>);
