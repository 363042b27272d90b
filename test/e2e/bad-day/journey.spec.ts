import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PersonRef, SessionEvent } from '@hearth/domain';
import type { RoomDocument } from '@hearth/views';
import { LAPTOP, PHONE } from '../../fixtures/browser.js';
import { DocumentReader } from '../evidence/documents.js';
import { History } from '../evidence/history.js';
import { seesMovingPictureOf } from '../evidence/moving-picture.js';
import { bounded, stayOf, type Bounds } from '../evidence/stopwatch.js';
import { Patient } from '../people/patient.js';
import { Supervisor } from '../people/supervisor.js';
import { Therapist } from '../people/therapist.js';
import { patientIdOf, SESSION, setStage, type Stage } from '../stage/stage.js';
import { Story } from '../story/story.js';
import { comesBack, goesAway, losesItsData } from './outages.js';

jest.setTimeout(240_000);

const ANA = 'Ana R.';
const NEVER: Bounds = { earliest: 0, latest: 0 };

describe('a group on a bad day', () => {
  let stage: Stage;
  let history: History;
  let ana: Patient;
  let maya: Therapist;
  let ruth: Supervisor;
  let from = NEVER;
  let to = NEVER;
  const story = new Story((chapter) => stage.testify(chapter));
  const { look } = story;
  const person = (): PersonRef => ({ kind: 'patient', id: patientIdOf(stage.programme, ANA) });
  const happened = <Type extends SessionEvent['type']>(type: Type) => history.ofSession(SESSION, type);
  const everybodySeesEverybody = async (): Promise<void> => {
    const therapist: PersonRef = { kind: 'staff', id: stage.programme.facilitatorId };
    await seesMovingPictureOf(maya.page, SESSION, person());
    await seesMovingPictureOf(ana.page, SESSION, therapist);
  };

  beforeAll(async () => {
    stage = await setStage([ANA]);
    history = await History.of(stage.services);
    const { programme } = stage;
    ana = new Patient(await stage.openAs('Ana', person().id, PHONE), SESSION);
    maya = new Therapist(await stage.openAs('Maya', programme.facilitatorId, LAPTOP), SESSION);
    ruth = new Supervisor(await stage.openAs('Ruth', programme.supervisorId, LAPTOP), SESSION);
  });
  afterAll(async () => {
    await history?.close();
    await stage?.close();
  });

  story.chapter('begins well', async () => {
    await ana.openToday();
    await ana.hasCheckedIn();
    await maya.openSession();
    await maya.openDoors();
    await maya.start();
    await ana.goToWaitingRoom();
    from = await bounded(async () => {
      await maya.letIn(ANA);
      await ana.isInRoom();
    });
    await ruth.openBoard();
    await ruth.shows(ANA, /In the room/);
    await everybodySeesEverybody();
  });

  story.chapter('loses its video, keeps its people, and gets its video back', async () => {
    await goesAway(stage, 'livekit');
    await ana.page.getByText(/^(Your connection dropped|We are bringing you back)/).waitFor();
    await maya.page.locator('[data-phase]').waitFor();
    await look(maya.page);
    // What people do. The room is there without its video.
    await ana.page.reload();
    await ana.page.getByText(/^Video is not working right now\./).waitFor();
    await look(ana.page);
    await ruth.shows(ANA, /In the room/);
    await ana.raiseHand();
    await ruth.says('Hand up');
    await comesBack(stage, 'livekit');
    await ana.page.getByText(/^Video is not working right now\./).waitFor({ state: 'hidden' });
    await everybodySeesEverybody();
    await ana.lowerHand();
    const connections = (await happened('ParticipantJoined'))
      .map(({ data }) => data)
      .filter((joined) => joined.person.id === person().id);
    const sids = new Set(connections.map(({ participantSid }) => participantSid));
    expect(sids.size).toBeGreaterThanOrEqual(3);
    expect(connections.map(({ roomSid }) => roomSid)).toContain('presence');
  });

  story.chapter('goes on while the worker is away, and says that the figures stand still', async () => {
    await goesAway(stage, 'worker');
    await ana.raiseHand();
    await ruth.isShown('stale');
    await ruth.page.getByText(/^Stale since/).waitFor();
    await look(ruth.page);
    expect(await happened('HandRaised')).toHaveLength(2);
    await comesBack(stage, 'worker');
    await ruth.says('Hand up');
    await ruth.isShown('live');
  });

  story.chapter('survives that Redis goes away and comes back empty', async () => {
    await goesAway(stage, 'redis');
    await ruth.isShown('stale');
    await look(ruth.page);
    await losesItsData(stage, 'redis');
    await comesBack(stage, 'redis');
    for (const { page } of [ruth, maya, ana]) await page.locator('[data-live="live"]').first().waitFor();
    await ana.lowerHand();
    await ruth.card().getByText('Hand up').waitFor({ state: 'hidden' });
    await ruth.shows(ANA, /In the room/);
  });

  story.chapter(
    'says what cannot be recorded while the event store is away, and records it after',
    async () => {
      await goesAway(stage, 'eventstore');
      await ana.raiseHand();
      await ana.page.getByText('A part of Hearth is not answering right now.').waitFor();
      await look(ana.page);
      await comesBack(stage, 'eventstore');
      await ruth.isShown('live');
      await ana.raiseHand();
      await ruth.says('Hand up');
      await ana.page.getByText('A part of Hearth is not answering right now.').waitFor({ state: 'hidden' });
    },
  );

  story.chapter('catches the supervisor up whose network was away', async () => {
    await ruth.page.context().setOffline(true);
    await ruth.page.getByText('Your device has no network.').waitFor();
    await ruth.isShown('stale');
    await look(ruth.page);
    await ana.lowerHand();
    await ruth.page.context().setOffline(false);
    await ruth.isShown('live');
    await ruth.card().getByText('Hand up').waitFor({ state: 'hidden' });
  });

  story.chapter('catches everybody up when the api itself was away', async () => {
    await goesAway(stage, 'api');
    await ruth.isShown('stale');
    await comesBack(stage, 'api');
    await ruth.isShown('live');
    await ana.raiseHand();
    await ruth.says('Hand up');
  });

  story.chapter('seals the minutes that the test measured with its own clock', async () => {
    to = await bounded(() => maya.endForAll());
    await ana.isTold('The session has ended');
    await maya.seal();
    const reader = await DocumentReader.of(
      stage.services.urls.api,
      stage.programme.supervisorId,
      new AbortController().signal,
    );
    const room = await reader.until('room', SESSION, ({ status }) => status === 'sealed');
    reader.close();
    const { attendance } = patientOf(room);
    const whole = stayOf(from, to);
    const unstaffedMs = room.unstaffed.reduce((sum, span) => sum + span.to - span.from, 0);
    process.stdout.write(
      `\nThere, by the test: ${whole.least} to ${whole.most} ms; counted: ${attendance.counted.ms} ± ${attendance.uncertaintyMs} ms in ${attendance.segments.length} segments, ${unstaffedMs} ms without a facilitator\n`,
    );
    const { ms } = attendance.counted;
    expect(ms - attendance.uncertaintyMs).toBeLessThanOrEqual(whole.most);
    expect(ms + unstaffedMs + attendance.uncertaintyMs).toBeGreaterThanOrEqual(whole.least);
    expect(attendance.segments.length).toBeGreaterThanOrEqual(3);
  });

  it('has recorded each hand once', async () => {
    const raised = await happened('HandRaised');
    const lowered = await happened('HandLowered');
    expect([raised.length, lowered.length]).toEqual([4, 3]);
  });
  story.hadAccessibleScreens(6);
});

const patientOf = (room: RoomDocument): RoomDocument['patients'][number] => {
  const [patient] = room.patients;
  if (patient === undefined) throw new Error('the sealed room has no patient');
  return patient;
};
