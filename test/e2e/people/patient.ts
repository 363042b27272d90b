import type { Page } from 'playwright-core';

/** A patient at their own browser, by the words on the screen. */
export class Patient {
  constructor(
    readonly page: Page,
    readonly sessionId: string,
  ) {}

  async openToday(): Promise<void> {
    await this.page.goto('/today');
    await this.page.getByRole('heading', { level: 1, name: /Hello/ }).waitFor();
  }

  async checkIn(options: { readonly look?: (question: string) => Promise<void> } = {}): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'Check in', exact: true }).click();
    const questions: readonly [string, () => Promise<void>][] = [
      ['How is your mood right now?', () => this.choose('6')],
      ['How anxious are you?', () => this.choose('4')],
      ['How long did you sleep?', () => this.choose('7')],
      ['How strong are your urges?', () => this.choose('2')],
      ['Your medication today?', () => this.choose('Taken as planned')],
      ['Are you safe right now?', () => this.choose('Yes, I am safe')],
      ['Where are you right now?', () => this.sayWhere()],
      ['Who can we call?', () => this.sayWhom()],
      ['Is your place private?', () => this.attest()],
      ['Anything else?', () => Promise.resolve()],
    ];
    for (const [question, answer] of questions) {
      await page.getByRole('heading', { level: 1, name: question }).waitFor();
      await options.look?.(question);
      await answer();
      const last = question === 'Anything else?';
      await page.getByRole('button', { name: last ? 'Send check-in' : 'Next' }).click();
    }
  }

  private async choose(label: string): Promise<void> {
    await this.page.getByRole('radio', { name: label, exact: true }).check();
  }

  private async sayWhere(): Promise<void> {
    await this.page.getByLabel(/^Address/).fill('12 Elm Street, apartment 3');
    await this.page.getByLabel('State').selectOption('NY');
  }

  private async sayWhom(): Promise<void> {
    await this.page.getByLabel('Your phone number today').fill('518 555 0134');
    await this.page.getByLabel('Emergency contact: name').fill('Robin');
    await this.page.getByLabel('Emergency contact: phone').fill('518 555 0199');
  }

  private async attest(): Promise<void> {
    for (const promise of [/I am alone/, /I use headphones/, /I will not record/, /I am not driving/]) {
      await this.page.getByRole('checkbox', { name: promise }).check();
    }
  }

  async goToWaitingRoom(): Promise<void> {
    await this.page.goto(`/session/${this.sessionId}/waiting`);
  }

  /** In the room, with the microphone's button to show for it. */
  async isInRoom(): Promise<void> {
    await this.page.getByRole('button', { name: /Turn microphone (off|on)/ }).waitFor({ timeout: 60_000 });
  }

  async raiseHand(): Promise<void> {
    await this.page.getByRole('button', { name: 'Raise hand' }).click();
  }

  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave the room' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await this.page.getByRole('heading', { name: 'You left the room' }).waitFor();
  }
}
