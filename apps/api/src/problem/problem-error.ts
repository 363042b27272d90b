import type { Problem, ProblemCode } from '@hearth/contracts';

/** An answer that is not 2xx, decided by the api itself. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: ProblemCode,
    readonly details: Problem['details'] = {},
    readonly fields?: Problem['fields'],
  ) {
    super(code);
  }
}

export const forbidden = (details: Problem['details'] = {}): ProblemError =>
  new ProblemError('forbidden', details);

/** What cannot be seen by this person does not exist for them. */
export const notFound = (): ProblemError => new ProblemError('not-found');
