import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { SessionEvent } from '@hearth/domain';
import { seesMovingPictureOf, seesMovingScreen } from '../evidence/moving-picture.js';
import { Patient } from '../people/patient.js';
import { safetySignals } from '../people/safety-signals.js';
import { patientIdOf, SESSION } from '../stage/stage.js';
import { Story } from '../story/story.js';
import { ANA, callCast, JORDAN, KIM, LEE, type Cast } from './cast.js';

jest.setTimeout(180_000);

const ATTACK = '<img src="x" onerror="document.body.remove()"> <b>I feel shaky</b>';
const ANSWER = '<script>document.body.remove()</script> I am with you, <i>Ana</i>';

describe('a group in which things have to be moderated', () => {
  let cast: Cast;
  const story = new Story((chapter) => cast.stage.testify(chapter));
  const { look } = story;
  const happened = <Type extends SessionEvent['type']>(type: Type) => cast.history.ofSession(SESSION, type);
  const idOf = (name: string): string => patientIdOf(cast.stage.programme, name);

  beforeAll(async () => {
    cast = await callCast();
  });
  afterAll(() => cast?.close());

  story.chapter('keeps everybody out until the doors are open', async () => {
    const { ana, maya } = cast;
    await ana.openToday();
    await ana.hasCheckedIn();
    await ana.goToRoom();
    await ana.isTold('You are not in the room yet');
    await look(ana.page);
    expect((await ana.send('token')).status()).toBe(409);
    await ana.page.getByRole('link', { name: 'Go to the waiting room' }).click();
    await ana.isTold('The doors open soon');
    await look(ana.page);
    await maya.openSession();
    await look(maya.page);
  });

  story.chapter('tells everybody in charge at once when somebody is not safe', async () => {
    const { jordan, maya, ruth } = cast;
    await ruth.openBoard();
    await jordan.saysNotSafe();
    await look(jordan.page);
    for (const { page } of [maya, ruth]) {
      await safetySignals(page).getByText(`${JORDAN} may not be safe right now`).waitFor();
      await look(page);
    }
    await ruth.acknowledge(JORDAN);
    await safetySignals(maya.page)
      .getByText(/^Acknowledged by/)
      .waitFor();
  });

  story.chapter('holds each in the waiting room, with what stands against letting them in', async () => {
    const { ana, jordan, kim, maya } = cast;
    await kim.openToday();
    await kim.hasCheckedIn();
    await maya.openDoors();
    await ana.isTold('You will be let in');
    await kim.goToWaitingRoom();
    await kim.isTold('You will be let in');
    await jordan.goToWaitingRoom();
    await jordan.isTold('Somebody will talk with you first');
    await look(jordan.page);
    await maya.person(JORDAN).getByText('Missing: Location').waitFor();
    await look(maya.page);
    expect((await jordan.send('token')).status()).toBe(409);
  });

  story.chapter('turns somebody away with a reason, and tells them what is next', async () => {
    const { kim, maya } = cast;
    await maya.turnAway(KIM, 'Not in a private place', 'On a bus.');
    await kim.isTold('Not this time');
    await look(kim.page);
    await kim.goToRoom();
    await kim.isTold('Not this time');
    await look(kim.page);
    expect((await kim.send('token')).ok()).toBe(false);
    expect(await happened('PatientTurnedAway')).toMatchObject([
      { data: { patientId: idOf(KIM), reasonCode: 'not-private', personal: { reason: 'On a bus.' } } },
    ]);
  });

  story.chapter('closes a safety signal only with what was done about it', async () => {
    const { maya, ruth } = cast;
    await maya.closeSignal(
      JORDAN,
      'Safety plan made or reviewed',
      'We spoke for ten minutes. Safe for tonight.',
    );
    for (const { page } of [maya, ruth]) await safetySignals(page).waitFor({ state: 'hidden' });
  });

  story.chapter('lets somebody in without a confirmed place only with a reason, which is kept', async () => {
    const { jordan, maya, history } = cast;
    await maya.letInWithReason(JORDAN, 'Gave the address by phone.');
    await jordan.isInRoom();
    const [admitted] = await happened('PatientAdmitted');
    expect(admitted?.data).toMatchObject({
      patientId: idOf(JORDAN),
      personal: { reason: 'Gave the address by phone.' },
    });
    expect(admitted?.data.overrides).toEqual(expect.arrayContaining(['location', 'contact']));
    const overrides = (await history.audited()).filter(({ data }) => data.action === 'override');
    expect(overrides).toMatchObject([
      { data: { by: { id: cast.stage.programme.facilitatorId }, entity: { patientId: idOf(JORDAN) } } },
    ]);
  });

  story.chapter('carries a person without pictures beside those with', async () => {
    const { ana, jordan, maya } = cast;
    await maya.letIn(ANA);
    await ana.isInRoom();
    await jordan.hearsOnly();
    await seesMovingPictureOf(maya.page, SESSION, { kind: 'patient', id: idOf(ANA) });
    await ana.tileOf(JORDAN).getByText('sound only').waitFor();
    await look(jordan.page);
    await look(maya.page);
  });

  story.chapter('carries messages both ways, as text, to nobody else', async () => {
    const { ana, jordan, maya } = cast;
    await ana.write(ATTACK);
    const thread = await maya.openConversation(ANA);
    await thread.getByText(ATTACK).waitFor();
    await maya.write(ANA, ANSWER);
    await ana.page.getByRole('log').getByText(ANSWER).waitFor();
    for (const place of [thread, ana.page.getByRole('log')])
      expect(await place.locator('img, b, i, script').count()).toBe(0);
    await look(ana.page);
    await look(maya.page);
    await ana.closeMessages();
    await jordan.openMessages();
    await jordan.page.getByText('Nothing written yet.').waitFor();
    await look(jordan.page);
    await jordan.closeMessages();
  });

  story.chapter('brings a private request for help to the therapist, and the answer back', async () => {
    const { ana, jordan, maya } = cast;
    await jordan.askForHelp();
    await jordan.page.getByText('Those who lead the group know that you need help.').waitFor();
    await maya.openRequests().getByText(`${JORDAN} asks for help in private`).waitFor();
    await look(maya.page);
    expect(await ana.page.getByText(/need help|asks for help/).count()).toBe(0);
    await maya.answerHelp(JORDAN);
    await jordan.page
      .getByText('Those who lead the group know that you need help.')
      .waitFor({ state: 'hidden' });
  });

  story.chapter('mutes somebody, who can speak again', async () => {
    const { ana, maya } = cast;
    await maya.mute(ANA);
    await ana.page.getByText('Somebody who leads the group turned your microphone off.').waitFor();
    await look(ana.page);
    await ana.page.getByRole('button', { name: 'Turn microphone on' }).click();
    await ana.page.getByRole('button', { name: 'Turn microphone off' }).waitFor();
    await maya.page.getByRole('button', { name: `Mute ${ANA}`, exact: true }).waitFor();
    expect(await happened('ParticipantMuted')).toHaveLength(1);
  });

  story.chapter('shows a share to everybody, one at a time', async () => {
    const { ana, jordan, maya } = cast;
    await jordan.share('Read from my journal');
    await ana.tileOf(JORDAN).getByText('Sharing a journal').waitFor();
    await ana.page.getByRole('button', { name: 'Share something with the group' }).click();
    await ana.page.getByText('Somebody is sharing. Raise your hand to be next.').waitFor();
    await ana.page.keyboard.press('Escape');
    await maya.takeFloorBack(JORDAN);
    await jordan.page.getByRole('button', { name: 'Share something with the group' }).waitFor();
    await ana.share('My screen');
    await seesMovingScreen(maya.page, ANA);
    await seesMovingScreen(jordan.page, ANA);
    await look(jordan.page);
    await look(maya.page);
    await ana.stopSharing();
    await maya.page.getByText(`Screen of ${ANA}`).waitFor({ state: 'hidden' });
    expect((await happened('ShareStarted')).map(({ data }) => data.kind)).toEqual(['journal', 'screen']);
  });

  story.chapter('pauses for a break, in which minutes do not count', async () => {
    const { ana, jordan, maya, ruth } = cast;
    await maya.startBreak();
    for (const { page } of [ana, jordan])
      await page.getByText(/^Break\. You can turn everything off/).waitFor();
    await ruth.says(/^Break since/);
    await look(ana.page);
    await maya.endBreak();
    await ana.page.getByText(/^Break\./).waitFor({ state: 'hidden' });
  });

  story.chapter('lets the supervisor observe, seen by everybody inside', async () => {
    const { ana, jordan, maya, ruth } = cast;
    await ruth.openSession();
    await ruth.observe();
    for (const { page } of [ana, jordan])
      await page.getByText('Ruth Abara from the program is in the room to observe.').waitFor();
    await maya.page.getByText('Observed by Ruth Abara').waitFor();
    await seesMovingPictureOf(ruth.page, SESSION, { kind: 'patient', id: idOf(ANA) });
    expect(await ruth.page.getByRole('button', { name: /microphone|camera/i }).count()).toBe(0);
    await look(ruth.page);
    await look(ana.page);
    await ruth.stopObserving();
    await ana.page.getByText('Ruth Abara from the program').waitFor({ state: 'hidden' });
    const staffId = cast.stage.programme.supervisorId;
    expect(await happened('ObservationStarted')).toMatchObject([{ data: { staffId, visible: true } }]);
    expect(await happened('ObservationEnded')).toMatchObject([{ data: { staffId } }]);
  });

  story.chapter('shows nothing of it to a supervisor of another programme', async () => {
    const { stranger } = cast;
    await stranger.openBoard();
    await look(stranger.page);
    await stranger.page.goto(`/board/${SESSION}`);
    await stranger.page.getByText('You may not see or do this.').waitFor();
    await look(stranger.page);
    const asks = new Patient(stranger.page, SESSION);
    for (const path of ['observation', 'token', 'end']) expect((await asks.send(path)).status()).toBe(403);
    expect(await stranger.page.getByText(ANA).count()).toBe(0);
  });

  story.chapter('keeps one page of a person in the room, and says so on the other', async () => {
    const { ana } = cast;
    const page = cast.stage.watch(`${ANA}, in another place`, await ana.page.context().newPage());
    const other = new Patient(page, SESSION);
    await other.goToRoom();
    await other.isInRoom();
    await ana.isTold('Open in another place');
    await look(ana.page);
    await ana.page.getByRole('button', { name: 'Use this page instead' }).click();
    await ana.isInRoom();
    await other.isTold('Open in another place');
    await other.page.close();
  });

  story.chapter('is handed over to the co-facilitator, who ends it for all', async () => {
    const { ana, jordan, maya, theo } = cast;
    const { facilitatorId, coFacilitatorId } = cast.stage.programme;
    await theo.openSession();
    await seesMovingPictureOf(theo.page, SESSION, { kind: 'patient', id: idOf(ANA) });
    await maya.handOverTo('Theo Brandt');
    await theo.page.getByText('Led by Theo Brandt').waitFor();
    await look(theo.page);
    await theo.endForAll();
    for (const patient of [ana, jordan]) await patient.isTold('The session has ended');
    await look(ana.page);
    await maya.page.getByText('The session is over. Look through the attendance').waitFor();
    await look(maya.page);
    await look(theo.page);
    expect(await happened('FacilitatorHandedOver')).toMatchObject([
      { data: { from: facilitatorId, to: coFacilitatorId } },
    ]);
    expect(await happened('SessionEnded')).toMatchObject([
      { data: { by: { kind: 'staff', id: coFacilitatorId } } },
    ]);
  });

  story.chapter('tells whoever comes afterwards that it is over', async () => {
    const { lee } = cast;
    await lee.goToWaitingRoom();
    await lee.isTold('The session is over');
    await look(lee.page);
    await lee.goToRoom();
    await lee.isTold('The session has ended');
    await look(lee.page);
    await lee.page.goto(`/session/${SESSION}/check-in`);
    await lee.isTold('This session is over');
    await look(lee.page);
    expect((await lee.send('token')).status()).toBe(409);
    expect(await cast.theo.page.getByText(LEE).count()).toBeGreaterThan(0);
  });

  it('has left nothing of what was written in the streams of other people', async () => {
    const messages = await happened('MessagePosted');
    expect(messages.map(({ data }) => data.patientId)).toEqual([idOf(ANA), idOf(ANA)]);
  });
  story.hadAccessibleScreens(30);
});
