/** How many requests in a window, in ms. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

export const limitedActions = ['sign-in', 'check-in', 'token', 'any'] as const;
export type LimitedAction = (typeof limitedActions)[number];

/** What the api needs to know of its configuration. */
export interface ApiSettings {
  readonly mode: 'demo' | 'production' | 'test';
  /** Signs cookies and CSRF tokens, at least 32 characters. */
  readonly secret: string;
  /** Lets its bearer establish the first programme; null when there is nothing to be set up. */
  readonly setupToken: string | null;
  /** LiveKit as browsers reach it; null when video is off. */
  readonly livekitPublicUrl: string | null;
  /** Folder of the built web app; null serves none. */
  readonly webRoot: string | null;
  /** How many proxies in front may be believed about the client's address. */
  readonly trustedProxies: number;
  readonly rateLimits: Readonly<Record<LimitedAction, RateLimit>>;
}

const MINUTE_MS = 60_000;

/** Generous enough for a group of ten behind one address; `factor` widens all of them alike. */
export const rateLimits = (factor = 1): ApiSettings['rateLimits'] => ({
  'sign-in': { limit: 60 * factor, windowMs: MINUTE_MS },
  'check-in': { limit: 30 * factor, windowMs: MINUTE_MS },
  token: { limit: 30 * factor, windowMs: MINUTE_MS },
  any: { limit: 900 * factor, windowMs: MINUTE_MS },
});
