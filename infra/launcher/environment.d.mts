/**
 * The environment that children start from: the machine's, without the caller's own configuration.
 * @param {Environment} [env]
 * @returns {Record<string, string>}
 */
export function machineEnvironment(env?: Environment): Record<string, string>;
/**
 * The configuration of Hearth's processes: what was given, and for the rest what was brought up here.
 * @param {Environment} given
 * @param {object} made
 * @param {Readonly<{ api: number, worker: number }>} made.ports
 * @param {Readonly<{ eventstore: string, redis: string, livekit: string | null }>} made.urls
 * @param {Readonly<{ HEARTH_SECRET: string, LIVEKIT_API_KEY: string, LIVEKIT_API_SECRET: string }>} made.secrets
 * @param {string} made.keyring
 * @returns {Record<string, string>}
 */
export function hearthEnvironment(
  given: Environment,
  {
    ports,
    urls,
    secrets,
    keyring,
  }: {
    ports: Readonly<{
      api: number;
      worker: number;
    }>;
    urls: Readonly<{
      eventstore: string;
      redis: string;
      livekit: string | null;
    }>;
    secrets: Readonly<{
      HEARTH_SECRET: string;
      LIVEKIT_API_KEY: string;
      LIVEKIT_API_SECRET: string;
    }>;
    keyring: string;
  },
): Record<string, string>;
export type Environment = import('./types.mjs').Environment;
