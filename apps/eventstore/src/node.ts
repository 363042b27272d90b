import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import fs from 'node:fs';
import { Server } from '@grpc/grpc-js';
import { Access } from './access/access.js';
import { UserDirectory, type GivenUser } from './access/user-directory.js';
import { DEFAULT_ENGINE_OPTIONS, Engine, type EngineOptions } from './engine/engine.js';
import { ClosedError } from './errors.js';
import { startHealthServer, type HealthServer } from './operations/health-server.js';
import { DataLock } from './operations/lock.js';
import { NodeMetrics } from './operations/metrics.js';
import { GroupRegistry } from './persistent/registry.js';
import { SystemProjections } from './projections/system-projections.js';
import type { Context } from './protocol/context.js';
import { authentication, serverCredentials, type TlsFiles } from './protocol/credentials.js';
import { toFailure } from './protocol/failure.js';
import { certainEnds } from './protocol/half-close.js';
import { addServices } from './protocol/services.js';

export interface NodeOptions {
  /** Folder that holds the data; made if it is not there. */
  dataDir: string;
  /** 0 = any free port. */
  port: number;
  /** Address to listen on, 127.0.0.1 unless told otherwise. */
  bind?: string;
  /** Where `/health/ready` and `/metrics` are served over HTTP; 0 = any free port, undefined = nowhere. */
  httpPort?: number;
  /** Bytes of all events of one append together, 1 MiB unless told otherwise. */
  maxAppendBytes?: number;
  /** PEM files; without them the node speaks plain text. */
  tls?: TlsFiles;
  /** Names and passwords; without them everybody who can reach the port may do everything. */
  users?: ReadonlyMap<string, GivenUser>;
  /** Writes the links of `$by_category`, `$by_event_type` and `$streams`. */
  systemProjections?: boolean;
  engine?: Partial<EngineOptions>;
}

export interface EventStoreNode {
  port: number;
  httpPort: number | undefined;
  /** Connection string for the official client. */
  url: string;
  engine: Engine;
  metrics: NodeMetrics;
  /** Ends all calls, finishes what has been submitted, closes the files, and gives the folder free. */
  stop(): Promise<void>;
}

/** Messages larger than the largest append a client may try, so that it gets a proper answer. */
const MAX_MESSAGE_BYTES = 17 << 20;

/**
 * Opens a data folder and serves it. Rejects with UnusableDataError when another node uses it or its format is
 * newer, and with CorruptionError when it is damaged.
 */
export async function startEventStoreNode(options: NodeOptions): Promise<EventStoreNode> {
  const { dataDir, bind = '127.0.0.1' } = options;
  fs.mkdirSync(dataDir, { recursive: true });
  const lock = DataLock.acquire(dataDir);
  try {
    const engine = await Engine.open(dataDir, { ...DEFAULT_ENGINE_OPTIONS, ...options.engine });
    return await serve(engine, lock, options, bind);
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function serve(
  engine: Engine,
  lock: DataLock,
  options: NodeOptions,
  bind: string,
): Promise<EventStoreNode> {
  const stopping = new AbortController();
  // Every open call listens; there may be thousands.
  setMaxListeners(0, stopping.signal);
  const metrics = new NodeMetrics();
  const groups = new GroupRegistry(engine);
  const users = options.users && new UserDirectory(engine, options.users);
  const access = new Access(engine, users);
  const context: Context = {
    engine,
    access,
    users,
    groups,
    metrics,
    limits: { maxAppendBytes: options.maxAppendBytes ?? 1 << 20 },
    stopping: stopping.signal,
  };
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': MAX_MESSAGE_BYTES,
    // The first is nearest to the wire.
    interceptors: [certainEnds, ...(users ? [authentication(users, access)] : [])],
  });
  const projections = options.systemProjections
    ? new SystemProjections(engine, (reason) =>
        process.emitWarning(`the system projections have stopped: ${reason}`),
      )
    : undefined;
  let port = options.port;
  let health: HealthServer | undefined;
  addServices(server, context, { instanceId: randomUUID(), address: bind, port: () => port });
  try {
    port = await listen(server, bind, options.port, options.tls);
    if (options.httpPort !== undefined)
      health = await startHealthServer(engine, metrics, bind, options.httpPort);
  } catch (error) {
    server.forceShutdown();
    await projections?.stop();
    await engine.close();
    throw error;
  }
  let stopped: Promise<void> | undefined;
  return {
    port,
    httpPort: health?.port,
    url: `esdb://${bind}:${port}?tls=${options.tls !== undefined}`,
    engine,
    metrics,
    stop: () => (stopped ??= stop({ server, stopping, engine, groups, lock, health, projections })),
  };
}

function listen(server: Server, bind: string, port: number, tls: TlsFiles | undefined): Promise<number> {
  const host = bind.includes(':') ? `[${bind}]` : bind;
  return new Promise((resolve, reject) =>
    server.bindAsync(`${host}:${port}`, serverCredentials(tls), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
}

const GRACE_MS = 2_000;

interface Running {
  server: Server;
  stopping: AbortController;
  engine: Engine;
  groups: GroupRegistry;
  lock: DataLock;
  health: HealthServer | undefined;
  projections: SystemProjections | undefined;
}

async function stop({ server, stopping, engine, groups, lock, health, projections }: Running): Promise<void> {
  await groups.close(toFailure(new ClosedError()));
  stopping.abort();
  const force = setTimeout(() => server.forceShutdown(), GRACE_MS);
  await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  clearTimeout(force);
  await projections?.stop();
  await health?.close();
  await engine.close();
  lock.release();
}
