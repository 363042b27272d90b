import type { Credentials } from '@eventstore/db-client';

export interface ClientTimes {
  /** How long one try of a call may take, ms. */
  readonly deadlineMs: number;
  /** How often an append of unknown outcome is tried, with the same event ids and expected revision. */
  readonly appendTries: number;
  readonly backoffBaseMs: number;
  readonly backoffMaxMs: number;
}

export const usualTimes: ClientTimes = {
  deadlineMs: 5_000,
  appendTries: 4,
  backoffBaseMs: 100,
  backoffMaxMs: 5_000,
};

/** The client's parser knows the older scheme only; the protocol behind both is the same. */
export const clientConnectionString = (connectionString: string): string =>
  connectionString.replace(/^kurrentdb/, 'esdb');

/**
 * Credentials for appends. Passing them with the call makes the client use the classic Append, which obeys its
 * deadline; BatchAppend keeps its pending calls in a table of the whole process, where an error of one stream
 * rejects all and a late answer then throws outside of any call.
 */
export const appendCredentials = (connectionString: string): Credentials => {
  const match = /^[a-z+]+:\/\/([^/@?]*)@/.exec(connectionString);
  const [username = '', password = ''] = (match?.[1] ?? '').split(':');
  return { username, password };
};
