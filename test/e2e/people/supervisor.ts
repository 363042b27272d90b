import type { Locator, Page } from 'playwright-core';
import { safetySignals } from './safety-signals.js';

/** The supervisor at their board, by the words on the screen. */
export class Supervisor {
  constructor(
    readonly page: Page,
    readonly sessionId: string,
  ) {}

  async openBoard(): Promise<void> {
    await this.page.goto('/board');
    await this.page.getByRole('heading', { level: 1, name: 'Live board' }).waitFor();
  }

  /** The session's card. */
  card(): Locator {
    return this.page.locator(`article[data-session="${this.sessionId}"]`);
  }

  says(text: string | RegExp): Promise<void> {
    return this.card().getByText(text).first().waitFor({ timeout: 30_000 });
  }

  /** Waits until somebody's row says so. */
  shows(name: string, what: RegExp): Promise<void> {
    const row = this.card().getByRole('listitem').filter({ hasText: name }).filter({ hasText: what });
    return row.waitFor({ timeout: 60_000 });
  }

  /** Waits until the screen says how current it is. */
  isShown(freshness: 'live' | 'catching-up' | 'stale'): Promise<void> {
    return this.page.locator(`[data-live="${freshness}"]`).first().waitFor({ timeout: 60_000 });
  }

  async openSession(): Promise<void> {
    await this.page.goto(`/board/${this.sessionId}`);
    await this.page.getByRole('heading', { level: 1, name: 'Process group' }).waitFor();
  }

  async observe(): Promise<void> {
    await this.page.getByRole('button', { name: 'Observe this session' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Observe now' }).click();
    await this.page.getByText('You are observing. Everybody inside sees it.').waitFor();
  }

  async stopObserving(): Promise<void> {
    await this.page.getByRole('button', { name: 'Stop observing' }).click();
    await this.page.getByRole('button', { name: 'Observe this session' }).waitFor();
  }

  async acknowledge(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Acknowledge the signal of ${name}` }).click();
    await safetySignals(this.page)
      .getByText(/^Acknowledged by/)
      .waitFor();
  }
}
