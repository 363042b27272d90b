import { setupToken } from '@hearth/platform';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
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
  /** Takes pictures of a page that was opened otherwise, too. */
  readonly watch: (name: string, page: Page) => Page;
  /** What everybody saw when a chapter failed; kept under `.hearth/journey`. */
  readonly photograph: (chapter: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const settings = { HEARTH_MODE: 'test', LOG_LEVEL: 'warn' };

const photographEach = async (pages: ReadonlyMap<string, Page>, chapter: string): Promise<void> => {
  const folder = join(process.cwd(), '.hearth', 'journey');
  await mkdir(folder, { recursive: true });
  const name = chapter.replace(/[^a-z]+/gi, '-').slice(0, 60);
  for (const [who, page] of pages) {
    if (page.isClosed()) continue;
    // A page that hangs must not hide why the chapter failed.
    await page
      .screenshot({ path: join(folder, `${name}-${who}.png`), timeout: 10_000 })
      .catch(() => undefined);
  }
};

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
  const pages = new Map<string, Page>();
  const watch = (name: string, page: Page): Page => {
    pages.set(name, page);
    return page;
  };
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
      return watch(name, await context.newPage());
    },
    watch,
    photograph: (chapter) => photographEach(pages, chapter),
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
