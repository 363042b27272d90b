import type { Problem, ProblemCode } from '@hearth/contracts';
import { Rejection } from '@hearth/domain';
import {
  KeyRingUnavailable,
  RevisionConflict,
  StoreUnavailable,
  UnknownEventError,
} from '@hearth/eventstore';
import { VideoRefused, VideoUnavailable } from '@hearth/video';
import { HttpException } from '@nestjs/common';
import { ZodError, type core } from 'zod';
import { ProblemError } from './problem-error.js';

export interface DescribedProblem {
  readonly status: number;
  readonly code: ProblemCode;
  readonly details: Problem['details'];
  readonly fields?: Problem['fields'];
}

const statusOf: Partial<Record<ProblemCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  csrf: 403,
  'not-facilitator': 403,
  'not-on-roster': 403,
  removed: 403,
  'turned-away': 403,
  'not-found': 404,
  'too-large': 413,
  invalid: 422,
  'recurrence-refused': 422,
  'invalid-body': 400,
  'reason-needed': 422,
  'override-needs-reason': 422,
  'disposition-needed': 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
  'video-off': 503,
  'provider-away': 503,
  'account-deactivated': 403,
  'invitation-unknown': 404,
  'invitation-used': 410,
  'invitation-revoked': 410,
  'invitation-expired': 410,
};

/** The HTTP status of a problem. What is not named above is a command at the wrong moment: 409. */
export const problemStatus = (code: ProblemCode): number => statusOf[code] ?? 409;

const codeOfStatus = (status: number): ProblemCode => {
  switch (status) {
    case 400:
    case 415:
      return 'invalid-body';
    case 401:
      return 'unauthenticated';
    case 403:
      return 'forbidden';
    case 404:
    case 405:
      return 'not-found';
    case 413:
      return 'too-large';
    case 429:
      return 'too-many-requests';
    case 503:
      return 'unavailable';
    default:
      return status >= 500 ? 'internal' : 'invalid-body';
  }
};

/** Zod's own messages name what was expected and never the value that was given. */
export const fieldsOf = (
  issues: readonly { path?: readonly unknown[]; message: string }[],
): Problem['fields'] =>
  issues.map((issue) => ({
    path: (issue.path ?? [])
      .map((part) => (typeof part === 'object' && part !== null && 'key' in part ? part.key : part))
      .map(String)
      .join('.'),
    message: issue.message,
  }));

const described = (
  code: ProblemCode,
  details: Problem['details'] = {},
  fields?: Problem['fields'],
): DescribedProblem => ({ status: problemStatus(code), code, details, ...(fields ? { fields } : {}) });

/** Errors of the body parser carry a status and no class of their own. */
const httpStatusOf = (error: unknown): number | null => {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('status' in error)) return null;
  return typeof error.status === 'number' ? error.status : null;
};

/** Nothing can be decided until it is back, or until this program knows what it has read. */
const isAway = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  error instanceof KeyRingUnavailable ||
  error instanceof UnknownEventError ||
  // Redis: the client throws this when it has tried for long enough.
  (error instanceof Error && error.name === 'MaxRetriesPerRequestError');

const detailsOf = (details: Rejection['details']): Problem['details'] =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : value]),
  ) as Problem['details'];

/**
 * What any error says to the outside. An error nobody foresaw becomes `internal` and says nothing, since its
 * message may hold what a person wrote.
 */
export const problemOf = (error: unknown): DescribedProblem => {
  if (error instanceof ProblemError) return described(error.code, error.details, error.fields);
  if (error instanceof Rejection) return described(error.code, detailsOf(error.details));
  if (error instanceof ZodError)
    return described('invalid-body', {}, fieldsOf((error as core.$ZodError).issues));
  if (error instanceof RevisionConflict) return described('conflict');
  if (isAway(error)) return described('unavailable');
  if (error instanceof VideoUnavailable || error instanceof VideoRefused) return described('video-off');
  const status = httpStatusOf(error);
  return status === null ? described('internal') : { ...described(codeOfStatus(status)), status };
};
