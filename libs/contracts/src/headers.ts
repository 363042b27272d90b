/** Header names of the HTTP contract, as browsers and simulated participants send them. */

/** Goes back with every request that changes something; its value comes from `GET /api/hello`. */
export const CSRF_HEADER = 'x-csrf-token';

/** A UUID. The same key sent again by the same person to the same path has no second effect. */
export const IDEMPOTENCY_HEADER = 'idempotency-key';

/** Given back with every answer, and made when the request has none. */
export const CORRELATION_HEADER = 'x-correlation-id';

/**
 * Demo and test mode only: the moment (ms since the epoch) at which a command is decided, so that a history can be
 * laid down through the same door. Honoured only beside the set-up token in `SETUP_HEADER`.
 */
export const AT_HEADER = 'x-hearth-at';

/**
 * The set-up token for requests that also carry a person's cookie; `POST /api/setup` takes it as
 * `Authorization: Bearer` instead.
 */
export const SETUP_HEADER = 'x-hearth-setup';
