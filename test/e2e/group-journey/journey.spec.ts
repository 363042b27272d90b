import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { localDate, weekStartOf } from '@hearth/domain';
import type { PatientWeek } from '@hearth/views';
import { Redis } from 'ioredis';
import type { Page } from 'playwright-core';
import { axeFindings } from './axe.js';
import { DocumentReader } from './documents.js';
import { seesMovingPictureOf } from './moving-picture.js';
import { SESSION, setStage, type Stage } from './stage.js';
import { bounded, Sightings, stayOf, type Bounds } from './stopwatch.js';

jest.setTimeout(180_000);

const NAME = 'Ana R.';
const NEVER: Bounds = { earliest: 0, latest: 0 };

describe('one group, with a patient, a therapist and a supervisor', () => {
  let stage: Stage;
  const sightings = new Sightings();
  const stays: { readonly from: Bounds; to: Bounds }[] = [];

  beforeAll(async () => {
    stage = await setStage();
  });
  afterAll(async () => {
    process.stdout.write(`\nWhen the board showed what had happened:\n${sightings.report()}\n`);
    await stage?.close();
  });

  // One story: once a chapter has failed, the later ones would only fail for that, and slowly.
  let lost = false;
  const step = (chapter: string, play: () => Promise<void>): void => {
    it(chapter, async () => {
      if (lost) throw new Error('an earlier chapter of this journey failed');
      try {
        await play();
      } catch (error) {
        lost = true;
        await stage.photograph(chapter);
        throw error;
      }
    });
  };

  // Looked at on the way, judged at the end, so that one run tells of all screens.
  const inaccessible: Record<string, unknown> = {};
  const looked: string[] = [];
  const accessible = async (page: Page): Promise<void> => {
    const screen = `${new URL(page.url()).pathname} · ${await page.getByRole('heading', { level: 1 }).first().innerText()}`;
    looked.push(screen);
    const findings = await axeFindings(page);
    if (findings.length > 0) inaccessible[screen] = findings;
  };
  const card = () => stage.supervisor.locator(`article[data-session="${SESSION}"]`);
  const boardSays = (text: string | RegExp) => card().getByText(text).first().waitFor({ timeout: 30_000 });
  const boardShowsAna = (place: RegExp) =>
    card()
      .getByRole('listitem')
      .filter({ hasText: NAME })
      .filter({ hasText: place })
      .waitFor({ timeout: 60_000 });

  step('greets the supervisor with the board of today, with the session on it', async () => {
    await stage.supervisor.goto('/board');
    await stage.supervisor.getByRole('heading', { level: 1, name: 'Live board' }).waitFor();
    await boardSays(NAME);
    await accessible(stage.supervisor);
  });

  step('shows the patient what is next, and takes the check-in one question at a time', async () => {
    const { patient } = stage;
    await patient.openToday();
    await patient.page.getByText('Process group').first().waitFor();
    await accessible(patient.page);
    await patient.checkIn({ look: () => accessible(patient.page) });
    await patient.page.waitForURL(/devices|waiting|today/);
    await accessible(patient.page);
  });

  step('keeps the patient waiting until the doors are open, and tells the therapist', async () => {
    const { patient, therapist } = stage;
    await therapist.openToday();
    await accessible(therapist.page);
    await therapist.openSession();
    await accessible(therapist.page);
    await therapist.openDoors();
    await sightings.of(
      'waiting',
      () => patient.goToWaitingRoom(),
      () => therapist.waitingFor(NAME).waitFor(),
    );
    await accessible(patient.page);
    await accessible(therapist.page);
  });

  step('lets the patient in, and shows the therapist their moving picture', async () => {
    const { patient, therapist, programme } = stage;
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
    await accessible(patient.page);
    await accessible(therapist.page);
  });

  step(
    'carries a raised hand to the therapist and to the board, and the floor back to the patient',
    async () => {
      const { patient, therapist } = stage;
      await sightings.of(
        'a hand',
        () => patient.raiseHand(),
        () => boardSays('Hand up'),
      );
      await therapist.giveFloor(NAME);
      await patient.page.getByRole('button', { name: 'Stop sharing' }).waitFor();
      await accessible(therapist.page);
      await therapist.takeFloorBack(NAME);
      await patient.page.getByRole('button', { name: 'Share something with the group' }).waitFor();
    },
  );

  step('notices a browser that dies, and takes the patient straight back', async () => {
    const to = await bounded(() => stage.killPatientsBrowser());
    const last = stays.at(-1);
    if (last !== undefined) last.to = to;
    await boardShowsAna(/Connection lost|Left/);
    await stage.reopenPatientsBrowser();
    const from = await bounded(async () => {
      await stage.patient.page.goto(`/session/${SESSION}/room`);
      await stage.patient.isInRoom();
      await boardShowsAna(/In the room/);
    });
    stays.push({ from, to: from });
  });

  step('shows the supervisor who was connected from when to when, by which witness', async () => {
    const { supervisor } = stage;
    await supervisor.goto(`/board/${SESSION}`);
    await supervisor.getByRole('button', { name: 'Show as a table' }).click();
    await supervisor.getByRole('table').getByText('Video server').first().waitFor();
    await accessible(supervisor);
    await supervisor.goto('/board');
    await boardSays(NAME);
  });

  step('shows the minutes on the board by themselves, the short gap bridged', async () => {
    await card().getByText('1 / 180 min').first().waitFor({ timeout: 120_000 });
  });

  step('removes the patient for good when the therapist has to', async () => {
    const { patient, therapist } = stage;
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
    await accessible(patient.page);
    await patient.page.reload();
    await patient.page.getByRole('heading', { name: 'You were asked to leave' }).waitFor();
    const token = await patient.page.request.post(`/api/sessions/${SESSION}/token`);
    expect(token.ok()).toBe(false);
  });

  step(
    'seals exactly the minutes that the test measured with its own clock, within the stated uncertainty',
    async () => {
      const { therapist, programme, services, supervisor } = stage;
      await sightings.of(
        'the end',
        () => therapist.endForAll(),
        () => boardSays('To be sealed'),
      );
      await therapist.seal();
      await accessible(therapist.page);
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
      await accessible(supervisor);
    },
  );

  step('tells the patient afterwards what counted and why, and asks four questions', async () => {
    const { patient } = stage;
    await patient.page.goto(`/session/${SESSION}/after`);
    await patient.page.getByRole('heading', { level: 1 }).waitFor();
    await accessible(patient.page);
    await patient.page.goto('/week');
    await patient.page.getByRole('heading', { level: 1, name: 'My week' }).waitFor();
    await accessible(patient.page);
    await patient.page.goto('/help');
    await patient.page.getByRole('heading', { level: 1 }).waitFor();
    await accessible(patient.page);
  });

  step('shows the supervisor the week, with the credited minutes', async () => {
    const { supervisor } = stage;
    await supervisor.goto('/programme-week');
    await supervisor.getByText(NAME).first().waitFor();
    await accessible(supervisor);
  });

  step('builds every view again, equal, when Redis has been emptied', async () => {
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

  it('had nothing on any screen that axe objects to', () => {
    expect(looked.length).toBeGreaterThan(20);
    expect(inaccessible).toEqual({});
  });
});
