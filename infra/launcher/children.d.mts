/**
 * The children that a data folder's last launcher started and did not take off its list.
 * @param {string} file
 * @returns {ChildRecord[]}
 */
export function readChildren(file: string): ChildRecord[];
/**
 * Ends what an earlier launcher left behind when it was killed. Only processes that are provably the recorded
 * ones are touched: the same number, started at the same moment.
 * @param {string} file
 * @returns {Promise<number>} how many were ended
 */
export function endLeftovers(file: string): Promise<number>;
/** @param {string | undefined} container */
export function removeContainer(container: string | undefined): void;
/**
 * The list of living children, kept in a file for the next start and in a guard: a process that ends them all
 * should this one be killed, since the end of the pipe between the two cannot be missed.
 */
export class Children {
  /** @param {string} file */
  constructor(file: string);
  /**
   * @param {string} name
   * @param {number} pid
   * @param {string} [container]
   */
  add(name: string, pid: number, container?: string): void;
  /** @param {number} pid */
  remove(pid: number): void;
  /** Lets the guard go; to be called when all children are gone. */
  close(): void;
  #private;
}
export type ChildRecord = {
  name: string;
  pid: number;
  /**
   * see processIdentity
   */
  identity: string;
  /**
   * the Docker container behind it
   */
  container?: string | undefined;
};
