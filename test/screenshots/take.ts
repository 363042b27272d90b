import { demoPersonId } from '@hearth/contracts';
import type { Browser, Page } from 'playwright-core';
import { LAPTOP, launchBrowser, PHONE, signedInContext } from '../fixtures/browser.js';

export interface Wish {
  readonly file: string;
  readonly persona: string;
  readonly path: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly scheme?: 'light' | 'dark';
  readonly locale?: 'en-US' | 'es-US';
  /** Brings the page to where the picture is worth taking, and waits until it is. */
  readonly arrange: (page: Page) => Promise<void>;
}

/** The screen has its heading and its letters. */
export const settled = async (page: Page): Promise<void> => {
  await page.locator('h1:not([data-loading])').first().waitFor();
  await page.evaluate('document.fonts.ready.then(() => true)');
};

const movingPictures = (count: number) => async (page: Page) => {
  await settled(page);
  await page.evaluate(`new Promise((resolve) => {
    const look = () => {
      const playing = [...document.querySelectorAll('video')].filter((video) => video.currentTime > 1);
      if (playing.length >= ${count}) resolve(true);
      else requestAnimationFrame(look);
    };
    look();
  })`);
};

/** The pictures of the README, from the running demo. */
export const readmeWishes: readonly Wish[] = [
  { file: 'patient-today.png', persona: 'ana', path: '/today', size: PHONE, arrange: settled },
  {
    file: 'therapist-room.png',
    persona: 'lindqvist',
    path: '/sessions',
    size: LAPTOP,
    arrange: async (page) => {
      await settled(page);
      await page.goto(await liveGroup(page));
      await movingPictures(4)(page);
    },
  },
  {
    file: 'supervisor-board.png',
    persona: 'abara',
    path: '/board',
    size: LAPTOP,
    arrange: async (page) => {
      await settled(page);
      await page.locator('[data-total]').first().waitFor();
    },
  },
];

const liveGroup = async (page: Page): Promise<string> => {
  const link = page.locator('a[href^="/sessions/"]').first();
  await link.waitFor();
  const href = await link.getAttribute('href');
  if (href === null) throw new Error('no session to go to');
  return href;
};

const takeOne = async (browser: Browser, baseUrl: string, folder: string, wish: Wish): Promise<void> => {
  const context = await signedInContext(browser, baseUrl, demoPersonId(wish.persona), {
    viewport: wish.size,
    deviceScaleFactor: 2,
    colorScheme: wish.scheme ?? 'light',
    locale: wish.locale ?? 'en-US',
  });
  try {
    const page = await context.newPage();
    await page.goto(wish.path);
    await wish.arrange(page);
    await page.screenshot({ path: `${folder}/${wish.file}` });
  } finally {
    await context.close();
  }
};

/** Takes each picture from the product that runs at `baseUrl` and puts it into `folder`. */
export const takeScreenshots = async (
  baseUrl: string,
  folder: string,
  wishes = readmeWishes,
): Promise<void> => {
  const browser = await launchBrowser();
  try {
    for (const wish of wishes) await takeOne(browser, baseUrl, folder, wish);
  } finally {
    await browser.close();
  }
};
