import type { Page } from 'playwright-core';
import { launchMortalBrowser, LAPTOP, PHONE } from '../../fixtures/browser.js';
import { Patient } from '../people/patient.js';
import { Therapist } from '../people/therapist.js';
import { SESSION, setStage, type Stage } from '../stage/stage.js';

/** Three people, each at a browser of their own. */
export interface Cast {
  readonly stage: Stage;
  readonly therapist: Therapist;
  readonly supervisor: Page;
  /** The patient's browser is a process of its own, so that it can be killed. */
  patient: Patient;
  readonly killPatientsBrowser: () => Promise<void>;
  readonly reopenPatientsBrowser: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const callCast = async (): Promise<Cast> => {
  const stage = await setStage(['Ana R.', 'Jordan M.']);
  const { programme } = stage;
  const patientId = programme.patients[0]?.patientId ?? '';
  let patients = await launchMortalBrowser();
  const openPatient = () => stage.openAs('patient', patientId, PHONE, patients.browser);
  const cast: Cast = {
    stage,
    therapist: new Therapist(await stage.openAs('therapist', programme.facilitatorId, LAPTOP), SESSION),
    supervisor: await stage.openAs('supervisor', programme.supervisorId, LAPTOP),
    patient: new Patient(await openPatient(), SESSION),
    killPatientsBrowser: () => patients.kill(),
    reopenPatientsBrowser: async () => {
      patients = await launchMortalBrowser();
      cast.patient = new Patient(await openPatient(), SESSION);
    },
    close: async () => {
      await patients.kill();
      await stage.close();
    },
  };
  return cast;
};
