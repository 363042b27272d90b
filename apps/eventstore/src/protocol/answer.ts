import type { Metadata, sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { toFailure } from './failure.js';

/** A call with one request. */
export interface Call<Request> {
  request: Request;
  metadata: Metadata;
}

/**
 * Turns an asynchronous function into a handler, and what it throws into a status.
 * @param admit throws a Failure when the caller must not
 */
export function answer<Request, Response>(
  work: (call: Call<Request>) => Promise<Response>,
  admit: (call: Call<Request>) => void = () => undefined,
) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    const admitted = async (): Promise<Response> => {
      admit(call);
      return work(call);
    };
    admitted().then(
      (response) => callback(null, response),
      (error: unknown) => callback(toFailure(error).toStatus()),
    );
  };
}
