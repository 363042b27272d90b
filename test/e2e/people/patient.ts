import { CSRF_HEADER, hello } from '@hearth/contracts';
import type { APIResponse, Locator, Page } from 'playwright-core';
import type { CheckIn } from '@hearth/domain';

/** Answers to which nobody objects. */
export const GOOD_ANSWERS: CheckIn = {
  answers: { mood: 6, anxiety: 4, sleepHours: 7, urges: 2, medication: 'taken', safeNow: 'yes' },
  location: { address: '12 Elm Street, apartment 3', state: 'NY' },
  callbackNumber: '518 555 0134',
  emergencyContact: { name: 'Robin', phone: '518 555 0199' },
  attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
};

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

  /** Checked in already, with no screen to wait for: what the check-in's own screens would have sent. */
  async hasCheckedIn(answers: CheckIn = GOOD_ANSWERS): Promise<void> {
    const answer = await this.send('check-in', answers);
    if (!answer.ok()) throw new Error(`the check-in was answered with ${answer.status()}`);
  }

  /** What this browser would send about the session, whatever its screens offer. */
  async send(path: string, data?: unknown): Promise<APIResponse> {
    const { request } = this.page;
    const { csrfToken } = hello.parse(await (await request.get('/api/hello')).json());
    return request.post(`/api/sessions/${this.sessionId}/${path}`, {
      headers: { [CSRF_HEADER]: csrfToken, origin: new URL(this.page.url()).origin },
      ...(data === undefined ? {} : { data }),
    });
  }

  /** Answers up to whether they are safe, and says no; the rest stays unanswered. */
  async saysNotSafe(): Promise<void> {
    const { page } = this;
    await page.goto(`/session/${this.sessionId}/check-in`);
    const answers: readonly [string, string][] = [
      ['How is your mood right now?', '2'],
      ['How anxious are you?', '9'],
      ['How long did you sleep?', '3'],
      ['How strong are your urges?', '8'],
      ['Your medication today?', 'Missed some or all'],
      ['Are you safe right now?', 'No, I am not safe'],
    ];
    for (const [question, answer] of answers) {
      await page.getByRole('heading', { level: 1, name: question }).waitFor();
      await this.choose(answer);
      await page.getByRole('button', { name: 'Next' }).click();
    }
    await page.getByText('Those who lead your session are being told now.').waitFor();
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

  async goToRoom(): Promise<void> {
    await this.page.goto(`/session/${this.sessionId}/room`);
  }

  /** Somebody's tile on the stage. */
  tileOf(name: string): Locator {
    return this.page
      .getByRole('list', { name: 'People in the room' })
      .getByRole('listitem')
      .filter({ hasText: name });
  }

  /** Turns to sound alone, as one does when the connection is weak. */
  async hearsOnly(): Promise<void> {
    await this.page.getByRole('button', { name: /Devices, audio only, captions/ }).click();
    await this.page.getByRole('menuitemcheckbox', { name: 'Audio only' }).click();
    await this.page.keyboard.press('Escape');
    await this.page.getByRole('button', { name: /Turn camera on/ }).waitFor();
  }

  /** In the video room: the own microphone can be turned off and on, as it cannot while still coming in. */
  async isInRoom(): Promise<void> {
    const microphone = this.page.getByRole('button', { name: /Turn microphone (off|on)/, disabled: false });
    await microphone.waitFor({ timeout: 60_000 });
  }

  async raiseHand(): Promise<void> {
    await this.page.getByRole('button', { name: 'Raise hand' }).click();
  }

  async lowerHand(): Promise<void> {
    await this.page.getByRole('button', { name: 'Lower hand' }).click();
    await this.page.getByRole('button', { name: 'Raise hand' }).waitFor();
  }

  /** Writes to those who lead, and closes the panel again. */
  async write(text: string): Promise<void> {
    await this.openMessages();
    await this.page.getByLabel('Write to those who lead').fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
    await this.page.getByRole('log').getByText(text).waitFor();
  }

  async openMessages(): Promise<void> {
    const button = this.page.getByRole('button', { name: /^Messages to those who lead/ });
    if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
    await this.page.getByRole('log').waitFor();
  }

  async closeMessages(): Promise<void> {
    await this.page.getByRole('button', { name: 'Close messages' }).click();
  }

  async askForHelp(): Promise<void> {
    await this.page.getByRole('button', { name: 'Help', exact: true }).click();
    const help = this.page.getByRole('dialog', { name: 'Help' });
    await help.getByRole('button', { name: 'I need help' }).click();
    await help.getByText('They have been told.').waitFor();
    await help.getByRole('button', { name: 'Close help' }).click();
    await help.waitFor({ state: 'hidden' });
  }

  async share(what: 'Just talk' | 'My screen' | 'Read from my journal' | 'My homework'): Promise<void> {
    await this.page.getByRole('button', { name: 'Share something with the group' }).click();
    await this.page.getByRole('menuitem', { name: what }).click();
    await this.page.getByRole('button', { name: 'Stop sharing' }).waitFor();
  }

  async stopSharing(): Promise<void> {
    await this.page.getByRole('button', { name: 'Stop sharing' }).click();
    await this.page.getByRole('button', { name: 'Share something with the group' }).waitFor();
  }

  /** A screen that says one thing, in place of the room or of the waiting room. */
  async isTold(heading: string): Promise<void> {
    await this.page.getByRole('heading', { name: heading }).waitFor();
  }

  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave the room' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await this.page.getByRole('heading', { name: 'You left the room' }).waitFor();
  }
}
