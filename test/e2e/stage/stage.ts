import { setupToken } from '@hearth/platform';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { HttpDoor } from '../../../apps/demo/src/door/http-door.js';
import { startServices } from '../../../infra/launcher/services.mjs';
import type { RunningServices } from '../../../infra/launcher/types.mjs';
import { launchBrowser, signedInContext } from '../../fixtures/browser.js';
import {
  establishSmallProgramme,
  scheduleSession,
  type SmallProgramme,
} from '../../fixtures/small-programme.js';
import { Onlookers } from './onlookers.js';

export const SESSION = 'session-tonight';
export const GROUP_MINUTES = 50;

/** What a journey plays on: real services, a small programme with a session that is due, and a browser. */
export interface Stage {
  readonly services: RunningServices;
  /** Everything that the services keep. */
  readonly dataDir: string;
  readonly programme: SmallProgramme;
  readonly admin: HttpDoor;
  readonly startsAt: number;
  /** The browser that all share who need none of their own. */
  readonly browser: Browser;
  /** A page of somebody's own, signed in; `name` is what its pictures are called by. */
  readonly openAs: (
    name: string,
    personId: string,
    viewport: BrowserContextOptions['viewport'],
    browser?: Browser,
  ) => Promise<Page>;
  /** Looks at a page that was opened otherwise, too. */
  readonly watch: (name: string, page: Page) => Page;
  /** What everybody saw when a chapter failed: pictures under `.hearth/journey`, and words. */
  readonly testify: (chapter: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const settings = { HEARTH_MODE: 'test', LOG_LEVEL: 'warn' };

/** @param patientNames the roster of the session, as each chose to be called */
export const setStage = async (patientNames: readonly string[]): Promise<Stage> => {
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
    patientNames,
    signal: ending.signal,
  });
  const startsAt = Date.now() - 60_000;
  await scheduleSession(admin, programme, {
    sessionId: SESSION,
    title: 'Process group',
    startsAt,
    endsAt: startsAt + GROUP_MINUTES * 60_000,
  });
  const own = await launchBrowser();
  const onlookers = new Onlookers();
  return {
    services,
    dataDir,
    programme,
    admin,
    startsAt,
    browser: own,
    openAs: async (name, personId, viewport, browser = own) => {
      const context = await signedInContext(browser, services.urls.api, personId, {
        viewport: viewport ?? null,
      });
      return onlookers.watch(name, await context.newPage());
    },
    watch: (name, page) => onlookers.watch(name, page),
    testify: (chapter) => onlookers.testify(chapter),
    close: async () => {
      ending.abort();
      await own.close();
      await services.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

/** The id of a patient of the roster, by name. */
export const patientIdOf = (programme: SmallProgramme, name: string): string => {
  const patient = programme.patients.find(({ displayName }) => displayName === name);
  if (patient === undefined) throw new Error(`${name} is not on the roster`);
  return patient.patientId;
};
