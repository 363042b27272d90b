import { addDays, localDate } from '@hearth/domain';
import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import { LAPTOP } from '../../fixtures/browser.js';
import { Keyboard } from '../people/keyboard.js';
import { GOOD_ANSWERS, Patient } from '../people/patient.js';
import { safetySignals } from '../people/safety-signals.js';
import { patientIdOf, SESSION, setStage, type Stage } from '../stage/stage.js';
import { Story } from '../story/story.js';

jest.setTimeout(240_000);

const ANA = 'Ana R.';
const JORDAN = 'Jordan M.';
const KIM = 'Kim T.';

describe('a group without a mouse', () => {
  let stage: Stage;
  let ana: Keyboard;
  let maya: Keyboard;
  let ruth: Keyboard;
  let jordan: Patient;
  const story = new Story((chapter) => stage.testify(chapter));
  const button = ({ page }: Keyboard, name: string | RegExp) =>
    page.getByRole('button', { name, exact: typeof name === 'string' });
  const dialog = ({ page }: Keyboard) => page.getByRole('dialog');
  const heading = ({ page }: Keyboard, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name });

  beforeAll(async () => {
    stage = await setStage([ANA, JORDAN, KIM]);
    const { programme } = stage;
    const context = await stage.browser.newContext({ baseURL: stage.services.urls.api, viewport: LAPTOP });
    await context.grantPermissions(['camera', 'microphone']);
    ana = new Keyboard(stage.watch('Ana', await context.newPage()));
    maya = new Keyboard(await stage.openAs('Maya', programme.facilitatorId, LAPTOP));
    ruth = new Keyboard(await stage.openAs('Ruth', programme.supervisorId, LAPTOP));
    jordan = new Patient(await stage.openAs('Jordan', patientIdOf(programme, JORDAN), LAPTOP), SESSION);
    const kim = new Patient(await stage.openAs('Kim', patientIdOf(programme, KIM), LAPTOP), SESSION);
    await kim.openToday();
    await kim.hasCheckedIn({ ...GOOD_ANSWERS, answers: { ...GOOD_ANSWERS.answers, safeNow: 'no' } });
  });
  afterAll(() => stage?.close());

  story.chapter('signs a patient in and takes their check-in', async () => {
    const { page } = ana;
    await ana.open('/sign-in');
    await ana.press(button(ana, new RegExp(ANA)));
    await ana.standsOn(heading(ana, /Hello/));
    await ana.press(page.getByRole('link', { name: 'Check in', exact: true }));
    for (const question of ['mood', 'anxious', 'sleep', 'urges', 'medication', 'safe']) {
      await ana.standsOn(heading(ana, new RegExp(question)));
      await ana.press(page.getByRole('radio').first(), 'Space');
      await ana.press(button(ana, 'Next'));
    }
    await ana.standsOn(heading(ana, 'Where are you right now?'));
    await ana.type(page.getByLabel(/^Address/), '12 Elm Street');
    await ana.type(page.getByLabel('State'), 'New York');
    await ana.press(button(ana, 'Next'));
    await ana.type(page.getByLabel('Your phone number today'), '518 555 0134');
    await ana.type(page.getByLabel('Emergency contact: name'), 'Robin');
    await ana.type(page.getByLabel('Emergency contact: phone'), '518 555 0199');
    await ana.press(button(ana, 'Next'));
    await ana.standsOn(heading(ana, 'Is your place private?'));
    for (const promise of await page.getByRole('checkbox').all()) await ana.press(promise, 'Space');
    await ana.press(button(ana, 'Next'));
    await ana.standsOn(heading(ana, 'Anything else?'));
    await ana.press(button(ana, 'Send check-in'));
    await ana.standsOn(heading(ana, 'Camera and sound'));
  });

  story.chapter('opens the doors and lets people in', async () => {
    await maya.open('/sessions');
    await maya.press(maya.page.getByRole('link', { name: 'Prepare' }));
    await maya.standsOn(heading(maya, 'Process group'));
    await maya.press(button(maya, 'Open the doors'));
    await ana.press(ana.page.getByRole('link', { name: /^Skip, join/ }));
    await ana.hasFocus();
    await jordan.openToday();
    await jordan.hasCheckedIn();
    await jordan.goToWaitingRoom();
    await maya.press(button(maya, 'Start the session'));
    // The screen changes over from the doors to the room, which has to be fetched.
    await maya.page.getByRole('tab', { name: /^People/ }).waitFor();
    await maya.hasFocus();
    for (const name of [ANA, JORDAN]) await maya.press(button(maya, `Admit ${name}`));
    await button(ana, 'Raise hand').waitFor();
    await ana.hasFocus();
    await jordan.isInRoom();
  });

  story.chapter('raises a hand, gives the floor and takes it back', async () => {
    await ana.press(button(ana, 'Raise hand'));
    await maya.reach(maya.page.getByRole('tab', { name: /^People/ }));
    await maya.page.keyboard.press('ArrowRight');
    await maya.press(button(maya, `Give the floor to ${ANA}`));
    await button(maya, `Take the floor back from ${ANA}`).waitFor();
    await maya.hasFocus();
    await maya.press(button(maya, `Take the floor back from ${ANA}`));
    await ana.press(button(ana, 'Share something with the group'));
    await ana.page.getByRole('menu').waitFor();
    await ana.hasFocus();
    await ana.page.keyboard.press('Escape');
    await ana.standsOn(button(ana, 'Share something with the group'));
  });

  story.chapter('leaves', async () => {
    await ana.press(button(ana, 'Leave the room'));
    await ana.press(dialog(ana).getByRole('button', { name: 'Leave', exact: true }));
    await ana.standsOn(heading(ana, 'You left the room'));
  });

  story.chapter('removes somebody with a reason', async () => {
    await maya.reach(maya.page.getByRole('tab', { name: /^Hands/ }));
    await maya.page.keyboard.press('ArrowLeft');
    await maya.press(button(maya, `Remove ${JORDAN} from the session`));
    await maya.press(dialog(maya).getByRole('radio').first(), 'Space');
    await maya.type(dialog(maya).getByLabel('In your words'), 'Somebody else could be heard.');
    await maya.press(dialog(maya).getByRole('button', { name: 'Remove', exact: true }));
    await jordan.isTold('You were asked to leave');
    await maya.hasFocus();
  });

  story.chapter('looks into the session from the board and acknowledges a safety signal', async () => {
    await ruth.open('/board');
    await ruth.press(button(ruth, `Acknowledge the signal of ${KIM}`));
    await safetySignals(ruth.page)
      .getByText(/^Acknowledged by/)
      .waitFor();
    await ruth.hasFocus();
    await ruth.press(ruth.page.getByRole('link', { name: 'Process group' }));
    await ruth.standsOn(heading(ruth, 'Process group'));
    await ruth.press(button(ruth, 'Show as a table'));
    await ruth.page.getByRole('table').waitFor();
    await ruth.hasFocus();
  });

  story.chapter('takes a task of outreach and closes it', async () => {
    const { programme, admin } = stage;
    const kim = programme.patients.find(({ displayName }) => displayName === KIM);
    const today = localDate(Date.now(), programme.timeZone);
    const almostUsed = {
      authorizationId: 'authorization-kim',
      number: 'A-4711',
      payer: 'Commercial',
      levelOfCare: 'iop',
      codes: ['S9480'],
      revenueCode: '0905',
      units: 30,
      usedBefore: 29,
      from: addDays(today, -30),
      to: addDays(today, 60),
      review: { nextOn: null, everyDays: null },
      telehealth: { placeOfService: 'by-residence', modifier: '95' },
    };
    await admin.ask({
      method: 'POST',
      path: `/enrollments/${kim?.enrollmentId ?? ''}/authorizations`,
      body: almostUsed,
    });
    await ruth.open('/outreach');
    await ruth.press(button(ruth, 'I take it'));
    await ruth.page.getByText('Yours', { exact: true }).waitFor();
    await ruth.hasFocus();
    await ruth.press(button(ruth, 'Write a note'));
    await ruth.type(ruth.page.getByLabel('Note (optional)'), 'Asked for ten more units.');
    await ruth.press(button(ruth, 'Request sent'));
    await heading(ruth, 'Outreach').waitFor();
    await ruth.page.getByRole('heading', { name: 'Nothing to do right now' }).waitFor();
    await ruth.hasFocus();
  });

  story.chapter('ends and seals', async () => {
    await maya.press(button(maya, 'End for all'));
    await maya.standsOn(dialog(maya).getByRole('button', { name: 'Stay' }));
    await maya.page.keyboard.press('Escape');
    await dialog(maya).waitFor({ state: 'hidden' });
    await maya.standsOn(button(maya, 'End for all'));
    await maya.press(button(maya, 'End for all'));
    await maya.press(dialog(maya).getByRole('button', { name: 'End for all' }));
    await maya.standsOn(heading(maya, /^Attendance/));
    await maya.press(button(maya, 'Seal attendance'));
    await maya.press(dialog(maya).getByRole('button', { name: 'Seal', exact: true }));
    await maya.page.getByText('Sealed at').waitFor();
    await maya.hasFocus();
    expect(await maya.page.getByRole('dialog').count()).toBe(0);
  });

  story.chapter('answers four questions', async () => {
    const { page } = ana;
    await heading(ana, 'After the session').waitFor();
    for (const lowest of await page.getByRole('radio', { name: '0', exact: true }).all())
      await ana.press(lowest, 'Space');
    await ana.press(button(ana, 'Send'));
    await page.getByText('Thank you. Those who lead the group will read it.').waitFor();
    await ana.hasFocus();
  });
});
