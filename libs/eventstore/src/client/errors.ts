import { ErrorType, isCommandError, WrongExpectedVersionError } from '@eventstore/db-client';
import { RevisionConflict, StoreUnavailable } from '../port.js';

/** The store said no, and will say no again. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}

// The client rejects with the bare gRPC error when the store is away at the first call.
const TRANSIENT_CODES: ReadonlySet<number> = new Set([
  1, // CANCELLED
  2, // UNKNOWN
  4, // DEADLINE_EXCEEDED
  8, // RESOURCE_EXHAUSTED
  10, // ABORTED
  13, // INTERNAL
  14, // UNAVAILABLE
]);

const LASTING: ReadonlySet<ErrorType> = new Set([
  ErrorType.ACCESS_DENIED,
  ErrorType.INVALID_ARGUMENT,
  ErrorType.INVALID_TRANSACTION,
  ErrorType.STREAM_DELETED,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.MISSING_REQUIRED_METADATA_PROPERTY,
  ErrorType.UNSUPPORTED,
]);

const grpcCode = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : undefined;

/** What an error of the client means for us. Anything not known to be lasting counts as worth another try. */
export const translateError = (error: unknown): Error => {
  if (error instanceof RevisionConflict || error instanceof StoreUnavailable) return error;
  if (error instanceof WrongExpectedVersionError) {
    return new RevisionConflict('Somebody else appended first', { cause: error });
  }
  if (error instanceof Error && isCommandError(error)) {
    return LASTING.has(error.type)
      ? new StoreRefused(`The event store refused: ${error.type}`, { cause: error })
      : new StoreUnavailable(`The event store did not answer: ${error.type}`, { cause: error });
  }
  const code = grpcCode(error);
  if (code !== undefined && !TRANSIENT_CODES.has(code)) {
    return new StoreRefused(`The event store refused: gRPC ${code}`, { cause: error });
  }
  return new StoreUnavailable('The event store did not answer', { cause: error });
};
