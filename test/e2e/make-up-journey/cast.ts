import type { Page } from 'playwright-core';
import type { HttpDoor } from '../../../apps/demo/src/door/http-door.js';
import { LAPTOP, PHONE } from '../../fixtures/browser.js';
import { History } from '../evidence/history.js';
import { Patient } from '../people/patient.js';
import { Therapist } from '../people/therapist.js';
import { SESSION, setStage, type Stage } from '../stage/stage.js';

export const ANA = { patientId: 'patient-ana', enrollmentId: 'enrollment-ana', displayName: 'Ana R.' };
/** The override by which Ana's week is so small. */
export const SMALL_WEEK = 'override-small-week';
const GROUP = 'group-mornings';
const OWN_SESSION = 'session-own';
/** A week small enough to be met while a test waits: a minute, of which half is planned. */
const TARGET_MINUTES = 1;
const PLANNED_MS = 30_000;

export interface Cast {
  readonly stage: Stage;
  readonly history: History;
  readonly supervisor: Page;
  readonly ana: Patient;
  readonly therapist: Therapist;
  readonly close: () => Promise<void>;
}

/** Ana is in a group of her own, whose only session of this week is too short for the rule. */
const plan = async (admin: HttpDoor, { programme, startsAt }: Stage): Promise<void> => {
  const { programmeId, facilitatorId } = programme;
  const post = (path: string, body: unknown) => admin.ask({ method: 'POST', path, body });
  const facilitators = [{ staffId: facilitatorId, part: 'facilitator' }];
  const day = (days: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: programme.timeZone }).format(startsAt + days * 86_400_000);
  await post(`/programmes/${programmeId}/rules/overrides`, {
    overrideId: SMALL_WEEK,
    packId: 'base-iop',
    ruleId: 'HRS-1-adult',
    parameters: { targetHours: TARGET_MINUTES / 60 },
    effectiveFrom: day(-30),
    effectiveTo: null,
    reason: 'A week that can be met while somebody waits for it.',
  });
  await post('/groups', {
    groupId: GROUP,
    programmeId,
    title: 'Morning group',
    sessionType: 'process-group',
    capacity: 8,
    facilitators,
    norms: [],
  });
  await post('/patients', {
    patientId: ANA.patientId,
    programmeId,
    displayName: ANA.displayName,
    locale: 'en',
    simulated: false,
  });
  await post('/enrollments', {
    enrollmentId: ANA.enrollmentId,
    patientId: ANA.patientId,
    programmeId,
    groupIds: [GROUP],
    primaryTherapistId: facilitatorId,
    startsOn: day(-30),
    plannedEndOn: day(60),
    ageBand: 'adult',
    payer: 'Commercial',
    residenceState: 'NY',
    asksSubstanceUse: false,
  });
  await post('/sessions', {
    sessionId: OWN_SESSION,
    programmeId,
    groupId: GROUP,
    title: 'Morning group',
    sessionType: 'process-group',
    startsAt,
    endsAt: startsAt + PLANNED_MS,
    capacity: 8,
    facilitators,
    roster: [{ patientId: ANA.patientId, enrollmentId: ANA.enrollmentId }],
  });
};

/** A supervisor, a therapist whose group has a free place, and a patient whose week is planned too short. */
export const callCast = async (): Promise<Cast> => {
  const stage = await setStage(['Jordan M.']);
  await plan(stage.admin, stage);
  const { programme, services } = stage;
  const history = await History.of(services);
  return {
    stage,
    history,
    supervisor: await stage.openAs('supervisor', programme.supervisorId, LAPTOP),
    ana: new Patient(await stage.openAs('ana', ANA.patientId, PHONE), SESSION),
    therapist: new Therapist(await stage.openAs('therapist', programme.facilitatorId, LAPTOP), SESSION),
    close: async () => {
      await history.close();
      await stage.close();
    },
  };
};
