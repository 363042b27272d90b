/** @typedef {import('./types.mjs').ServiceName} ServiceName */
/** @typedef {import('./types.mjs').StartServicesOptions} Options */
/** @typedef {import('./types.mjs').RunningServices} Running */
/** @typedef {Awaited<ReturnType<typeof makePlan>>} Plan */
/**
 * Brings services up, each ready before this returns, and keeps them up until `stop`.
 * @param {Options} options
 * @returns {Promise<Running>}
 * @throws {Problem} when one of them cannot be had or does not get ready; nothing runs then
 */
export function startServices(options: Options): Promise<Running>;
export type ServiceName = import('./types.mjs').ServiceName;
export type Options = import('./types.mjs').StartServicesOptions;
export type Running = import('./types.mjs').RunningServices;
export type Plan = Awaited<ReturnType<typeof makePlan>>;
/**
 * What is settled before anything runs: ports, secrets, which services are given.
 * @param {Options} options
 */
declare function makePlan(options: Options): Promise<{
  options: import('./types.mjs').StartServicesOptions;
  root: string;
  layout: {
    eventstore: string;
    redis: string;
    livekitConfiguration: string;
    keyring: string;
    secrets: string;
    children: string;
    lock: string;
    logs: string;
  };
  version: string;
  wanted: Set<import('./types.mjs').ServiceName>;
  given: Partial<
    Record<
      'eventstore' | 'redis' | 'livekit',
      {
        variable: UrlName;
        url: string;
      }
    >
  >;
  onStatus: import('./types.mjs').OnStatus;
  names: ReadonlySet<string>;
  machine: Record<string, string>;
  host: string;
  secrets: {
    HEARTH_SECRET: string;
    LIVEKIT_API_KEY: string;
    LIVEKIT_API_SECRET: string;
  };
  urls: {
    eventstore: string;
    redis: string;
    livekit: string | null;
  };
  ports: {
    api: number;
    worker: number;
    eventstore: number;
    redis: number;
    signal: number;
    rtcTcp: number;
    rtcUdp: number;
  };
}>;
export {};
