import { demoPersonId } from '@hearth/contracts';
import { addDays, localDate, weekStartOf } from '@hearth/domain';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { LAPTOP, launchBrowser, PHONE, signedInContext } from '../fixtures/browser.js';
import { asWebp } from './picture.js';

interface Wish {
  readonly file: string;
  readonly persona: string;
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number };
  /** Brings the page to where the picture is worth taking, and waits until it is. */
  readonly arrange: (page: Page) => Promise<void>;
}

/** The screen has its heading and its letters. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1:not([data-loading])').first().waitFor();
  await page.evaluate('document.fonts.ready.then(() => true)');
};

const movingPictures = async (page: Page, count: number): Promise<void> => {
  await page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const playing = [...document.querySelectorAll('video')].filter((video) => video.currentTime > 1);
      if (playing.length >= ${count}) resolve(true);
      else requestAnimationFrame(look);
    };
    look();
  })`);
};

/** Goes where a link of the page leads to. */
const follow = async (page: Page, selector: string): Promise<void> => {
  const href = await page.locator(selector).first().getAttribute('href');
  if (href === null) throw new Error(`${selector} leads nowhere`);
  await page.goto(href);
  await settled(page);
};

const works = z.object({
  programmes: z.array(z.object({ programmeId: z.string(), timeZone: z.string() })).min(1),
});
const planned = z.object({ sessions: z.array(z.object({ sessionId: z.string(), title: z.string() })) });

/** The group of Monday a week ago: somebody dropped out of it, it was observed, and its minutes were corrected. */
const pastGroup = async (page: Page): Promise<void> => {
  const read = async (path: string): Promise<unknown> => (await page.request.get(`/api${path}`)).json();
  const [programme] = works.parse(await read('/me')).programmes;
  if (programme === undefined) throw new Error('whoever looks at sessions works in no programme');
  const { programmeId, timeZone } = programme;
  const day = addDays(weekStartOf(localDate(Date.now(), timeZone), 'monday'), -7);
  const { sessions } = planned.parse(await read(`/programmes/${programmeId}/calendar?from=${day}&to=${day}`));
  const session = sessions.find(({ title }) => title === 'Process group');
  if (session === undefined) throw new Error(`there was no group on ${day}`);
  await page.goto(`/board/${session.sessionId}`);
  await settled(page);
};

/** A figure of the rules with which some days and weeks come out otherwise. */
const TRIED = { rule: 'HRS-1-adult', value: '12' };

const tryFigure = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Replay' }).click();
  const figures = page.getByLabel('Try another figure');
  const figure = await figures.locator('option', { hasText: TRIED.rule }).first().getAttribute('value');
  await figures.selectOption(figure);
  await page.getByLabel('Value').fill(TRIED.value);
  await page.getByRole('button', { name: 'Replay', exact: true }).click();
  await page.getByRole('table').waitFor();
};

/** The pictures of the README, from the running demo. */
const readmeWishes: readonly Wish[] = [
  {
    file: 'patient-today.webp',
    persona: 'ana',
    path: '/today',
    size: PHONE,
    arrange: async (page) => {
      await page.locator('#next-session').waitFor();
      await page.getByText('This week', { exact: true }).waitFor();
    },
  },
  {
    file: 'therapist-room.webp',
    persona: 'lindqvist',
    path: '/sessions',
    size: LAPTOP,
    arrange: async (page) => {
      await follow(page, 'a[href^="/sessions/"]');
      await movingPictures(page, 4);
    },
  },
  {
    file: 'supervisor-board.webp',
    persona: 'abara',
    path: '/board',
    size: LAPTOP,
    arrange: (page) => page.locator('[data-total]').first().waitFor(),
  },
  {
    file: 'session-timeline.webp',
    persona: 'abara',
    path: '/board',
    size: LAPTOP,
    arrange: pastGroup,
  },
  {
    file: 'compliance-week.webp',
    persona: 'abara',
    path: '/programme-week',
    size: LAPTOP,
    arrange: (page) => page.locator('[role="row"][data-index]').first().waitFor(),
  },
  { file: 'rules-replay.webp', persona: 'abara', path: '/rules', size: LAPTOP, arrange: tryFigure },
];

const takeOne = async (browser: Browser, baseUrl: string, wish: Wish): Promise<Buffer> => {
  const context = await signedInContext(browser, baseUrl, demoPersonId(wish.persona), {
    viewport: wish.size,
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
    locale: 'en-US',
  });
  try {
    const page = await context.newPage();
    await page.goto(wish.path);
    await settled(page);
    await wish.arrange(page);
    await page.locator('[data-live="live"]').first().waitFor();
    return await asWebp(browser, await page.screenshot());
  } finally {
    await context.close();
  }
};

/** Takes each picture of the README from the product that runs at `baseUrl` and puts it into `folder`. */
export const takeScreenshots = async (baseUrl: string, folder: string): Promise<void> => {
  const browser = await launchBrowser();
  try {
    for (const wish of readmeWishes)
      await writeFile(join(folder, wish.file), await takeOne(browser, baseUrl, wish));
  } finally {
    await browser.close();
  }
};
