/** How many requests in a window, in ms. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

export const limitedActions = ['sign-in', 'check-in', 'token', 'network-check', 'export', 'any'] as const;
export type LimitedAction = (typeof limitedActions)[number];

/** The OpenID Connect provider that people sign in with. */
export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Begins with `openid`. */
  readonly scopes: string;
  /** What the sign-in page calls it. */
  readonly name: string;
  /** Whether signing out here also signs out there. */
  readonly endsSession: boolean;
  /** Origin under which browsers reach Hearth. */
  readonly publicUrl: string;
}

/** How long things about signing in last, in ms. */
export interface SignInTimes {
  /** Without any request. */
  readonly idleMs: number;
  readonly longestMs: number;
  readonly invitationMs: number;
}

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
  /** Null when there is none, which only the demo and the tests allow. */
  readonly provider: ProviderSettings | null;
  readonly signIn: SignInTimes;
  readonly rateLimits: Readonly<Record<LimitedAction, RateLimit>>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const signInTimes = (idleMinutes = 60, hours = 12, invitationDays = 7): SignInTimes => ({
  idleMs: idleMinutes * MINUTE_MS,
  longestMs: hours * HOUR_MS,
  invitationMs: invitationDays * 24 * HOUR_MS,
});

/** Generous enough for a group of ten behind one address; `factor` widens all of them alike. */
export const rateLimits = (factor = 1): ApiSettings['rateLimits'] => ({
  'sign-in': { limit: 60 * factor, windowMs: MINUTE_MS },
  'check-in': { limit: 30 * factor, windowMs: MINUTE_MS },
  'network-check': { limit: 6 * factor, windowMs: MINUTE_MS },
  token: { limit: 30 * factor, windowMs: MINUTE_MS },
  export: { limit: 20 * factor, windowMs: MINUTE_MS },
  any: { limit: 900 * factor, windowMs: MINUTE_MS },
});
