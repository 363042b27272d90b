import { demoPersonId } from '@hearth/contracts';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { axeFindings } from '../e2e/evidence/axe.js';
import { LAPTOP, launchBrowser, PHONE, signedInContext } from '../fixtures/browser.js';
import { settled } from './take.js';

interface Screen {
  readonly name: string;
  /** Where it is; found on the page before when its address is not known in advance. Null: not there today. */
  readonly at: string | ((page: Page) => Promise<string | null>);
}

interface Role {
  readonly persona: string;
  readonly screens: readonly Screen[];
}

/** The first link on the page whose address fits. */
const linked =
  (pattern: RegExp) =>
  async (page: Page): Promise<string | null> => {
    const links = await page.locator('main a[href]').all();
    const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
    return addresses.find((address) => address !== null && pattern.test(address)) ?? null;
  };

const ofNextSession = (screen: string) => async (page: Page) => {
  const address = await linked(/^\/session\/[^/]+\//)(page);
  return address === null ? null : address.replace(/[^/]+$/, screen);
};

const home = (name: string, at: string): Screen => ({ name, at });

const roles: readonly Role[] = [
  {
    persona: 'ana',
    screens: [
      home('today', '/today'),
      ...['check-in', 'devices', 'waiting', 'room', 'after'].flatMap((screen) => [
        { name: screen, at: ofNextSession(screen) },
        home('today-again', '/today'),
      ]),
      home('week', '/week'),
      home('my-calendar', '/my-calendar'),
      home('help', '/help'),
      home('nowhere', '/nowhere'),
    ],
  },
  {
    persona: 'lindqvist',
    screens: [
      home('sessions', '/sessions'),
      { name: 'room', at: linked(/^\/sessions\/[^/]+$/) },
      home('sessions-again', '/sessions'),
      { name: 'attendance', at: linked(/^\/sessions\/[^/]+\/attendance$/) },
      home('calendar', '/calendar'),
    ],
  },
  {
    persona: 'abara',
    screens: [
      home('board', '/board'),
      { name: 'timeline', at: linked(/^\/board\/[^/]+$/) },
      home('programme-week', '/programme-week'),
      home('calendar', '/calendar'),
      home('rules', '/rules'),
      home('groups', '/groups'),
      { name: 'group', at: linked(/^\/groups\/[^/]+$/) },
      home('tracks', '/tracks'),
      home('requests', '/requests'),
      home('caseload', '/caseload'),
      { name: 'course', at: linked(/^\/enrollments\/[^/]+$/) },
      home('staff', '/staff'),
      home('outreach', '/outreach'),
      home('authorizations', '/authorizations'),
      home('proofs', '/proofs'),
    ],
  },
  {
    persona: 'admin',
    screens: [
      home('home', '/'),
      home('people', '/people'),
      home('settings', '/settings'),
      home('enroll', '/enrollments/new'),
    ],
  },
];

const looks = [PHONE, LAPTOP].flatMap((viewport) =>
  (['light', 'dark'] as const).flatMap((colorScheme) =>
    (['en', 'es'] as const).map((language) => ({ viewport, colorScheme, language })),
  ),
);

type Look = (typeof looks)[number];

const complaints: Record<string, unknown> = {};

const lookAt = async (page: Page, screen: Screen, picture: string): Promise<void> => {
  const address = typeof screen.at === 'string' ? screen.at : await screen.at(page);
  if (address === null) return;
  await page.goto(address);
  await settled(page);
  await page.waitForLoadState('networkidle');
  if (screen.name.endsWith('again')) return;
  await page.screenshot({ path: picture, fullPage: true });
  const findings = await axeFindings(page);
  if (findings.length > 0) complaints[picture] = findings;
};

const visit = async (browser: Browser, baseUrl: string, folder: string, look: Look): Promise<void> => {
  const { viewport, colorScheme, language } = look;
  for (const { persona, screens } of roles) {
    const context = await signedInContext(browser, baseUrl, demoPersonId(persona), {
      viewport,
      colorScheme,
      locale: `${language}-US`,
    });
    const page = await context.newPage();
    for (const screen of screens) {
      const picture = `${persona}-${screen.name}-${viewport.width}-${colorScheme}-${language}.png`;
      await lookAt(page, screen, join(folder, picture));
    }
    await context.close();
  }
};

/** Takes a picture of every screen in every look into `folder`; answers with what axe objects to, by picture. */
export const lookAtAll = async (
  baseUrl: string,
  folder: string,
): Promise<Readonly<Record<string, unknown>>> => {
  await mkdir(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    for (const look of looks) await visit(browser, baseUrl, folder, look);
  } finally {
    await browser.close();
  }
  return complaints;
};
