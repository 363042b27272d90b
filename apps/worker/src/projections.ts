import { parseArgs } from 'node:util';
import { createLogger, loadConfiguration, Shutdown } from '@hearth/platform';
import { openGround, projectionsOn } from './ground.js';

const USAGE = `Looks after the views, beside running workers.

  projections status               how far each build of the views is
  projections parked               streams that cannot be taken in, and where they stopped
  projections replay <view> <key>  takes a parked stream up again
  projections rebuild              builds all views anew in the shadow, then shows them
`;

/** An operator's commands: `node dist/apps/worker/src/projections.js <command>`. */
const { positionals } = parseArgs({ allowPositionals: true });
const [command, view, key] = positionals;
const configuration = loadConfiguration();
const logger = createLogger({ name: 'projections', level: 'error' });
const shutdown = new Shutdown(logger);
const ground = await openGround(configuration, logger, shutdown);
const projections = projectionsOn(ground, configuration);
shutdown.add('projections', () => projections.stop());
await projections.attach();

const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);

const run = async (): Promise<number> => {
  switch (command) {
    case 'status':
      say(await projections.status());
      return 0;
    case 'parked':
      say(await projections.parked());
      return 0;
    case 'rebuild':
      say({ building: await projections.rebuild() });
      return 0;
    case 'replay': {
      if (view === undefined || key === undefined) break;
      const replayed = await projections.replay({ view, key });
      say({ replayed });
      return replayed ? 0 : 1;
    }
    default:
      break;
  }
  process.stderr.write(USAGE);
  return 2;
};

const code = await run();
await shutdown.run('done');
process.exit(code);
