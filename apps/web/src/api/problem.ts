import type { Problem, ProblemCode } from '@hearth/contracts';

/** What can go wrong, seen from a browser: the server's own codes, and not reaching it at all. */
export type TroubleCode = ProblemCode | 'offline';

/** A request that did not succeed. The words for the person come from the code, by translation. */
export class Trouble extends Error {
  override readonly name = 'Trouble';

  constructor(
    readonly code: TroubleCode,
    readonly details: Problem['details'] = {},
    readonly fields: NonNullable<Problem['fields']> = [],
    readonly correlationId: string | null = null,
  ) {
    super(code);
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

const byStatus = (status: number): ProblemCode => {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 429) return 'too-many-requests';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return status >= 400 && status < 500 ? 'invalid' : 'internal';
};

/** Reads the problem out of an answer that is not 2xx; a proxy's page is told apart by its status. */
export const troubleOf = (status: number, body: unknown): Trouble =>
  isProblem(body)
    ? new Trouble(body.code, body.details, body.fields ?? [], body.correlationId)
    : new Trouble(byStatus(status));

/** A problem that came over the live channel. */
export const troubleFrom = (problem: Problem): Trouble =>
  new Trouble(problem.code, problem.details, problem.fields ?? [], problem.correlationId);

export const asTrouble = (error: unknown): Trouble =>
  error instanceof Trouble ? error : new Trouble('internal');
