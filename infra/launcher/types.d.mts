/** The processes that make up one running Hearth. */
export type ServiceName = 'eventstore' | 'redis' | 'livekit' | 'api' | 'worker' | 'demo';

/** What the launcher does before there are processes. */
export type StepName = 'dependencies' | 'server' | 'web' | 'chromium';

/**
 * - `working`: on its way; `detail` says what is being done
 * - `ready`: up, and it answered
 * - `restarting`: it ended by itself and is being started again
 * - `off`: not there, and Hearth goes on without it
 * - `failed`: not there, and that is a fault
 * - `ended`: it was asked to end and did
 */
export type State = 'working' | 'ready' | 'restarting' | 'off' | 'failed' | 'ended';

export interface Status {
  name: ServiceName | StepName;
  state: State;
  /** Where it comes from: a path, a package manager, an environment variable. */
  origin?: string;
  version?: string;
  /** host:port, or the URL of a service that is not ours. */
  address?: string;
  /** One clause on what is going on or why not. */
  detail?: string;
  /** How long it took to get ready, in milliseconds. */
  tookMs?: number;
}

export type OnStatus = (status: Status) => void;

/** Reports about one thing of the list. */
export interface Step {
  working(detail: string): void;
  done(detail: string): void;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** How a service that is not given by a URL is run. */
export interface Program {
  /** For people: `/usr/bin/redis-server`, `Docker redis:7.4`. */
  origin: string;
  version: string;
  run: { kind: 'binary'; path: string } | { kind: 'docker'; image: string };
}

/** Where a program may come from, in the order of trying. */
export type Candidate =
  | { kind: 'path'; path: string }
  | { kind: 'cache'; path: string }
  | { kind: 'package'; manager: PackageManagerName; package: string }
  | { kind: 'download'; url: string; sha256: string }
  | { kind: 'go'; path: string }
  | { kind: 'docker'; image: string }
  | { kind: 'playwright' };

export type PackageManagerName = 'apt-get' | 'dnf' | 'apk' | 'brew';

export interface StartServicesOptions {
  /** Which to bring up; what is not named is neither started nor checked. */
  services: readonly ServiceName[];
  /** Everything that is kept: data, keys, secrets, logs. Made when missing. */
  dataDir: string;
  /** `free`: every port is one that nobody uses; else the port of the web page. */
  ports: 'free' | { web: number };
  /**
   * Configuration for Hearth's processes, and the URLs of services that are used instead of own ones. Nothing
   * else of the caller's own configuration reaches them.
   */
  env?: Environment;
  /** Programs to use, and no others; by default those that `npm test` found (HEARTH_TEST_REDIS_BIN and so on). */
  binaries?: { redis?: string; livekit?: string };
  /** False: use only what is on this machine already. */
  mayInstall?: boolean;
  /** True: a LiveKit that cannot be had is reported as off, and the rest goes on without it. */
  videoMayBeOff?: boolean;
  /** True: a demo programme that cannot be loaded is reported as failed, and the rest goes on without it. */
  demoMayFail?: boolean;
  onStatus?: OnStatus;
  /** Gives up and ends what was started. */
  signal?: AbortSignal;
  /** The clone whose build is run; this one when left out. */
  root?: string;
}

export interface RunningServices {
  /**
   * Where each is; `livekit` is null when video is off. The api's and the worker's ports are theirs even when
   * they were not started here, so that a test can listen there itself and get LiveKit's webhooks.
   */
  urls: { eventstore: string; redis: string; livekit: string | null; api: string; worker: string };
  /** The configuration that Hearth's processes were given, for clients of a test. */
  env: Record<string, string>;
  /** Ends all in order and waits until nothing is left. */
  stop(): Promise<void>;
  /** Ends all by force, at once; `stop` still has to be called. */
  killNow(): void;
  /** Sends a signal (SIGKILL when none is named); a service that ends is brought back. False when it did not run. */
  kill(name: ServiceName, signal?: NodeJS.Signals): boolean;
  /** Ends one, and it stays down until `restart`. */
  down(name: ServiceName): Promise<void>;
  /** Ends one if it runs, starts it at the same address and waits until it is ready. */
  restart(name: ServiceName): Promise<void>;
  /** The process number, or null while there is none. */
  pid(name: ServiceName): number | null;
}
