/** A view or a stream fails in itself: trying again gives the same. */
export class Poison extends Error {
  override readonly name = 'Poison';

  constructor(
    readonly revision: number,
    cause: unknown,
  ) {
    super('A view cannot take in its stream', { cause });
  }

  /** The class of what went wrong; its message might quote data. */
  get errorName(): string {
    return this.cause instanceof Error ? this.cause.name : 'unknown';
  }
}

/** Runs code of a view, so that its failures cannot be taken for those of the stores. */
export const poisonOnError = <Result>(revision: number, work: () => Result): Result => {
  try {
    return work();
  } catch (error) {
    throw new Poison(revision, error);
  }
};
