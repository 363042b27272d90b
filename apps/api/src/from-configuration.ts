import { setupToken, type Configuration } from '@hearth/platform';
import { livekitCheckRooms, livekitClock, livekitRoomService } from '@hearth/video';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Video } from './room/video.js';
import { rateLimits, signInTimes, type ApiSettings, type ProviderSettings } from './settings.js';

/** What the api makes of the environment's variables. */
export const settingsFrom = (configuration: Configuration): ApiSettings => {
  const { HEARTH_MODE: mode, HEARTH_SECRET: secret, SETUP_TOKEN, WEB_ROOT } = configuration;
  const webRoot = resolve(WEB_ROOT);
  return {
    mode,
    secret,
    // In production somebody has to choose one, and take it away again.
    setupToken: SETUP_TOKEN ?? (mode === 'production' ? null : setupToken(secret)),
    livekitPublicUrl: configuration.LIVEKIT_PUBLIC_URL ?? null,
    webRoot: existsSync(join(webRoot, 'index.html')) ? webRoot : null,
    trustedProxies: configuration.TRUSTED_PROXIES,
    provider: providerFrom(configuration),
    signIn: signInTimes(
      configuration.SIGN_IN_IDLE_MINUTES,
      configuration.SIGN_IN_HOURS,
      configuration.INVITATION_DAYS,
    ),
    rateLimits: rateLimits(configuration.RATE_LIMIT_FACTOR),
  };
};

const providerFrom = (configuration: Configuration): ProviderSettings | null => {
  const {
    OIDC_ISSUER_URL: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
  } = configuration;
  const publicUrl = configuration.PUBLIC_URL;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || publicUrl === undefined)
    return null;
  return {
    issuer,
    clientId,
    clientSecret,
    scopes: configuration.OIDC_SCOPES,
    name: configuration.OIDC_PROVIDER_NAME ?? new URL(issuer).host,
    endsSession: configuration.OIDC_END_SESSION === 'on',
    publicUrl: new URL(publicUrl).origin,
  };
};

/** Null without a LiveKit. */
/** @param now our own clock */
export const videoFrom = (configuration: Configuration, now: () => number): Video | null => {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = configuration;
  if (url === undefined || apiKey === undefined || apiSecret === undefined) return null;
  const key = { apiKey, apiSecret };
  const clock = livekitClock(url, now);
  return {
    publicUrl: (configuration.LIVEKIT_PUBLIC_URL ?? url).replace(/^http/, 'ws'),
    key,
    rooms: livekitRoomService({ url, ...key, clock }),
    clock,
    checks: livekitCheckRooms({ url, ...key }),
  };
};
