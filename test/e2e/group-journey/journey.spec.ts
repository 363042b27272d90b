import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import { localDate, weekStartOf } from '@hearth/domain';
import type { PatientWeek } from '@hearth/views';
import { Redis } from 'ioredis';
import { DocumentReader } from '../evidence/documents.js';
import { seesMovingPictureOf } from '../evidence/moving-picture.js';
import { bounded, Sightings, stayOf, type Bounds } from '../evidence/stopwatch.js';
import { Supervisor } from '../people/supervisor.js';
import { SESSION, type Stage } from '../stage/stage.js';
import { Story } from '../story/story.js';
import { callCast, type Cast } from './cast.js';

jest.setTimeout(180_000);

const NAME = 'Ana R.';
const NEVER: Bounds = { earliest: 0, latest: 0 };

describe('one group, with a patient, a therapist and a supervisor', () => {
  let cast: Cast;
  let stage: Stage;
  let board: Supervisor;
  const sightings = new Sightings();
  const stays: { readonly from: Bounds; to: Bounds }[] = [];
  const story = new Story((chapter) => stage.testify(chapter));
  const { look } = story;
  const boardShowsAna = (place: RegExp) => board.shows(NAME, place);

  beforeAll(async () => {
    cast = await callCast();
    stage = cast.stage;
    board = new Supervisor(cast.supervisor, SESSION);
  });
  afterAll(async () => {
    process.stdout.write(`\nWhen the board showed what had happened:\n${sightings.report()}\n`);
    await cast?.close();
  });

  story.chapter('greets the supervisor with the board of today, with the session on it', async () => {
    await cast.supervisor.goto('/board');
    await cast.supervisor.getByRole('heading', { level: 1, name: 'Live board' }).waitFor();
    await board.says(NAME);
    await look(cast.supervisor);
  });

  story.chapter('shows the patient what is next, and takes the check-in one question at a time', async () => {
    const { patient } = cast;
    await patient.openToday();
    await patient.page.getByText('Process group').first().waitFor();
    await look(patient.page);
    await patient.checkIn({ look: () => look(patient.page) });
    await patient.page.waitForURL(/devices|waiting|today/);
    await look(patient.page);
  });

  story.chapter('keeps the patient waiting until the doors are open, and tells the therapist', async () => {
    const { patient, therapist } = cast;
    await therapist.openToday();
    await look(therapist.page);
    await therapist.openSession();
    await look(therapist.page);
    await therapist.openDoors();
    await sightings.of(
      'waiting',
      () => patient.goToWaitingRoom(),
      () => therapist.waitingFor(NAME).waitFor(),
    );
    await look(patient.page);
    await look(therapist.page);
  });

  story.chapter('lets the patient in, and shows the therapist their moving picture', async () => {
    const { patient, therapist } = cast;
    const { programme } = stage;
    await therapist.start();
    const from = await bounded(async () => {
      await sightings.of(
        'in the room',
        async () => {
          await therapist.letIn(NAME);
          await patient.isInRoom();
        },
        () => boardShowsAna(/In the room/),
      );
    });
    stays.push({ from, to: from });
    const [ana] = programme.patients;
    await seesMovingPictureOf(therapist.page, SESSION, { kind: 'patient', id: ana?.patientId ?? '' });
    await seesMovingPictureOf(patient.page, SESSION, { kind: 'staff', id: programme.facilitatorId });
    await look(patient.page);
    await look(therapist.page);
  });

  story.chapter(
    'carries a raised hand to the therapist and to the board, and the floor back to the patient',
    async () => {
      const { patient, therapist } = cast;
      await sightings.of(
        'a hand',
        () => patient.raiseHand(),
        () => board.says('Hand up'),
      );
      await therapist.giveFloor(NAME);
      await patient.page.getByRole('button', { name: 'Stop sharing' }).waitFor();
      await look(therapist.page);
      await therapist.takeFloorBack(NAME);
      await patient.page.getByRole('button', { name: 'Share something with the group' }).waitFor();
    },
  );

  story.chapter('notices a browser that dies, and takes the patient straight back', async () => {
    const to = await bounded(() => cast.killPatientsBrowser());
    const last = stays.at(-1);
    if (last !== undefined) last.to = to;
    await boardShowsAna(/Connection lost|Left/);
    await cast.reopenPatientsBrowser();
    const from = await bounded(async () => {
      await cast.patient.page.goto(`/session/${SESSION}/room`);
      await cast.patient.isInRoom();
      await boardShowsAna(/In the room/);
    });
    stays.push({ from, to: from });
  });

  story.chapter('shows the supervisor who was connected from when to when, by which witness', async () => {
    const { supervisor } = cast;
    await supervisor.goto(`/board/${SESSION}`);
    await supervisor.getByRole('button', { name: 'Show as a table' }).click();
    await supervisor.getByRole('table').getByText('Video server').first().waitFor();
    await look(supervisor);
    await supervisor.goto('/board');
    await board.says(NAME);
  });

  story.chapter('shows the minutes on the board by themselves, the short gap bridged', async () => {
    await board.card().getByText('1 / 180 min').first().waitFor({ timeout: 120_000 });
  });

  story.chapter('removes the patient for good when the therapist has to', async () => {
    const { patient, therapist } = cast;
    const to = await bounded(async () => {
      await sightings.of(
        'a removal',
        () => therapist.remove(NAME, 'Somebody else could be heard in the room.'),
        () => boardShowsAna(/Removed/),
      );
      await patient.page.getByRole('heading', { name: 'You were asked to leave' }).waitFor();
    });
    const last = stays.at(-1);
    if (last !== undefined) last.to = to;
    await look(patient.page);
    await patient.page.reload();
    await patient.page.getByRole('heading', { name: 'You were asked to leave' }).waitFor();
    const token = await patient.page.request.post(`/api/sessions/${SESSION}/token`);
    expect(token.ok()).toBe(false);
  });

  story.chapter(
    'seals exactly the minutes that the test measured with its own clock, within the stated uncertainty',
    async () => {
      const { therapist, supervisor } = cast;
      const { programme, services } = stage;
      await sightings.of(
        'the end',
        () => therapist.endForAll(),
        () => board.says('To be sealed'),
      );
      await therapist.seal();
      await look(therapist.page);
      const reader = await DocumentReader.of(
        services.urls.api,
        programme.supervisorId,
        new AbortController().signal,
      );
      const room = await reader.until('room', SESSION, ({ status }) => status === 'sealed');
      reader.close();
      const ana = room.patients.find(({ displayName }) => displayName === NAME);
      if (ana === undefined) throw new Error('the sealed room has no such patient');
      const measured = stays.map(({ from, to }) => stayOf(from, to));
      const least = measured.reduce((sum, stay) => sum + stay.least, 0);
      const most = measured.reduce((sum, stay) => sum + stay.most, 0);
      const { rawMs, uncertaintyMs, segments } = ana.attendance;
      process.stdout.write(
        `\nConnected, by the test: ${least} to ${most} ms; by the ledger: ${rawMs} ± ${uncertaintyMs} ms in ${segments.length} segments\n`,
      );
      expect(segments).toHaveLength(2);
      expect(rawMs + uncertaintyMs).toBeGreaterThanOrEqual(least);
      expect(rawMs - uncertaintyMs).toBeLessThanOrEqual(most);
      // The gap was short enough to be bridged, so what counts reaches from the first joining to the removal.
      const whole = stayOf(stays[0]?.from ?? NEVER, stays.at(-1)?.to ?? NEVER);
      const { counted } = ana.attendance;
      expect(counted.ms + uncertaintyMs).toBeGreaterThanOrEqual(whole.least);
      expect(counted.ms - uncertaintyMs).toBeLessThanOrEqual(whole.most);
      expect(room.sealHash).toMatch(/^[0-9a-f]{64}$/);
      await look(supervisor);
    },
  );

  story.chapter('tells the patient afterwards what counted and why, and asks four questions', async () => {
    const { patient } = cast;
    await patient.page.goto(`/session/${SESSION}/after`);
    await patient.page.getByRole('heading', { level: 1 }).waitFor();
    await look(patient.page);
    await patient.page.goto('/week');
    await patient.page.getByRole('heading', { level: 1, name: 'My week' }).waitFor();
    await look(patient.page);
    await patient.page.goto('/help');
    await patient.page.getByRole('heading', { level: 1 }).waitFor();
    await look(patient.page);
  });

  story.chapter('shows the supervisor the week, with the credited minutes', async () => {
    const { supervisor } = cast;
    await supervisor.goto('/programme-week');
    await supervisor.getByText(NAME).first().waitFor();
    await look(supervisor);
  });

  story.chapter('builds every view again, equal, when Redis has been emptied', async () => {
    const { services, programme } = stage;
    const day = localDate(stage.startsAt, programme.timeZone);
    const enrollmentId = programme.patients[0]?.enrollmentId ?? '';
    const board = `${programme.programmeId}/${day}`;
    const programmeWeek = `${programme.programmeId}/${weekStartOf(day, 'monday')}`;
    const ending = new AbortController();
    const readers = async () => ({
      supervisor: await DocumentReader.of(services.urls.api, programme.supervisorId, ending.signal),
      therapist: await DocumentReader.of(services.urls.api, programme.facilitatorId, ending.signal),
    });
    const credited = ({ days }: PatientWeek): boolean =>
      days.some(({ sessions }) => sessions.some(({ sealed }) => sealed));

    const before = await readers();
    const documents = {
      room: await before.supervisor.until('room', SESSION, ({ status }) => status === 'sealed'),
      board: await before.supervisor.until(
        'board',
        board,
        ({ sessions }) => sessions[0]?.status === 'sealed',
      ),
      week: await before.supervisor.until('week', enrollmentId, ({ weeks }) => weeks.every(credited)),
      programmeWeek: await before.supervisor.until('programme-week', programmeWeek, ({ patients }) =>
        patients.every(credited),
      ),
      schedule: await before.therapist.until(
        'schedule',
        'me',
        ({ sessions }) => sessions[0]?.status === 'sealed',
      ),
    };
    for (const reader of Object.values(before)) reader.close();

    const redis = new Redis(services.urls.redis);
    await redis.flushall();
    await redis.quit();

    const after = await readers();
    await Promise.all([
      after.supervisor.equal('room', SESSION, documents.room),
      after.supervisor.equal('board', board, documents.board),
      after.supervisor.equal('week', enrollmentId, documents.week),
      after.supervisor.equal('programme-week', programmeWeek, documents.programmeWeek),
      after.therapist.equal('schedule', 'me', documents.schedule),
    ]);
    for (const reader of Object.values(after)) reader.close();
    expect(documents.room.sealHash).not.toBeNull();
  });

  story.hadAccessibleScreens(20);
});
