/**
 * A log file of one service. What was there is moved to `name.1.log` at the start and when it grows too large;
 * three old ones are kept.
 */
export class LogFile {
  /** @param {string} path ends in `.log` */
  constructor(path: string);
  get path(): string;
  /**
   * @param {string} line without its end
   */
  write(line: string): void;
  /** Forgets the remembered lines, so that the next `tail` is about what comes now. */
  turnPage(): void;
  /**
   * The last lines, for saying why something ended.
   * @param {number} count
   */
  tail(count: number): string[];
  close(): void;
  #private;
}
