import * as client from 'openid-client';
import type { ApiSettings, ProviderSettings } from '../settings.js';
import { ProviderError, type IdentityProvider, type ProviderFailure } from './identity-provider.js';

export const CALLBACK_PATH = '/api/sign-in/callback';

const TIMEOUT_S = 5;
/** The provider's own description is read again after so long. */
const DESCRIBED_FOR_MS = 60 * 60_000;

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('error' in error && typeof error.error === 'string') return error.error.slice(0, 60);
  if ('code' in error && typeof error.code === 'string') return error.code.slice(0, 60);
  return error instanceof Error ? error.name : 'unknown';
};

const failureOf = (error: unknown): ProviderFailure => {
  if (error instanceof client.AuthorizationResponseError) return 'provider-refused';
  if (error instanceof client.ResponseBodyError) {
    return error.status >= 500 || error.error === 'invalid_client' ? 'provider-away' : 'sign-in-failed';
  }
  // Checks of what came back fail with a code; the network and time-outs fail otherwise.
  const isCheck = error instanceof client.ClientError && !AWAY_CODES.has(error.code ?? '');
  return isCheck ? 'sign-in-failed' : 'provider-away';
};

const AWAY_CODES: ReadonlySet<string> = new Set([
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_TIMEOUT',
]);

const described = (error: unknown): ProviderError =>
  error instanceof ProviderError ? error : new ProviderError(failureOf(error), codeOf(error));

/** Basic unless the provider's description leaves it out: it is what must be there when nothing is said. */
const authentication = (secret: string): client.ClientAuth => {
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  return (server, metadata, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported;
    const chosen = methods !== undefined && !methods.includes('client_secret_basic') ? post : basic;
    return chosen(server, metadata, body, headers);
  };
};

const discover = async (
  settings: ProviderSettings,
  mode: ApiSettings['mode'],
): Promise<client.Configuration> => {
  const { issuer, clientId, clientSecret } = settings;
  const isPlain = issuer.startsWith('http://') && mode !== 'production';
  const configuration = await client.discovery(
    new URL(issuer),
    clientId,
    undefined,
    authentication(clientSecret),
    { timeout: TIMEOUT_S, execute: isPlain ? [client.allowInsecureRequests] : [] },
  );
  // The ID token is checked by its signature too, and not only because it came over TLS.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
};

/** A provider by its issuer's own description, which is read when it is first needed: it may start after the api. */
export const openIdProvider = (settings: ProviderSettings, mode: ApiSettings['mode']): IdentityProvider => {
  let known: { readonly configuration: client.Configuration; readonly readAt: number } | null = null;
  const configuration = async (): Promise<client.Configuration> => {
    if (known && performance.now() - known.readAt < DESCRIBED_FOR_MS) return known.configuration;
    try {
      known = { configuration: await discover(settings, mode), readAt: performance.now() };
      return known.configuration;
    } catch (error) {
      if (known) return known.configuration;
      throw new ProviderError('provider-away', codeOf(error));
    }
  };

  return {
    begin: async ({ anew }) => {
      const secrets = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${settings.publicUrl}${CALLBACK_PATH}`,
        scope: settings.scopes,
        state: secrets.state,
        nonce: secrets.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
        ...(anew ? { prompt: 'login' } : {}),
      });
      return { url: url.href, secrets };
    },

    finish: async (search, { state, nonce, verifier }) => {
      const current = new URL(`${settings.publicUrl}${CALLBACK_PATH}${search}`);
      try {
        const answer = await client.authorizationCodeGrant(await configuration(), current, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        });
        const claims = answer.claims();
        if (claims === undefined || answer.id_token === undefined) {
          throw new ProviderError('sign-in-failed', 'no-id-token');
        }
        return { identity: { issuer: claims.iss, subject: claims.sub }, idToken: answer.id_token };
      } catch (error) {
        throw described(error);
      }
    },

    endSessionUrl: async (idToken) => {
      if (!settings.endsSession) return null;
      const known = await configuration();
      if (known.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(known, {
        post_logout_redirect_uri: `${settings.publicUrl}/sign-in`,
        ...(idToken === null ? {} : { id_token_hint: idToken }),
      }).href;
    },
  };
};
