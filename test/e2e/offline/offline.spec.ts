import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setupToken } from '@hearth/platform';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startServices } from '../../../infra/launcher/services.mjs';
import type { RunningServices } from '../../../infra/launcher/types.mjs';
import { launchBrowser, PHONE, signedInContext } from '../../fixtures/browser.js';
import { establishSmallProgramme, scheduleSession } from '../../fixtures/small-programme.js';
import { eventually } from '../../fixtures/eventually.js';
import { axeFindings } from '../evidence/axe.js';

jest.setTimeout(180_000);

const SESSION = 'session-tonight';

/** A build of the app of its own, which a test may replace by a newer one. */
const ownBuild = async (folder: string): Promise<string> => {
  const webRoot = join(folder, 'web');
  await cp(join(process.cwd(), 'dist/apps/web'), webRoot, { recursive: true });
  return webRoot;
};

const appScript = async (webRoot: string): Promise<string> => {
  const name = /\/assets\/(index-[\w-]+\.js)/.exec(await readFile(join(webRoot, 'index.html'), 'utf8'))?.[1];
  if (name === undefined) throw new Error('the build has no script');
  return name;
};

/** As a deployment does it: a script of another name, and a page and a service worker that name it. */
const deployNewer = async (webRoot: string): Promise<string> => {
  const before = await appScript(webRoot);
  const after = 'index-newer.js';
  // The other scripts go on importing from the first, so the new one must not be a second copy of it.
  await writeFile(join(webRoot, 'assets', after), `import './${before}';\n`);
  for (const file of ['index.html', 'service-worker.js']) {
    const path = join(webRoot, file);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll(before, after));
  }
  return after;
};

describe('without a network', () => {
  let folder: string;
  let webRoot: string;
  let services: RunningServices;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const ending = new AbortController();

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
  const helpIsShown = async (): Promise<void> => {
    await heading('You are not connected').waitFor();
    expect(await page.getByRole('link', { name: 'Call 988' }).getAttribute('href')).toBe('tel:988');
    expect(await page.getByRole('link', { name: /emergency/ }).getAttribute('href')).toBe('tel:911');
    await page.getByText('Press both feet into the floor.', { exact: false }).waitFor();
  };
  const workerIsReady = () => page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hearth-offline-'));
    webRoot = await ownBuild(folder);
    services = await startServices({
      services: ['eventstore', 'redis', 'api', 'worker'],
      dataDir: join(folder, 'data'),
      ports: 'free',
      env: { HEARTH_MODE: 'test', LOG_LEVEL: 'warn', WEB_ROOT: webRoot },
    });
    const { programme, admin } = await establishSmallProgramme({
      apiUrl: services.urls.api,
      setupToken: setupToken(services.env['HEARTH_SECRET'] ?? ''),
      patientNames: ['Ana R.'],
      signal: ending.signal,
    });
    const startsAt = Date.now() - 60_000;
    const session = { sessionId: SESSION, title: 'Process group', startsAt, endsAt: startsAt + 50 * 60_000 };
    await scheduleSession(admin, programme, session);
    browser = await launchBrowser();
    const patientId = programme.patients[0]?.patientId ?? '';
    context = await signedInContext(browser, services.urls.api, patientId, { viewport: PHONE });
    page = await context.newPage();
    await page.goto('/today');
    await heading(/Hello/).waitFor();
    await workerIsReady();
  });
  afterAll(async () => {
    ending.abort();
    await browser?.close();
    await services?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('shows help after a reload, at the same address, and comes back by itself', async () => {
    await context.setOffline(true);
    await page.reload();
    await helpIsShown();
    expect(new URL(page.url()).pathname).toBe('/today');
    expect(await axeFindings(page)).toEqual([]);
    await context.setOffline(false);
    await heading(/Hello/).waitFor();
  });

  it('says in a room that the session goes on', async () => {
    await context.setOffline(true);
    await page.goto(`/session/${SESSION}/room`);
    await page.getByText('Your session goes on.', { exact: false }).waitFor();
    await context.setOffline(false);
    await heading('Process group').waitFor();
  });

  it('shows help while the server is away, and comes back with it', async () => {
    await services.down('api');
    await page.goto('/week');
    await helpIsShown();
    await services.restart('api');
    await heading('My week').waitFor();
  });

  it('keeps nothing on the device but the help page', async () => {
    const kept: unknown = await page.evaluate(`caches.keys().then(async (names) =>
      (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat())`);
    const paths = (kept as string[]).map((url) => new URL(url).pathname);
    expect(paths).toContain('/offline.html');
    expect(paths.filter((path) => !/^\/(offline\.html|flame\.svg|assets\/[^/]+)$/.test(path))).toEqual([]);
  });

  it('lets a newer version in at the next screen, with the draft kept', async () => {
    await page.goto('/today');
    await page.getByRole('link', { name: 'Check in', exact: true }).click();
    await page.getByRole('radio', { name: '6', exact: true }).check();
    await page.getByRole('button', { name: 'Next' }).click();
    await heading('How anxious are you?').waitFor();

    const newer = await deployNewer(webRoot);
    const scriptOf = (name: string) => page.locator(`script[src$="${name}"]`);
    await page.evaluate(
      `navigator.serviceWorker.getRegistration().then((registration) => registration.update())`,
    );
    await eventually('the newer version waits', () =>
      page.evaluate<boolean>(
        `navigator.serviceWorker.getRegistration().then((registration) => registration.waiting !== null)`,
      ),
    );
    expect(await scriptOf(newer).count()).toBe(0);
    await heading('How anxious are you?').waitFor();

    await eventually('the newer version took over', async () => {
      for (const screen of ['My week', 'Today'])
        await page.getByRole('link', { name: screen }).filter({ visible: true }).last().click();
      return (await scriptOf(newer).count()) > 0;
    });
    await heading(/Hello/).waitFor();
    await page
      .getByRole('link', { name: /^Check in/ })
      .first()
      .click();
    await heading('How anxious are you?').waitFor();
  });

  it('signs out as soon as it can when somebody leaves quickly', async () => {
    await context.setOffline(true);
    await page.reload();
    await helpIsShown();
    await page.getByRole('button', { name: 'Leave quickly' }).click();
    await page.waitForURL('about:blank');
    await context.setOffline(false);
    await page.goto('/');
    await page.waitForURL(/sign-in/);
    const kept: unknown = await page.evaluate(`Object.keys({ ...localStorage, ...sessionStorage })`);
    expect(kept).not.toContain('hearth.emergency-number');
    expect(kept).not.toContain(`hearth.check-in.${SESSION}`);
  });
});
