import { Metadata, status as code, type StatusObject } from '@grpc/grpc-js';
import { ClosedError, CorruptionError, ReadOnlyError, reasonOf } from '../errors.js';

/** An answer that is an error: gRPC status, sentence, and the trailers by which clients tell errors apart. */
export class Failure extends Error {
  override readonly name = 'Failure';
  constructor(
    readonly code: code,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  /** The form in which grpc-js takes an error. */
  toStatus(): Partial<StatusObject> & Error {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(this.trailers)) metadata.set(name, trailerSafe(value));
    return Object.assign(new Error(this.message), { code: this.code, details: this.message, metadata });
  }
}

export const invalid = (message: string): Failure => new Failure(code.INVALID_ARGUMENT, message);

export const unimplemented = (what: string): Failure =>
  new Failure(code.UNIMPLEMENTED, `This single-node event store does not do that: ${what}`);

export const streamDeleted = (stream: string): Failure =>
  new Failure(code.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const accessDenied = (): Failure =>
  new Failure(code.PERMISSION_DENIED, 'Access denied', { exception: 'access-denied' });

export const appendTooLarge = (limit: number): Failure =>
  new Failure(code.INVALID_ARGUMENT, `Maximum append size of ${limit} bytes exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const missingProperty = (property: string): Failure =>
  new Failure(code.INVALID_ARGUMENT, `Required metadata property '${property}' is missing.`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': property,
  });

/** Turns whatever was thrown into an answer. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof ReadOnlyError) return new Failure(code.UNAVAILABLE, error.message);
  if (error instanceof ClosedError) return new Failure(code.UNAVAILABLE, error.message);
  if (error instanceof CorruptionError) return new Failure(code.DATA_LOSS, error.message);
  return new Failure(code.INTERNAL, reasonOf(error));
}

/** Trailers are printable ASCII; anything else is percent-encoded, so that a name never breaks the answer. */
function trailerSafe(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : encodeURIComponent(value);
}
