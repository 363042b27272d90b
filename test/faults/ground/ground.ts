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
import { HttpDoor } from '../../../apps/demo/src/door/http-door.js';
import type { RunningServices } from '../../../infra/launcher/types.mjs';
import { establishSmallProgramme, type SmallProgramme } from '../../fixtures/small-programme.js';
import type { OwnProcess } from './own-process.js';
import { isOwn, OWN, ownProcesses, type OwnName, type Processes } from './processes.js';
import { Proxy } from './proxy.js';

/** How far clocks are off, in ms. */
export interface ClockOffsets {
  /** Those of the api and the worker. */
  readonly hearth: number;
  /** Those of the event store and, where its clock can be reached, of Redis. */
  readonly stores: number;
}

/** What can be killed. */
export const PROCESSES = ['api', 'worker', 'redis', 'eventstore', 'livekit'] as const;
export type ProcessName = (typeof PROCESSES)[number];

/** What stretches of network can be cut: between Hearth and what it stands on, and LiveKit's way to tell. */
export type Stretch = 'redis' | 'eventstore' | 'livekit' | 'webhooks' | 'doors';

export interface GroundOptions {
  /** Redis and LiveKit; the event store, the api and the worker are run by the ground itself. */
  readonly services: RunningServices;
  readonly root: string;
  readonly dataDir: string;
  readonly ports: Readonly<Record<OwnName, number>>;
  readonly clockFiles: Processes['clockFiles'];
  readonly patients: readonly string[];
}

const portOf = (url: string): number => Number(new URL(url.replace(/^\w+:/, 'http:')).port);

/** A whole Hearth whose every part can be taken away and given back. */
export class Ground {
  private constructor(
    private readonly options: GroundOptions,
    private readonly own: Readonly<Record<OwnName, OwnProcess>>,
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
    const { services, ports, patients } = options;
    const local = (port: number) => ({ host: '127.0.0.1', port });
    const proxies = {
      redis: await Proxy.to(local(portOf(services.urls.redis))),
      eventstore: await Proxy.to(local(ports.eventstore)),
      livekit: await Proxy.to(local(portOf(services.urls.livekit ?? ''))),
      // Where LiveKit was told that the api is.
      webhooks: await Proxy.to(local(ports.api), portOf(services.urls.api)),
      doors: await Proxy.to(local(ports.api)),
    };
    const env = {
      ...(process.env['PATH'] === undefined ? {} : { PATH: process.env['PATH'] }),
      ...services.env,
      PORT: String(ports.api),
      WORKER_PORT: String(ports.worker),
      REDIS_URL: `redis://127.0.0.1:${proxies.redis.port}`,
      EVENTSTORE_URL: `esdb://127.0.0.1:${proxies.eventstore.port}?tls=false`,
      LIVEKIT_URL: `ws://127.0.0.1:${proxies.livekit.port}`,
      LIVEKIT_PUBLIC_URL: services.urls.livekit ?? '',
    };
    const own = ownProcesses({ ...options, env });
    await own.eventstore.start();
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
      connectionString: `esdb://127.0.0.1:${ports.eventstore}?tls=false`,
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
    if (isOwn(name)) return this.own[name].kill();
    this.options.services.kill(name);
    return this.options.services.down(name);
  }

  /** Starts it again at the same address, with what it had kept, and waits until it is ready. */
  start(name: ProcessName): Promise<void> {
    return isOwn(name) ? this.own[name].start() : this.options.services.restart(name);
  }

  cut(stretch: Stretch): void {
    this.proxies[stretch].cut();
  }

  restore(stretch: Stretch): void {
    this.proxies[stretch].restore();
  }

  /** Sets clocks: off by so much from now on, as those of machines that somebody set. */
  async setClocks({ hearth, stores }: ClockOffsets): Promise<void> {
    const { clockFiles } = this.options;
    await Promise.all([
      writeFile(clockFiles.hearth, String(hearth)),
      writeFile(clockFiles.stores, String(stores)),
    ]);
  }

  /** Gives back everything that was taken away, whatever that was. */
  async mend(): Promise<void> {
    for (const stretch of Object.values(this.proxies)) stretch.restore();
    await this.setClocks({ hearth: 0, stores: 0 });
    for (const name of ['redis', 'livekit'] as const) {
      if (this.options.services.pid(name) === null) await this.start(name);
    }
    for (const name of OWN) await this.own[name].start();
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
    await this.own.eventstore.stop();
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy.close()));
  }
}
