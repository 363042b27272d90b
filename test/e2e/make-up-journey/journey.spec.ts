import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import { HOUR, localDate } from '@hearth/domain';
import type { Locator } from 'playwright-core';
import { SESSION, type Stage } from '../stage/stage.js';
import { Story } from '../story/story.js';
import { ANA, callCast, SMALL_WEEK, type Cast } from './cast.js';

jest.setTimeout(240_000);

const PATIENCE = { timeout: 90_000 };

describe('a week at risk that a make-up session repairs', () => {
  let cast: Cast;
  let stage: Stage;
  const story = new Story((chapter) => stage.testify(chapter));
  const { look } = story;
  /** Ana's line of the compliance week, once it says so. */
  const weekOfAna = (says: RegExp): Locator =>
    cast.supervisor.getByRole('row').filter({ hasText: ANA.displayName }).filter({ hasText: says });
  const whatIf = (): Locator =>
    cast.supervisor.getByRole('dialog', { name: `${ANA.displayName}: rules and what-if` });

  beforeAll(async () => {
    cast = await callCast();
    stage = cast.stage;
  });
  afterAll(() => cast?.close());

  story.chapter('shows the supervisor who is at risk, among all patients of the week', async () => {
    const { supervisor } = cast;
    await supervisor.goto('/programme-week');
    await weekOfAna(/At risk/).waitFor(PATIENCE);
    await supervisor.getByLabel('Standing').selectOption({ label: 'At risk' });
    expect(await supervisor.getByRole('row').filter({ hasText: 'Jordan M.' }).count()).toBe(0);
    await look(supervisor);
  });

  story.chapter('says why: what is needed, and how little of it is planned', async () => {
    await cast.supervisor.getByRole('button', { name: `Rules and what-if of ${ANA.displayName}` }).click();
    await whatIf()
      .getByRole('row', { name: /HRS-1-adult.*At risk/ })
      .waitFor(PATIENCE);
    await weekOfAna(/1 more are needed, but only 0 min are still planned/).waitFor();
    await look(cast.supervisor);
  });

  story.chapter('tries a session with a free place, and forecasts a week that is met', async () => {
    await whatIf()
      .getByRole('checkbox', { name: /^Process group.*11 places left/ })
      .check();
    await whatIf().getByText('Forecast: as the week would end with these changes').waitFor();
    await whatIf()
      .getByRole('row', { name: /HRS-1-adult.*At risk.*Met/ })
      .waitFor(PATIENCE);
    // Nothing is booked by trying.
    const events = await cast.history.events('session', SESSION);
    expect(events.map(({ type }) => type)).toEqual(['SessionScheduled']);
    await look(cast.supervisor);
  });

  story.chapter('books it with a reason, while the patient looks at an empty place of today', async () => {
    const { ana } = cast;
    await ana.openToday();
    expect(await ana.page.getByText('Process group').count()).toBe(0);
    await whatIf().getByLabel('Why').selectOption({ label: 'The week would be too short' });
    await whatIf()
      .getByRole('button', { name: /^Book: Process group/ })
      .click();
    await whatIf()
      .getByText(/^Booked: Process group/)
      .waitFor(PATIENCE);
    await look(cast.supervisor);
    await cast.supervisor.keyboard.press('Escape');
    await cast.supervisor.getByLabel('Standing').selectOption({ label: 'All' });
    await weekOfAna(/On track/).waitFor(PATIENCE);
  });

  story.chapter('shows it to the patient at once, today and in the own week', async () => {
    const { page } = cast.ana;
    await page.getByText('Process group').first().waitFor(PATIENCE);
    await look(page);
    await page.getByRole('link', { name: 'My week' }).click();
    await page.getByText(/^Process group: 0 minutes/).waitFor(PATIENCE);
    await look(page);
  });

  story.chapter('lets the patient attend it like any other', async () => {
    const { ana, therapist } = cast;
    await therapist.openSession();
    await therapist.openDoors();
    await ana.hasCheckedIn();
    await ana.goToWaitingRoom();
    await therapist.waitingFor(ANA.displayName).waitFor(PATIENCE);
    await therapist.start();
    await therapist.letIn(ANA.displayName);
    await ana.isInRoom();
  });

  story.chapter(
    'turns the week to met as soon as the minutes are there, while the group is running',
    async () => {
      await weekOfAna(/[1-9]\d* \/ 1 min\s*Met/).waitFor({ timeout: 150_000 });
      await look(cast.supervisor);
    },
  );

  story.chapter('keeps the week met once the attendance is sealed', async () => {
    const { therapist, ana, supervisor } = cast;
    await therapist.endForAll();
    await therapist.seal();
    await ana.page.goto('/week');
    await ana.page.getByText(/^\d+ minutes?\. That is all your plan asks for this week\.$/).waitFor(PATIENCE);
    const sealed = ana.page.getByRole('listitem').filter({ hasText: /^Process group: [1-9]\d* minutes?$/ });
    await sealed.waitFor(PATIENCE);
    await look(ana.page);
    await weekOfAna(/[1-9]\d* \/ 1 min\s*Met/).waitFor(PATIENCE);
    await supervisor.reload();
    await weekOfAna(/[1-9]\d* \/ 1 min\s*Met/).waitFor(PATIENCE);
  });

  story.chapter('has written down who was invited, and counted the minutes once', async () => {
    const invited = await cast.history.events('session', SESSION);
    const rosters = invited.flatMap((event) =>
      event.type === 'SessionPlanChanged' ? [event.data.roster] : [],
    );
    expect(rosters).toEqual([
      expect.arrayContaining([{ patientId: ANA.patientId, enrollmentId: ANA.enrollmentId }]),
    ]);
    const credits = (await cast.history.events('enrollment', ANA.enrollmentId)).filter(
      ({ type }) => type === 'AttendanceCredited',
    );
    expect(credits).toHaveLength(1);
  });

  story.chapter(
    'takes a license into an open calendar at once, and a decision about rules into the week',
    async () => {
      const { supervisor } = cast;
      const { admin, programme, startsAt } = stage;
      await supervisor.goto('/calendar');
      const unlicensed = supervisor.getByText(/licensed in NY, where Ana R\. lives/);
      await unlicensed.first().waitFor(PATIENCE);
      await look(supervisor);
      await admin.ask({
        method: 'POST',
        path: `/staff/${programme.facilitatorId}/licences`,
        body: { licences: [{ state: 'NY', credential: 'LCSW', expiresOn: null }], needsCoSign: false },
      });
      await unlicensed.first().waitFor({ state: 'detached', ...PATIENCE });
      await supervisor.goto('/programme-week');
      await weekOfAna(/ \/ 1 min/).waitFor(PATIENCE);
      await admin.ask({
        method: 'POST',
        path: `/programmes/${programme.programmeId}/rules/withdrawals`,
        body: {
          overrideId: SMALL_WEEK,
          lastDay: localDate(startsAt - 8 * 24 * HOUR, programme.timeZone),
          reason: 'The small week was only for this journey.',
        },
      });
      await weekOfAna(/ \/ 540 min/).waitFor(PATIENCE);
    },
  );

  story.hadAccessibleScreens(8);
});
