import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** How much of a page's own log tells what went wrong. */
const LAST_LINES = 12;
const LINE = 200;

interface Onlooker {
  readonly page: Page;
  readonly said: string[];
}

/** The pages of everybody in a journey, who can say what they saw when it went wrong. */
export class Onlookers {
  readonly #all = new Map<string, Onlooker>();

  watch(name: string, page: Page): Page {
    const said: string[] = [];
    const keep = (line: string): void => {
      said.push(line.slice(0, LINE));
      if (said.length > LAST_LINES) said.shift();
    };
    page.on('console', (message) => keep(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => keep(`error: ${error.message}`));
    this.#all.set(name, { page, said });
    return page;
  }

  /**
   * Takes a picture of each page into `.hearth/journey`.
   * @returns in words what each shows and what its browser has said, for whoever has only the words
   */
  async testify(chapter: string): Promise<string> {
    const folder = join(process.cwd(), '.hearth', 'journey');
    await mkdir(folder, { recursive: true });
    const picture = chapter.replace(/[^a-z]+/gi, '-').slice(0, 60);
    const statements: string[] = [];
    for (const [name, { page, said }] of this.#all) {
      if (page.isClosed()) continue;
      // A page that hangs must not hide why the chapter failed.
      const shown = await page
        .screenshot({ path: join(folder, `${picture}-${name}.png`), timeout: 10_000 })
        .then(() => page.locator('body').innerText({ timeout: 10_000 }))
        .catch((error: unknown) => `no answer (${String(error)})`);
      const words = shown.replace(/\s+/g, ' ').slice(0, 3 * LINE);
      statements.push([`${name}, at ${page.url()}: ${words}`, ...said].join('\n      '));
    }
    return statements.join('\n    ');
  }
}
