import type { Locator, Page } from 'playwright-core';

/** The therapist at their own browser, by the words on the screen. */
export class Therapist {
  constructor(
    readonly page: Page,
    readonly sessionId: string,
  ) {}

  async openToday(): Promise<void> {
    await this.page.goto('/sessions');
    await this.page.getByRole('heading', { level: 1, name: /sessions/ }).waitFor();
  }

  async openSession(): Promise<void> {
    await this.page.goto(`/sessions/${this.sessionId}`);
    await this.page.getByRole('heading', { level: 1, name: 'Process group' }).waitFor();
  }

  async openDoors(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open the doors' }).click();
    await this.page.getByRole('button', { name: 'Start the session' }).waitFor();
  }

  async start(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start the session' }).click();
    await this.page.getByRole('button', { name: 'End for all' }).waitFor();
  }

  async letIn(name: string): Promise<void> {
    await this.tab('People');
    await this.page.getByRole('button', { name: `Admit ${name}`, exact: true }).click();
  }

  waitingFor(name: string): Locator {
    return this.page.getByRole('button', { name: `Admit ${name}`, exact: true });
  }

  async tab(name: 'People' | 'Hands' | 'Messages' | 'Help'): Promise<void> {
    const tab = this.page.getByRole('tab', { name: new RegExp(`^${name}`) });
    if ((await tab.count()) > 0) await tab.click();
  }

  async giveFloor(name: string): Promise<void> {
    await this.tab('Hands');
    await this.page.getByRole('button', { name: `Give the floor to ${name}` }).click();
  }

  async takeFloorBack(name: string): Promise<void> {
    await this.tab('Hands');
    await this.page.getByRole('button', { name: `Take the floor back from ${name}` }).click();
  }

  async remove(name: string, words: string): Promise<void> {
    await this.tab('People');
    await this.page.getByRole('button', { name: `Remove ${name} from the session` }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Not in a private place' }).check();
    await dialog.getByLabel('In your words', { exact: false }).fill(words);
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async endForAll(): Promise<void> {
    await this.page.getByRole('button', { name: 'End for all' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'End for all' }).click();
    await this.page.getByRole('heading', { level: 1, name: /^Attendance/ }).waitFor();
  }

  async seal(): Promise<void> {
    await this.page.getByRole('button', { name: 'Seal attendance' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Seal', exact: true }).click();
    await this.page.getByText('Sealed at').waitFor();
  }
}
