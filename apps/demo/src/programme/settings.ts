import { setupToken } from '@hearth/platform';
import { z } from 'zod';

const schema = z.object({
  HEARTH_MODE: z
    .enum(['demo', 'test'], { error: 'the demo programme is never made in production' })
    .default('demo'),
  HEARTH_API_URL: z.url().optional(),
  PORT: z.coerce.number().int().default(3000),
  HEARTH_SETUP_TOKEN: z.string().optional(),
  SETUP_TOKEN: z.string().optional(),
  HEARTH_SECRET: z.string().optional(),
  LIVEKIT_API_KEY: z.string().optional(),
  LIVEKIT_API_SECRET: z.string().optional(),
  LOG_LEVEL: z.string().default('info'),
});

export interface DemoSettings {
  readonly apiUrl: string;
  readonly setupToken: string;
  /** The key that LiveKit's webhooks are signed with; null when video is off. */
  readonly videoKey: { readonly apiKey: string; readonly apiSecret: string } | null;
  readonly logLevel: string;
}

/**
 * Reads the environment. The set-up token is the one given, or the one that the api derives from the same secret.
 * @throws when something is wrong or missing; the message holds names of variables and no values
 */
export const demoSettings = (env: Readonly<Record<string, string | undefined>>): DemoSettings => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Error(`The configuration cannot be used:\n${z.prettifyError(parsed.error)}`);
  const { HEARTH_SECRET: secret, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = parsed.data;
  const derived = secret === undefined ? undefined : setupToken(secret);
  const token = parsed.data.HEARTH_SETUP_TOKEN ?? parsed.data.SETUP_TOKEN ?? derived;
  if (token === undefined) throw new Error('The configuration lacks HEARTH_SETUP_TOKEN, or HEARTH_SECRET.');
  return {
    apiUrl: (parsed.data.HEARTH_API_URL ?? `http://127.0.0.1:${parsed.data.PORT}`).replace(/\/+$/, ''),
    setupToken: token,
    videoKey: apiKey === undefined || apiSecret === undefined ? null : { apiKey, apiSecret },
    logLevel: parsed.data.LOG_LEVEL,
  };
};
