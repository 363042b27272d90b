/** The data on disk is not what was written. Never served; named so that an operator can act on it. */
export class CorruptionError extends Error {
  override readonly name = 'CorruptionError';
  constructor(
    readonly file: string,
    readonly offset: number,
    reason: string,
  ) {
    super(`corrupt data in ${file} at byte ${offset}: ${reason}`);
  }
}

/** The node cannot write at present (disk full, or the disk refused); reads go on. */
export class ReadOnlyError extends Error {
  override readonly name = 'ReadOnlyError';
}

/** The node is stopping or has stopped. */
export class ClosedError extends Error {
  override readonly name = 'ClosedError';
  constructor() {
    super('the event store is shutting down');
  }
}

/** The data folder cannot be opened by this program: locked, or of another format. */
export class UnusableDataError extends Error {
  override readonly name = 'UnusableDataError';
}

/** The message of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The system error code (`ENOSPC`, `EEXIST`) of whatever was thrown, if it has one. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
