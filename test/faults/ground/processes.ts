import { connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OwnProcess } from './own-process.js';

/** What the ground runs itself, in the order in which they need one another. */
export const OWN = ['eventstore', 'api', 'worker'] as const;
export type OwnName = (typeof OWN)[number];
export const isOwn = (name: string): name is OwnName => OWN.some((one) => one === name);

export interface Processes {
  readonly root: string;
  readonly dataDir: string;
  readonly ports: Readonly<Record<OwnName, number>>;
  /** Of the api and the worker. */
  readonly env: Readonly<Record<string, string>>;
  /** Where each of them finds how far its clock is off. */
  readonly clockFiles: { readonly hearth: string; readonly stores: string };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

const answers = async (url: string): Promise<boolean> => {
  const answer = await fetch(url).catch(() => null);
  return answer?.ok === true;
};

/** The api, the worker and the event store of a ground, not running yet. */
export const ownProcesses = ({
  root,
  dataDir,
  ports,
  env,
  clockFiles,
}: Processes): Readonly<Record<OwnName, OwnProcess>> => {
  const entry = (name: OwnName): string => join(root, `dist/apps/${name}/src/main.js`);
  const preload = pathToFileURL(join(root, 'test/faults/clock/stepped-clock.mjs')).href;
  const one = (
    name: OwnName,
    clockFile: string,
    args: readonly string[],
    isReady: () => Promise<boolean>,
  ): OwnProcess =>
    new OwnProcess({
      args: [entry(name), ...args],
      preload,
      env: { ...env, FAULTS_CLOCK_FILE: clockFile },
      isReady,
      logFile: join(dataDir, `${name}.log`),
    });
  const app = (name: 'api' | 'worker'): OwnProcess =>
    one(name, clockFiles.hearth, [], () => answers(`http://127.0.0.1:${ports[name]}/health/ready`));
  const store = ['--data', join(dataDir, 'events'), '--port', String(ports.eventstore)];
  return {
    eventstore: one('eventstore', clockFiles.stores, store, () => listens(ports.eventstore)),
    api: app('api'),
    worker: app('worker'),
  };
};
