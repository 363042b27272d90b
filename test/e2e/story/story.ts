import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { axeFindings } from '../evidence/axe.js';

/**
 * One story in chapters, each a test of its own: once a chapter has failed, the later ones would only fail for that,
 * and slowly. Screens are looked at on the way and judged at the end, so that one run tells of all of them.
 */
export class Story {
  #lost = false;
  readonly #looked: string[] = [];
  readonly #inaccessible: unknown[] = [];

  /** @param testify keeps what everybody sees when a chapter fails, and tells it in words */
  constructor(private readonly testify: (chapter: string) => Promise<string>) {}

  chapter(title: string, play: () => Promise<void>): void {
    it(title, async () => {
      if (this.#lost) throw new Error('an earlier chapter of this journey failed');
      try {
        await play();
      } catch (error) {
        this.#lost = true;
        const why = error instanceof Error ? error.message : String(error);
        throw new Error(`${why}\n\n  What everybody saw:\n    ${await this.testify(title)}`, {
          cause: error,
        });
      }
    });
  }

  /** Lets axe look at the page as it stands. */
  readonly look = async (page: Page): Promise<void> => {
    // A screen that is still being fetched says so in its heading, and is gone while axe looks at it.
    const heading = await page.locator('h1:not([data-loading])').first().innerText();
    const screen = `${new URL(page.url()).pathname} · ${heading}`;
    this.#looked.push(screen);
    const findings = await axeFindings(page);
    if (findings.length > 0) this.#inaccessible.push({ screen, findings });
  };

  /** The last test of the story. */
  hadAccessibleScreens(atLeast: number): void {
    it('had nothing on any screen that axe objects to', () => {
      expect(this.#inaccessible).toEqual([]);
      if (!this.#lost) expect(this.#looked.length).toBeGreaterThanOrEqual(atLeast);
    });
  }
}
