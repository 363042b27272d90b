import { LAPTOP, PHONE } from '../../fixtures/browser.js';
import { History } from '../evidence/history.js';
import { Patient } from '../people/patient.js';
import { Supervisor } from '../people/supervisor.js';
import { Therapist } from '../people/therapist.js';
import { patientIdOf, SESSION, setStage, type Stage } from '../stage/stage.js';

export const ANA = 'Ana R.';
export const JORDAN = 'Jordan M.';
export const KIM = 'Kim T.';
export const LEE = 'Lee W.';

/** Everybody of a group with things to moderate: four patients, two therapists, two supervisors. */
export interface Cast {
  readonly stage: Stage;
  readonly ana: Patient;
  readonly jordan: Patient;
  readonly kim: Patient;
  readonly lee: Patient;
  readonly maya: Therapist;
  readonly theo: Therapist;
  readonly ruth: Supervisor;
  /** Works in another programme. */
  readonly stranger: Supervisor;
  readonly history: History;
  readonly close: () => Promise<void>;
}

const STRANGER = 'staff-stranger';

export const callCast = async (): Promise<Cast> => {
  const stage = await setStage([ANA, JORDAN, KIM, LEE]);
  const { programme, services } = stage;
  const history = await History.of(services);
  await history.registerStrangeSupervisor(STRANGER);
  const patient = async (name: string, size: typeof PHONE): Promise<Patient> =>
    new Patient(await stage.openAs(name, patientIdOf(programme, name), size), SESSION);
  const therapist = async (name: string, staffId: string): Promise<Therapist> =>
    new Therapist(await stage.openAs(name, staffId, LAPTOP), SESSION);
  const supervisor = async (name: string, staffId: string): Promise<Supervisor> =>
    new Supervisor(await stage.openAs(name, staffId, LAPTOP), SESSION);
  return {
    stage,
    history,
    // A phone cannot share its screen.
    ana: await patient(ANA, LAPTOP),
    jordan: await patient(JORDAN, PHONE),
    kim: await patient(KIM, PHONE),
    lee: await patient(LEE, PHONE),
    maya: await therapist('Maya', programme.facilitatorId),
    theo: await therapist('Theo', programme.coFacilitatorId),
    ruth: await supervisor('Ruth', programme.supervisorId),
    stranger: await supervisor('stranger', STRANGER),
    close: async () => {
      await history.close();
      await stage.close();
    },
  };
};
