/**
 * The names of everything that Hearth's processes are configured by. They are read from `.env.example`, which is
 * written from the schema that those processes check, so that no second list can fall behind it.
 * @param {string} root
 * @returns {ReadonlySet<string>}
 */
export function configurationNames(root: string): ReadonlySet<string>;
/**
 * The environment that children start from: the machine's, without what configures Hearth. A launcher hands on
 * what it was given on purpose, and never what happens to be in the environment of its caller, such as a test run.
 * @param {ReadonlySet<string>} names see configurationNames
 * @param {Environment} [env]
 * @returns {Record<string, string>}
 */
export function machineEnvironment(names: ReadonlySet<string>, env?: Environment): Record<string, string>;
/**
 * The configuration of Hearth's processes: what was given, and for the rest what was brought up here.
 * @param {ReadonlySet<string>} names see configurationNames
 * @param {Environment} given
 * @param {object} made
 * @param {Readonly<{ api: number, worker: number }>} made.ports
 * @param {Readonly<{ eventstore: string, redis: string, livekit: string | null }>} made.urls
 * @param {Readonly<{ HEARTH_SECRET: string, LIVEKIT_API_KEY: string, LIVEKIT_API_SECRET: string }>} made.secrets
 * @param {string} made.keyring
 * @returns {Record<string, string>}
 */
export function hearthEnvironment(
  names: ReadonlySet<string>,
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
