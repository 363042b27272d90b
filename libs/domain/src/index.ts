export * from './time.js';
export * from './person.js';
export * from './event-definition.js';
export * from './decider.js';
export * from './rejection.js';
export * from './stream.js';
export * from './registry.js';
export * from './attendance/policy.js';
export * from './attendance/sealed.js';
export * from './attendance/inputs.js';
export * from './attendance/settle.js';
export * from './attendance/seal.js';
export * from './attendance/correction.js';
export * from './attendance/reason-digest.js';
export * from './attendance/day-root.js';
export * from './attendance/proof.js';
export * from './session/check-in.js';
export * from './session/events.js';
export * from './session/commands.js';
export * from './session/identity.js';
export * from './session/connection.js';
export * from './session/continuity.js';
export * from './session/state.js';
export * from './session/decide.js';
export * from './enrollment/terms.js';
export * from './enrollment/events.js';
export * from './enrollment/course.js';
export * from './enrollment/commands.js';
export * from './enrollment/decide.js';
export * from './patient/events.js';
export * from './patient/commands.js';
export * from './patient/decide.js';
export * from './staff/events.js';
export * from './staff/commands.js';
export * from './staff/decide.js';
export * from './local-time.js';
export * from './group/events.js';
export * from './group/recurrence.js';
export {
  changeOf,
  placesTakenFrom,
  type FormedGroup,
  type GroupPlan,
  type Member,
  type OccurrenceChange,
} from './group/state.js';
export { evolvePlan, planOf } from './group/evolve.js';
export * from './group/meetings.js';
export * from './group/commands.js';
export * from './group/decide.js';
export * from './programme/calendar-events.js';
export * from './programme/decide-calendar.js';
export * from './programme/events.js';
export * from './programme/commands.js';
export * from './programme/decide.js';
export * from './safety/events.js';
export * from './safety/commands.js';
export * from './safety/decide.js';
export * from './access/events.js';
export * from './account/events.js';
export * from './account/commands.js';
export * from './account/decide.js';
export * from './installation/events.js';
export * from './installation/decide.js';
export * from './attendance/canonical.js';
export * from './compliance/calendar.js';
export * from './compliance/applies-when.js';
export * from './compliance/rule-kinds.js';
export * from './compliance/rule-pack.js';
export * from './compliance/read-pack.js';
export * from './compliance/shipped-packs.js';
export * from './compliance/union.js';
export * from './compliance/verdict.js';
export * from './compliance/care-context.js';
export * from './compliance/evaluate-week.js';
