import { eventDefinitions, programmeDecider, sessionDecider, type SessionEvent } from '@hearth/domain';
import {
  connectEventStore,
  createCodec,
  foldStream,
  inMemoryKeyRing,
  type EventStore,
} from '@hearth/eventstore';
import { setupToken } from '@hearth/platform';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HttpDoor } from '../../../apps/demo/src/door/http-door.js';
import type { RunningServices } from '../../../infra/launcher/types.mjs';
import { establishSmallProgramme, type SmallProgramme } from '../../fixtures/small-programme.js';
import { OwnProcess } from './own-process.js';
import { Proxy } from './proxy.js';

/** What can be killed. */
export const PROCESSES = ['api', 'worker', 'redis', 'eventstore', 'livekit'] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** What stretches of network can be cut: between Hearth and what it stands on, and LiveKit's way to tell. */
export type Stretch = 'redis' | 'eventstore' | 'livekit' | 'webhooks' | 'doors';

export interface GroundOptions {
  /** The event store, Redis and LiveKit; the api and the worker are run by the ground itself. */
  readonly services: RunningServices;
  readonly root: string;
  readonly dataDir: string;
  readonly ports: { readonly api: number; readonly worker: number };
  readonly patients: readonly string[];
}

const portOf = (url: string): number => Number(new URL(url.replace(/^\w+:/, 'http:')).port);

/** A whole Hearth whose every part can be taken away and given back. */
export class Ground {
  private constructor(
    private readonly options: GroundOptions,
    private readonly own: Readonly<Record<'api' | 'worker', OwnProcess>>,
    private readonly proxies: Readonly<Record<Stretch, Proxy>>,
    readonly store: EventStore,
    readonly programme: SmallProgramme,
    readonly admin: HttpDoor,
    /** As supervisor. */
    readonly supervisor: HttpDoor,
    readonly facilitator: HttpDoor,
    private readonly ending: AbortController,
  ) {}

  static async open(options: GroundOptions): Promise<Ground> {
    const { services, root, dataDir, ports, patients } = options;
    const local = (port: number) => ({ host: '127.0.0.1', port });
    const proxies = {
      redis: await Proxy.to(local(portOf(services.urls.redis))),
      eventstore: await Proxy.to(local(portOf(services.urls.eventstore))),
      livekit: await Proxy.to(local(portOf(services.urls.livekit ?? ''))),
      // Where LiveKit was told that the api is.
      webhooks: await Proxy.to(local(ports.api), portOf(services.urls.api)),
      doors: await Proxy.to(local(ports.api)),
    };
    const clockFile = join(dataDir, 'clock-offset');
    await writeFile(clockFile, '0');
    const env = {
      ...(process.env['PATH'] === undefined ? {} : { PATH: process.env['PATH'] }),
      ...services.env,
      PORT: String(ports.api),
      WORKER_PORT: String(ports.worker),
      REDIS_URL: `redis://127.0.0.1:${proxies.redis.port}`,
      EVENTSTORE_URL: `esdb://127.0.0.1:${proxies.eventstore.port}?tls=false`,
      LIVEKIT_URL: `ws://127.0.0.1:${proxies.livekit.port}`,
      LIVEKIT_PUBLIC_URL: services.urls.livekit ?? '',
      FAULTS_CLOCK_FILE: clockFile,
    };
    const process_ = (name: 'api' | 'worker') =>
      new OwnProcess({
        entry: join(root, `dist/apps/${name}/src/main.js`),
        preload: pathToFileURL(join(root, 'test/faults/clock/stepped-clock.mjs')).href,
        env,
        readyUrl: `http://127.0.0.1:${ports[name]}/health/ready`,
        logFile: join(dataDir, `${name}.log`),
      });
    const own = { api: process_('api'), worker: process_('worker') };
    await Promise.all([own.api.start(), own.worker.start()]);
    const ending = new AbortController();
    const apiUrl = `http://127.0.0.1:${ports.api}`;
    const { programme, admin } = await establishSmallProgramme({
      apiUrl,
      setupToken: setupToken(services.env['HEARTH_SECRET'] ?? ''),
      patientNames: patients,
      signal: ending.signal,
    });
    const supervisor = new HttpDoor(apiUrl, ending.signal);
    await supervisor.signIn(programme.supervisorId);
    const facilitator = new HttpDoor(apiUrl, ending.signal);
    await facilitator.signIn(programme.facilitatorId);
    const store = connectEventStore({
      connectionString: services.urls.eventstore,
      codec: createCodec({
        definitions: eventDefinitions,
        keyRing: inMemoryKeyRing(),
        organisationId: services.env['ORGANISATION_ID'] ?? 'organisation',
        // Read without keys: nothing personal is asked for here.
        onIncident: () => undefined,
      }),
    });
    return new Ground(options, own, proxies, store, programme, admin, supervisor, facilitator, ending);
  }

  /** Where guests find the api. */
  get doorsUrl(): string {
    return `http://127.0.0.1:${this.proxies.doors.port}`;
  }

  /** Ends a process as a power cut would, and keeps it away until it is started again. */
  async kill(name: ProcessName): Promise<void> {
    switch (name) {
      case 'api':
      case 'worker':
        return this.own[name].kill();
      case 'redis':
      case 'eventstore':
      case 'livekit':
        this.options.services.kill(name);
        return this.options.services.down(name);
      default:
        name satisfies never;
    }
  }

  /** Starts it again at the same address, with what it had kept, and waits until it is ready. */
  start(name: ProcessName): Promise<void> {
    return name === 'api' || name === 'worker' ? this.own[name].start() : this.options.services.restart(name);
  }

  cut(stretch: Stretch): void {
    this.proxies[stretch].cut();
  }

  restore(stretch: Stretch): void {
    this.proxies[stretch].restore();
  }

  /** Sets the clock of the machine that the api and the worker are on: off by `ms` from now on. */
  setClocks(ms: number): Promise<void> {
    return writeFile(join(this.options.dataDir, 'clock-offset'), String(ms));
  }

  /** All that happened in a session, in order. */
  async sessionEvents(sessionId: string): Promise<readonly SessionEvent[]> {
    const events: SessionEvent[] = [];
    for await (const stored of this.store.read('session', sessionId)) {
      if (stored.kind === 'known') events.push(stored.recorded.event);
    }
    return events;
  }

  async session(sessionId: string) {
    return (await foldStream(this.store, sessionDecider, 'session', sessionId)).state;
  }

  async chain() {
    const { programmeId } = this.programme;
    return (await foldStream(this.store, programmeDecider, 'programme', programmeId)).state;
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.store.close();
    await Promise.all([this.own.api.stop(), this.own.worker.stop()]);
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy.close()));
  }
}
