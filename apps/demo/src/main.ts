import { setMaxListeners } from 'node:events';
import { createLogger, Shutdown, shutDownOnSignals, type Logger } from '@hearth/platform';
import { pause } from './door/http-door.js';
import { Crew } from './participants/crew.js';
import { Director } from './programme/director.js';
import { Doors } from './programme/doors.js';
import { layDownPast } from './programme/past.js';
import { establish } from './programme/establish.js';
import { demoSettings, type DemoSettings } from './programme/settings.js';

const API_AGAIN_MS = 1_000;
const PAST_FIRST_MS = 20_000;

/** Waits until the api answers; it may be starting at the same time. */
const waitForApi = async (doors: Doors): Promise<void> => {
  for (;;) {
    try {
      await doors.anonymous().hello();
      return;
    } catch (error) {
      if (doors.signal.aborted) throw error;
      await pause(API_AGAIN_MS, doors.signal);
    }
  }
};

const play = async (doors: Doors, director: Director, logger: Logger, now: number): Promise<void> => {
  await waitForApi(doors);
  await establish(doors, now);
  logger.info('the programme is there');
  const past = layDownPast(doors, logger, now);
  const opened = director.open();
  // A slow machine goes on with the past while the group is live already.
  await Promise.all([opened, Promise.race([past, pause(PAST_FIRST_MS, doors.signal)])]);
  logger.info({ ready: true, afterMs: Date.now() - now }, 'the demo programme is ready');
  await Promise.all([past, director.run()]);
};

const readSettings = (): DemoSettings => {
  try {
    return demoSettings(process.env);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
};

const main = async (): Promise<void> => {
  const settings = readSettings();
  const logger = createLogger({ name: 'demo', level: settings.logLevel });
  const shutdown = new Shutdown(logger);
  const ending = new AbortController();
  // Every door and pause of the demo listens to it.
  setMaxListeners(0, ending.signal);
  const doors = new Doors(settings, ending.signal);
  const crew = (unsteady: boolean): Crew =>
    new Crew({ apiUrl: settings.apiUrl, logger, logLevel: settings.logLevel, unsteady });
  const crews = { steady: crew(false), unsteady: crew(true) };
  const now = Date.now();
  const director = new Director(doors, crews, logger, now);
  shutdown.add('participants', () => Promise.all([crews.steady.end(), crews.unsteady.end()]));
  shutdown.add('director', () => {
    ending.abort(new Error('the demo ends'));
    director.close();
    return Promise.resolve();
  });
  shutDownOnSignals(shutdown, { graceMs: 12_000 });
  try {
    await play(doors, director, logger, now);
  } catch (error) {
    if (ending.signal.aborted) return;
    logger.fatal({ err: error }, 'the demo programme could not be made');
    await shutdown.run('a failure');
    process.exit(1);
  }
};

await main();
