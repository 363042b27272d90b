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
    // Only the running room has this; what is pressed before it is there would belong to the lobby that goes away.
    await this.page.getByRole('button', { name: 'Start a break' }).waitFor();
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

  async letInWithReason(name: string, reason: string): Promise<void> {
    await this.tab('People');
    await this.page.getByRole('button', { name: `Admit with a reason …: ${name}` }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByLabel('In your words').fill(reason);
    await dialog.getByRole('button', { name: 'Admit', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async turnAway(name: string, why: string, words: string): Promise<void> {
    await this.tab('People');
    await this.page.getByRole('button', { name: `Turn away: ${name}` }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: why }).check();
    await dialog.getByLabel('In your words').fill(words);
    await dialog.getByRole('button', { name: 'Turn away', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  /** Somebody's row in the list of people. */
  person(name: string): Locator {
    return this.page.locator('[data-patient]').filter({ hasText: name });
  }

  async mute(name: string): Promise<void> {
    await this.tab('People');
    await this.page.getByRole('button', { name: `Mute ${name}`, exact: true }).click();
  }

  /** Opens the conversation with somebody. */
  async openConversation(name: string): Promise<Locator> {
    await this.tab('Messages');
    const choice = this.page.getByLabel('Conversation with');
    const label = await choice.getByRole('option').filter({ hasText: name }).innerText();
    await choice.selectOption({ label });
    return this.page.getByRole('list', { name: `Messages with ${name}` });
  }

  async write(name: string, text: string): Promise<void> {
    await this.page.getByLabel(`Write to ${name}`).fill(text);
    await this.page.getByRole('button', { name: 'Send', exact: true }).click();
    await this.page
      .getByRole('list', { name: `Messages with ${name}` })
      .getByText(text)
      .waitFor();
  }

  /** Private requests for help, on top of the room. */
  openRequests(): Locator {
    return this.page.getByRole('list', { name: 'Open requests for help' });
  }

  async answerHelp(name: string): Promise<void> {
    const alert = this.openRequests();
    await alert.getByText(`${name} asks for help in private`).waitFor();
    await alert.getByRole('button', { name: `I am on it: ${name}` }).click();
    await alert.waitFor({ state: 'hidden' });
  }

  async startBreak(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start a break' }).click();
    await this.page.getByText(/^Break since/).waitFor();
  }

  async endBreak(): Promise<void> {
    await this.page.getByRole('button', { name: 'End the break' }).click();
    await this.page.getByRole('button', { name: 'Start a break' }).waitFor();
  }

  async handOverTo(name: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Hand over' }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name }).check();
    await dialog.getByRole('button', { name: 'Hand over' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await this.page.getByText(`Led by ${name}`).waitFor();
  }

  /** Closes a safety signal with what was done about it. */
  async closeSignal(name: string, outcome: string, note: string): Promise<void> {
    await this.page.getByRole('button', { name: `Close with outcome: ${name}` }).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: outcome }).check();
    await dialog.getByLabel('What was done').fill(note);
    await dialog.getByRole('button', { name: 'Close the signal' }).click();
    await dialog.waitFor({ state: 'hidden' });
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
