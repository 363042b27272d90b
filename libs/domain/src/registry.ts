import { accessEventDefinitions, type AccessEvent } from './access/events.js';
import { accountEventDefinitions, type AccountEvent } from './account/events.js';
import { authorizationEventDefinitions, type AuthorizationEvent } from './authorization/events.js';
import { calendarFeedEventDefinitions, type CalendarFeedEvent } from './calendar-feed/events.js';
import { enrollmentEventDefinitions, type EnrollmentEvent } from './enrollment/events.js';
import { enrollmentEventUpcasters, formerEnrollmentEventDefinitions } from './enrollment/former-events.js';
import { groupEventDefinitions, type GroupEvent } from './group/events.js';
import { formerGroupEventDefinitions, groupEventUpcasters } from './group/former-events.js';
import { installationEventDefinitions, type InstallationEvent } from './installation/events.js';
import { organisationEventDefinitions, type OrganisationEvent } from './organisation/events.js';
import { outreachEventDefinitions, type OutreachEvent } from './outreach/events.js';
import { patientEventDefinitions, type PatientEvent } from './patient/events.js';
import { programmeEventDefinitions, type ProgrammeEvent } from './programme/events.js';
import { rulePackEventDefinitions, type RulePackEvent } from './rule-pack/events.js';
import { safetyEventDefinitions, type SafetyEvent } from './safety/events.js';
import { formerSessionEventDefinitions, sessionEventUpcasters } from './session/former-events.js';
import { sessionEventDefinitions, type SessionEvent } from './session/events.js';
import { staffEventDefinitions, type StaffEvent } from './staff/events.js';
import { taskEventDefinitions, type TaskEvent } from './task/events.js';
import { trackEventDefinitions, type TrackEvent } from './track/events.js';
import type { StreamCategory } from './stream.js';

/** Which events live in which category of stream. */
export interface EventsByCategory {
  programme: ProgrammeEvent;
  session: SessionEvent;
  enrollment: EnrollmentEvent;
  patient: PatientEvent | AccountEvent;
  staff: StaffEvent | AccountEvent;
  group: GroupEvent;
  track: TrackEvent;
  calendar: CalendarFeedEvent;
  safety: SafetyEvent;
  outreach: OutreachEvent;
  task: TaskEvent;
  authorization: AuthorizationEvent;
  rulepack: RulePackEvent;
  organisation: OrganisationEvent;
  audit: AccessEvent;
  installation: InstallationEvent;
}

/**
 * The events of one category, chosen by its name. Written out, as a plain look-up by a category that is not known yet
 * makes the compiler multiply the events of all categories with each other.
 */
export type EventsOf<Category extends StreamCategory> = {
  [Known in StreamCategory]: Known extends Category ? EventsByCategory[Known] : never;
}[StreamCategory];

/** Every released event definition; the codec is built from these. */
export const eventDefinitions = [
  ...programmeEventDefinitions,
  ...sessionEventDefinitions,
  ...formerSessionEventDefinitions,
  ...enrollmentEventDefinitions,
  ...formerEnrollmentEventDefinitions,
  ...patientEventDefinitions,
  ...staffEventDefinitions,
  ...accountEventDefinitions,
  ...groupEventDefinitions,
  ...formerGroupEventDefinitions,
  ...trackEventDefinitions,
  ...calendarFeedEventDefinitions,
  ...safetyEventDefinitions,
  ...outreachEventDefinitions,
  ...taskEventDefinitions,
  ...authorizationEventDefinitions,
  ...rulePackEventDefinitions,
  ...organisationEventDefinitions,
  ...accessEventDefinitions,
  ...installationEventDefinitions,
] as const;

/** How events of former versions are read as the newest. */
export const eventUpcasters = [
  ...sessionEventUpcasters,
  ...enrollmentEventUpcasters,
  ...groupEventUpcasters,
] as const;

export type HearthEvent = EventsByCategory[keyof EventsByCategory];
