/** One service as the launcher runs it: started, watched, started again when it ends by itself, ended on request. */
export class Supervised {
  /**
   * @param {Definition} definition
   * @param {object} around
   * @param {import('./children.mjs').Children} around.children
   * @param {import('./logs.mjs').LogFile} around.log
   * @param {OnStatus} around.onStatus
   */
  constructor(
    definition: Definition,
    {
      children,
      log,
      onStatus,
    }: {
      children: import('./children.mjs').Children;
      log: import('./logs.mjs').LogFile;
      onStatus: OnStatus;
    },
  );
  /** The number of the process that runs now, or null. */
  get pid(): number | null;
  /**
   * Starts it and waits until it answers. From then on it is started again whenever it ends by itself.
   * @returns {Promise<void>}
   * @throws {Problem} when it ends or stays silent; it does not run then
   */
  start(): Promise<void>;
  /**
   * Ends it and waits until it is gone: asked politely, asked again (LiveKit with people in a room goes on
   * until the second time), then by force.
   * @returns {Promise<void>}
   */
  stop(): Promise<void>;
  /** Ends it by force, at once. */
  killNow(): void;
  /**
   * Sends it a signal. An end that follows is one that it is brought back from.
   * @param {NodeJS.Signals} signal
   * @returns {boolean} whether it ran
   */
  signal(signal: NodeJS.Signals): boolean;
  #private;
}
export type OnStatus = import('./types.mjs').OnStatus;
export type ServiceName = import('./types.mjs').ServiceName;
export type Answer = import('./probe.mjs').Answer;
/**
 * how one service is run
 */
export type Definition = {
  name: ServiceName;
  file: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd?: string | undefined;
  /**
   * the Docker container behind it
   */
  container?: string | undefined;
  origin: string;
  version?: string | undefined;
  address?: string | undefined;
  /**
   * asked again until it says yes
   */
  ready: (seen: { pid: number; lines: readonly string[] }) => Promise<Answer>;
  readyWithinMs: number;
  /**
   * ending with code 0 is no fault
   */
  mayFinish?: boolean | undefined;
};
/**
 * one process, from start to end
 */
export type Life = {
  pid: number;
  /**
   * the first that it wrote
   */
  lines: string[];
  over: boolean;
  /**
   * while it is being ended
   */
  ending?: Promise<void> | undefined;
  end: Promise<{
    how: string;
    well: boolean;
  }>;
};
export type First = {
  resolve: () => void;
  reject: (problem: unknown) => void;
};
