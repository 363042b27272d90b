import {
  addDays,
  alertsOf,
  alertTaskId,
  authorizationDecider,
  enrollmentDecider,
  localDate,
  MINUTE,
  programmeDecider,
  SECOND,
  startOfDay,
  HOUR,
  taskDecider,
  type AuthorizationAlert,
  type AuthorizationState,
  type Instant,
  type ProgrammeState,
  type TaskCommand,
} from '@hearth/domain';
import { foldStream, handleCommand, readStream, type EventStore } from '@hearth/eventstore';
import type { Policy, ViewReader } from '@hearth/projections';
import { authorizationsOfEnrollment, authorizationUseView, creditsIn } from '@hearth/views';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';

/** Days pass and rules change without an event of the authorization itself. */
const LOOK_AGAIN_MS = 15 * MINUTE;
/** The views are on their way. */
const SOON_MS = 3 * SECOND;
/** After its last day, an authorization is looked at for so long: corrections come late. */
const AFTERMATH_DAYS = 30;

type Known = Exclude<AuthorizationState, { readonly status: 'none' }>;
type Programme = Extract<ProgrammeState, { readonly status: 'established' }>;
type Keyed = Pick<AuthorizationAlert, 'kind' | 'key'>;

/** Everything that there may ever have been a task about: also by terms that were changed since. */
const everKeyed = async (store: EventStore, authorizationId: string): Promise<readonly Keyed[]> => {
  const keys = new Map<string, Keyed>();
  const keep = (keyed: Keyed): unknown => keys.set(`${keyed.kind} ${keyed.key}`, keyed);
  let state = authorizationDecider.initialState();
  for await (const { event } of readStream(store, 'authorization', authorizationId)) {
    state = authorizationDecider.evolve(state, event);
    if (state.status === 'none') continue;
    const { units, to, review } = state.terms;
    keep({ kind: 'units-used', key: String(units) });
    keep({ kind: 'authorization-ending', key: to });
    if (review.nextOn !== null) keep({ kind: 'review-due', key: review.nextOn });
  }
  return [...keys.values()];
};

const dueAt = (
  { day }: AuthorizationAlert,
  { timeZone, authorizationAlerts }: Programme,
  at: Instant,
): Instant =>
  day === null ? at + authorizationAlerts.dueHours * HOUR : startOfDay(addDays(day, 1), timeZone) - MINUTE;

const openTask = (
  alert: AuthorizationAlert,
  known: Known,
  programme: Programme,
  at: Instant,
): TaskCommand => {
  const { authorizationId, enrollmentId, patientId, programmeId } = known;
  const { coordinatorId } = programme.authorizationAlerts;
  return {
    type: 'OpenTask',
    taskId: alertTaskId(authorizationId, alert),
    programmeId,
    kind: alert.kind,
    patientId,
    enrollmentId,
    sessionId: null,
    authorizationId,
    owner:
      coordinatorId === null
        ? { kind: 'role', role: 'supervisor' }
        : { kind: 'person', staffId: coordinatorId },
    dueAt: dueAt(alert, programme, at),
    again: null,
    at,
  };
};

/** Keeps the tasks about an authorization in step with its use, its days and its reviews. */
const keepTold = (
  { store, now }: Surroundings,
  views: ViewReader,
): ((
  authorizationId: string,
) => Promise<{ readonly revision: number; readonly lookAgainAt: Instant | null }>) => {
  /** The units used, by the views; null when they do not hold yet what is known here. */
  const usedOf = async (
    known: Known,
  ): Promise<{ readonly units: number; readonly isEnded: boolean } | null> => {
    const { enrollmentId, authorizationId, changes } = known;
    const { state: enrollment } = await foldStream(store, enrollmentDecider, 'enrollment', enrollmentId);
    const credits = enrollment.status === 'none' ? 0 : creditsIn(Object.values(enrollment.credited));
    const found = await views.read(authorizationUseView, enrollmentId);
    const own = found?.document.authorizations.find((each) => each.authorizationId === authorizationId);
    if (!found || own === undefined || own.changes < changes || found.document.credits < credits) return null;
    return { units: own.used, isEnded: enrollment.status === 'ended' };
  };

  return async (authorizationId) => {
    const { state, revision } = await foldStream(
      store,
      authorizationDecider,
      'authorization',
      authorizationId,
    );
    if (state.status === 'none') return { revision, lookAgainAt: null };
    const { state: programme } = await foldStream(store, programmeDecider, 'programme', state.programmeId);
    if (programme.status === 'none') return { revision, lookAgainAt: null };
    const at = now();
    const used = await usedOf(state);
    if (used === null) return { revision, lookAgainAt: at + SOON_MS };
    const today = localDate(at, programme.timeZone);
    const isOver = state.status === 'closed' || used.isEnded;
    const wanted = isOver ? [] : alertsOf(state.terms, used.units, today, programme.authorizationAlerts);
    for (const keyed of await everKeyed(store, authorizationId)) {
      const alert = wanted.find(({ kind, key }) => kind === keyed.kind && key === keyed.key);
      const command: TaskCommand =
        alert === undefined
          ? { type: 'WithdrawTask', why: 'no-longer-so', at }
          : openTask(alert, state, programme, at);
      const taskId = alertTaskId(authorizationId, keyed);
      await handleCommand(store, taskDecider, 'task', taskId, command, byPolicy('authorization'));
    }
    const isDone = isOver || today > addDays(state.terms.to, AFTERMATH_DAYS);
    return { revision, lookAgainAt: isDone ? null : at + LOOK_AGAIN_MS };
  };
};

/** Tells of an authorization that runs out of units or of days, or whose review is due. */
export const authorizationPolicy = (surroundings: Surroundings, views: ViewReader): Policy => ({
  name: 'authorization',
  category: 'authorization',
  act: keepTold(surroundings, views),
});

/** A day that was sealed or corrected may have used a unit: each authorization of the episode is looked at. */
export const unitsPolicy = (surroundings: Surroundings, views: ViewReader): Policy => {
  const look = keepTold(surroundings, views);
  return {
    name: 'units',
    category: 'enrollment',
    after: ['AttendanceCredited', 'PayerChanged', 'EnrollmentEnded'],
    act: async (enrollmentId) => {
      const { revision } = await foldStream(
        surroundings.store,
        enrollmentDecider,
        'enrollment',
        enrollmentId,
      );
      let isBehind = false;
      for (const authorizationId of await views.members(authorizationsOfEnrollment(enrollmentId))) {
        const { lookAgainAt } = await look(authorizationId);
        isBehind ||= lookAgainAt !== null && lookAgainAt - surroundings.now() <= SOON_MS;
      }
      return { revision, lookAgainAt: isBehind ? surroundings.now() + SOON_MS : null };
    },
  };
};
