import { randomUUID } from 'node:crypto';
import { eventDefinitions, HOUR, localDate } from '@hearth/domain';
import { connectEventStore, createCodec, inMemoryKeyRing, type EventStore } from '@hearth/eventstore';
import { setupToken } from '@hearth/platform';
import type { Page } from 'playwright-core';
import type { HttpDoor } from '../../../apps/demo/src/door/http-door.js';
import { launchBrowser, signedInContext } from '../../fixtures/browser.js';
import {
  establishSmallProgramme,
  scheduleSession,
  type SmallProgramme,
} from '../../fixtures/small-programme.js';
import { percentile } from '../fact-to-screen/percentiles.js';

const TIME_ZONE = 'America/New_York';
const FEW = 10;
const MANY = 500;
const GROUP = 12;
const HANDS = 6;
const UPDATES = 30;
const LONG_MS = 240_000;

export interface ScreenFigure {
  readonly patients: number;
  /** From the last command of those who bring everybody in until every patient is on the screen of whoever watches. */
  readonly everybodyMs: number;
  /** From the opening of the page to the first row. */
  readonly firstRowMs: number;
  readonly updateP50Ms: number;
  readonly updateP99Ms: number;
}

const nameOf = (place: number): string => `Patient ${String(place).padStart(3, '0')}`;

/** Three sessions around now; the first of them is the one whose minutes change. */
const sessionTimes = (now: number): readonly [number, number, number] => [
  now - 10 * 60_000,
  now + HOUR,
  now + 2 * HOUR,
];

const sessionId = (first: number, startsAt: number): string => `session-${first}-${startsAt}`;

const enrol = async (admin: HttpDoor, programme: SmallProgramme, place: number): Promise<void> => {
  const patientId = `patient-${place}`;
  const { programmeId } = programme;
  const post = (path: string, body: unknown) => admin.ask({ method: 'POST', path, body });
  await post('/patients', {
    patientId,
    programmeId,
    displayName: nameOf(place),
    locale: 'en',
    simulated: true,
  });
  await post('/enrollments', {
    enrollmentId: `enrollment-${place}`,
    patientId,
    programmeId,
    groupIds: [],
    primaryTherapistId: programme.facilitatorId,
    startsOn: localDate(Date.now() - 720 * HOUR, TIME_ZONE),
    plannedEndOn: localDate(Date.now() + 720 * HOUR, TIME_ZONE),
    ageBand: 'adult',
    payer: place % 2 === 0 ? 'Commercial (S9480)' : 'NY Medicaid',
    residenceState: 'NY',
    asksSubstanceUse: false,
  });
};

