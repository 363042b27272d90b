import type { Instant } from '@hearth/domain';
import { weekView, type PatientWeek } from '@hearth/views';
import { VIDEO_KEY, SETUP_TOKEN } from '../../../apps/api/src/testing/api-under-test.js';
import { Doors } from '../../../apps/demo/src/programme/doors.js';
import { establish } from '../../../apps/demo/src/programme/establish.js';
import { enrollmentId } from '../../../apps/demo/src/programme/groups.js';
import { layDown } from '../../../apps/demo/src/programme/history.js';
import { mondayOf, type DemoSession } from '../../../apps/demo/src/programme/sessions.js';
import { startRealApi, type RealApi } from '../../fixtures/api-on-real-services.js';
import { eventually } from '../../fixtures/eventually.js';

const HANDS = 4;

/** The demo's programme on real services, as it stands at a moment of its week. */
export class TheWeek {
  private constructor(
    readonly api: RealApi,
    readonly doors: Doors,
    readonly now: Instant,
    private readonly ending: AbortController,
  ) {}

  /** @param now what every part of the product takes for now */
  static async at(now: Instant): Promise<TheWeek> {
    const api = await startRealApi({ clock: { now: () => now }, policies: true });
    const ending = new AbortController();
    const settings = {
      apiUrl: (await api.app.getUrl()).replace('[::1]', '127.0.0.1'),
      setupToken: SETUP_TOKEN,
      videoKey: VIDEO_KEY,
      logLevel: 'silent',
    };
    const doors = new Doors(settings, ending.signal);
    await establish(doors, now);
    return new TheWeek(api, doors, now, ending);
  }

  /** Lays sessions down, a few at a time. */
  async layDown(sessions: readonly DemoSession[], weeks = 0): Promise<void> {
    const left = sessions[Symbol.iterator]();
    const hand = async (): Promise<void> => {
      for (const session of left) await layDown(this.doors, session, weeks);
    };
    await Promise.all(Array.from({ length: HANDS }, hand));
  }

  /** A patient's week, once all of it that is over has been sealed and credited. */
  week(key: string, weeks = 0): Promise<PatientWeek> {
    const monday = mondayOf(this.now, weeks).toISODate();
    return eventually(`the week of ${key} is whole`, async () => {
      const read = await this.api.views.read(weekView, enrollmentId(key));
      const { caughtUp, waiting } = await this.api.views.pulse();
      const week = read?.document.weeks.find(({ weekStart }) => weekStart === monday);
      if (week === undefined || !caughtUp || waiting > 0) return null;
      const over = week.days.flatMap(({ sessions, remainingMinutes }) =>
        remainingMinutes === 0 ? sessions : [],
      );
      return over.every(({ sealed }) => sealed) ? week : null;
    });
  }

  async close(): Promise<void> {
    this.ending.abort(new Error('the test is over'));
    await this.api.close();
  }
}
