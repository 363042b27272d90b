import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startServices } from '../../../infra/launcher/services.mjs';
import type { RunningServices } from '../../../infra/launcher/types.mjs';
import { setupToken } from '@hearth/platform';
import {
  launchBrowser,
  launchMortalBrowser,
  LAPTOP,
  PHONE,
  signedInContext,
} from '../../fixtures/browser.js';
import {
  establishSmallProgramme,
  scheduleSession,
  type SmallProgramme,
} from '../../fixtures/small-programme.js';
import { Patient } from './patient.js';
import { Therapist } from './therapist.js';

export const SESSION = 'session-tonight';
export const GROUP_MINUTES = 50;

/** Everything that the journey plays on: real services, a small programme, three browsers. */
export interface Stage {
  readonly services: RunningServices;
  readonly programme: SmallProgramme;
  readonly startsAt: number;
  readonly therapist: Therapist;
  readonly supervisor: Page;
  /** The patient's browser is a process of its own, so that it can be killed. */
  patient: Patient;
  readonly killPatientsBrowser: () => Promise<void>;
  readonly reopenPatientsBrowser: () => Promise<void>;
  /** What each of the three saw when a chapter failed; kept under `.hearth/journey`. */
  readonly photograph: (chapter: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const settings = { HEARTH_MODE: 'test', LOG_LEVEL: 'warn' };

export const setStage = async (): Promise<Stage> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-journey-'));
  const services = await startServices({
    services: ['eventstore', 'redis', 'livekit', 'api', 'worker'],
    dataDir,
    ports: 'free',
    env: settings,
  });
  const ending = new AbortController();
  const { programme, admin } = await establishSmallProgramme({
    apiUrl: services.urls.api,
    setupToken: setupToken(services.env['HEARTH_SECRET'] ?? ''),
    patientNames: ['Ana R.', 'Jordan M.'],
    signal: ending.signal,
  });
  const startsAt = Date.now() - 60_000;
  await scheduleSession(admin, programme, {
    sessionId: SESSION,
    title: 'Process group',
    startsAt,
    endsAt: startsAt + GROUP_MINUTES * 60_000,
  });

  const patientId = programme.patients[0]?.patientId ?? '';
  const staffBrowser = await launchBrowser();
  let patients = await launchMortalBrowser();
  const openPatient = async (): Promise<Page> => {
    const context = await signedInContext(patients.browser, services.urls.api, patientId, {
      viewport: PHONE,
    });
    return context.newPage();
  };
  const openStaff = async (staffId: string): Promise<Page> => {
    const context = await signedInContext(staffBrowser, services.urls.api, staffId, { viewport: LAPTOP });
    return context.newPage();
  };

  const stage: Stage = {
    services,
    programme,
    startsAt,
    therapist: new Therapist(await openStaff(programme.facilitatorId), SESSION),
    supervisor: await openStaff(programme.supervisorId),
    patient: new Patient(await openPatient(), SESSION),
    killPatientsBrowser: () => patients.kill(),
    reopenPatientsBrowser: async () => {
      patients = await launchMortalBrowser();
      stage.patient = new Patient(await openPatient(), SESSION);
    },
    photograph: async (chapter) => {
      const folder = join(process.cwd(), '.hearth', 'journey');
      await mkdir(folder, { recursive: true });
      const name = chapter.replace(/[^a-z]+/gi, '-').slice(0, 60);
      const pages = {
        patient: stage.patient.page,
        therapist: stage.therapist.page,
        supervisor: stage.supervisor,
      };
      for (const [who, page] of Object.entries(pages)) {
        if (!page.isClosed()) await page.screenshot({ path: join(folder, `${name}-${who}.png`) });
      }
    },
    close: async () => {
      ending.abort();
      await Promise.all([staffBrowser.close(), patients.kill()]);
      await services.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
};