/** Enrols patients from a place on up to another, in groups of twelve with three sessions this week. */
const admit = async (
  admin: HttpDoor,
  programme: SmallProgramme,
  { from, to, now }: { readonly from: number; readonly to: number; readonly now: number },
): Promise<void> => {
  const places = Array.from({ length: to - from }, (_, index) => from + index);
  const left = places[Symbol.iterator]();
  const hand = async (): Promise<void> => {
    for (const place of left) await enrol(admin, programme, place);
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
  for (let first = 0; first < places.length; first += GROUP) {
    const patients = places.slice(first, first + GROUP).map((place) => ({
      patientId: `patient-${place}`,
      enrollmentId: `enrollment-${place}`,
      displayName: nameOf(place),
    }));
    for (const startsAt of sessionTimes(now)) {
      await scheduleSession(
        admin,
        { ...programme, patients },
        {
          sessionId: sessionId(from + first, startsAt),
          title: 'Process group',
          startsAt,
          endsAt: startsAt + HOUR,
        },
      );
    }
  }
};

/** Minutes that a sealed session left on the enrollment of the first patient; each time others. */
const credit = (store: EventStore, now: number, minutes: number): Promise<unknown> => {
  const [startsAt] = sessionTimes(now);
  const data = {
    sessionId: sessionId(0, startsAt),
    sessionType: 'process-group',
    startsAt,
    endsAt: startsAt + HOUR,
    day: localDate(startsAt, TIME_ZONE),
    rawMs: minutes * 60_000,
    countedMs: minutes * 60_000,
    uncertaintyMs: 0,
    countedSpans: [{ from: startsAt, to: startsAt + minutes * 60_000 }],
    flags: [],
    sealHash: 'a'.repeat(64),
    correction: minutes,
    at: Date.now(),
  };
  const by = {
    commandId: randomUUID(),
    correlationId: randomUUID(),
    actor: { kind: 'system' as const, id: 'load' },
  };
  return store.append('enrollment', 'enrollment-0', [{ type: 'AttendanceCredited', data }], 'any', by);
};

/** Looks at each frame; a locator would look again only after half a second, which would be measured with it. */
const untilShown = async (
  page: Page,
  { rows, minutes }: { readonly rows: number; readonly minutes: number | null },
): Promise<void> => {
  const figure = minutes === null ? '' : `\\b${minutes}\\b`;
  await page.evaluate(`new Promise((resolve, reject) => {
    const until = performance.now() + ${LONG_MS};
    const figure = new RegExp(${JSON.stringify(figure)});
    const isShown = () => {
      const table = document.querySelector('[role=table][aria-rowcount]');
      const row = [...document.querySelectorAll('[role=row]')].find(({ textContent }) =>
        textContent.includes(${JSON.stringify(nameOf(0))}));
      return Number(table?.getAttribute('aria-rowcount')) >= ${rows} && row !== undefined && figure.test(row.innerText);
    };
    const look = () => {
      if (isShown()) resolve();
      else if (performance.now() > until) reject(new Error('it was never shown'));
      else requestAnimationFrame(look);
    };
    look();
  })`);
};

/** Until all patients are on the screen, beside the row of their heads. */
const untilEverybody = (page: Page, patients: number): Promise<void> =>
  untilShown(page, { rows: patients + 1, minutes: null });

const timeOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** From the opening of the page to the first row of a patient. */
const timeToFirstRow = (page: Page): Promise<number> =>
  timeOf(async () => {
    await page.goto('/programme-week');
    await untilEverybody(page, 0);
  });

/** From an append to the changed cell, one after another; minutes go up from `from`. */
const timesToUpdate = async (
  page: Page,
  store: EventStore,
  now: number,
  from: number,
): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let minutes = from; minutes < from + UPDATES; minutes += 1) {
    times.push(
      await timeOf(async () => {
        await credit(store, now, minutes);
        await untilShown(page, { rows: 0, minutes });
      }),
    );
  }
  return times;
};

/**
 * The compliance week in a browser, first with a few patients and then with hundreds.
 * @param options where the services are, and the secret that the set-up token is derived from
 */
export const measureOnScreen = async (options: {
  readonly apiUrl: string;
  readonly eventStoreUrl: string;
  readonly secret: string;
}): Promise<readonly ScreenFigure[]> => {
  const { apiUrl, eventStoreUrl, secret } = options;
  const { programme, admin } = await establishSmallProgramme({
    apiUrl,
    setupToken: setupToken(secret),
    patientNames: [],
    signal: new AbortController().signal,
  });
  const store = connectEventStore({
    connectionString: eventStoreUrl,
    codec: createCodec({
      definitions: eventDefinitions,
      keyRing: inMemoryKeyRing(),
      organisationId: 'organisation-test',
      onIncident: ({ kind }) => {
        throw new Error(kind);
      },
    }),
  });
  const browser = await launchBrowser();
  try {
    const now = Date.now();
    const context = await signedInContext(browser, apiUrl, programme.supervisorId);
    const figures: ScreenFigure[] = [];
    for (const [from, to] of [
      [0, FEW],
      [FEW, MANY],
    ] as const) {
      const watching = await context.newPage();
      await watching.goto('/programme-week');
      await admit(admin, programme, { from, to, now });
      const everybodyMs = await timeOf(() => untilEverybody(watching, to));
      await watching.close();
      const page = await context.newPage();
      const firstRowMs = await timeToFirstRow(page);
      const updates = await timesToUpdate(page, store, now, from === 0 ? 1 : UPDATES + 1);
      figures.push({
        patients: to,
        everybodyMs,
        firstRowMs,
        updateP50Ms: percentile(updates, 0.5),
        updateP99Ms: percentile(updates, 0.99),
      });
      await page.close();
    }
    return figures;
  } finally {
    await browser.close();
    await store.close();
  }
};
