/** Who somebody is at the provider. Never kept as it is. */
export interface ProvenIdentity {
  readonly issuer: string;
  readonly subject: string;
}

/** What this side must remember between leaving for the provider and coming back. */
export interface AttemptSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export type ProviderFailure =
  /** The provider could not be reached, or failed. */
  | 'provider-away'
  /** The provider, or the person there, said no. */
  | 'provider-refused'
  /** What came back does not belong to what was asked: wrong state, a used code, another nonce. */
  | 'sign-in-failed';

/** The way to the provider and back did not end with an identity. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly failure: ProviderFailure,
    /** The error's own code, for the log; says nothing about a person. */
    readonly reason: string,
  ) {
    super(`${failure}: ${reason}`);
  }
}

/** The provider that people sign in with, by OpenID Connect. */
export interface IdentityProvider {
  /** Begins: where to send the browser, and what to remember. @throws ProviderError */
  readonly begin: (options: {
    /** Asks whoever is signed in at the provider to sign in anew, as somebody else perhaps. */
    readonly anew: boolean;
  }) => Promise<{ readonly url: string; readonly secrets: AttemptSecrets }>;
  /**
   * Ends: turns what the provider sent the browser back with into who it is.
   * @param search the query of the request, with its `?`
   * @throws ProviderError
   */
  readonly finish: (
    search: string,
    secrets: AttemptSecrets,
  ) => Promise<{ readonly identity: ProvenIdentity; readonly idToken: string }>;
  /** Where to send the browser to be signed out there too; null where the provider does not offer that. */
  readonly endSessionUrl: (idToken: string | null) => Promise<string | null>;
}
