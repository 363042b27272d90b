import { parseArgs } from 'node:util';
import { reasonOf } from './errors.js';
import { startEventStoreNode } from './node.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '2113' },
    'http-port': { type: 'string' },
    bind: { type: 'string', default: '127.0.0.1' },
  },
});

function say(message: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

async function main(): Promise<void> {
  if (values.data === undefined) throw new Error('--data DIR is required');
  const httpPort = values['http-port'];
  const node = await startEventStoreNode({
    dataDir: values.data,
    port: Number(values.port),
    bind: values.bind,
    httpPort: httpPort === undefined ? undefined : Number(httpPort),
  });
  const { port, url, engine } = node;
  say({ ready: true, port, httpPort: node.httpPort, url, position: engine.lastPosition });
  const stop = (signal: NodeJS.Signals): void => {
    void node.stop().then(() => {
      say({ stopped: true, signal });
      process.exit(0);
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(1);
});
