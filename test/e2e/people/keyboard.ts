import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { eventually } from '../../fixtures/eventually.js';

const MOST_STOPS = 120;

const stop = z.object({ lost: z.boolean(), visible: z.boolean(), what: z.string() });

// An expression, evaluated over the protocol: the page's content security policy forbids functions made of text.
// Focus shows on the element itself, on what draws it (a native control may be hidden inside), or as a line in a drawing.
const whereIsFocus = `(() => {
  const element = document.activeElement;
  const drawn = (node) => {
    if (node === null) return false;
    const style = getComputedStyle(node);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return outlined || style.boxShadow !== 'none';
  };
  const near = [element, element?.parentElement, element?.parentElement?.parentElement, element?.nextElementSibling];
  const inDrawing = element instanceof SVGElement && element.matches(':focus-visible');
  const landed = element?.matches('h1, main') && element.getAttribute('tabindex') === '-1';
  return {
    lost: element === null || element === document.body,
    visible: landed || inDrawing || near.some((node) => node != null && drawn(node)),
    what: element?.outerHTML.slice(0, 160) ?? '',
  };
})()`;

/** Somebody who uses no mouse. Looks at each stop of the way: the focus can be seen, and is never lost. */
export class Keyboard {
  constructor(readonly page: Page) {}

  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.page.locator('h1:not([data-loading])').first().waitFor();
  }

  /** Goes on by Tab until the focus is on it. */
  async reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await this.#isOn(target)) return;
      await this.page.keyboard.press('Tab');
      await this.#look();
    }
    throw new Error(`Tab does not lead to ${String(target)}`);
  }

  /** Reaches it and presses it; the focus stays with what is shown then. */
  async press(target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.press(key);
  }

  async type(target: Locator, text: string): Promise<void> {
    await this.reach(target);
    await this.page.keyboard.type(text);
  }

  /** The focus is somewhere, once what was pressed has had its effect. */
  async hasFocus(): Promise<void> {
    await eventually('the focus is on something that is shown', async () => !(await this.#where()).lost);
  }

  /** The focus is on it without a further key. */
  async standsOn(target: Locator): Promise<void> {
    await target.waitFor();
    await eventually(`the focus is on ${String(target)}`, () => this.#isOn(target));
  }

  async #look(): Promise<void> {
    let here = await this.#where();
    if (here.lost) {
      // Behind the last control comes the browser itself, and behind it the first one.
      await this.page.keyboard.press('Tab');
      here = await this.#where();
    }
    expect(here).toEqual({ ...here, lost: false, visible: true });
  }

  async #where(): Promise<z.infer<typeof stop>> {
    return stop.parse(await this.page.evaluate(whereIsFocus));
  }

  async #isOn(target: Locator): Promise<boolean> {
    return (await target.and(this.page.locator(':focus')).count()) > 0;
  }
}
