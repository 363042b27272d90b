import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const url = (schemes: readonly string[]) =>
  z
    .string()
    .refine((value) => schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value), {
      error: `must be a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    });

/**
 * Every environment variable that a process of Hearth reads. The description is what `.env.example` says of it;
 * an empty variable counts as not set.
 */
export const configurationSchema = z.object({
  HEARTH_MODE: z
    .enum(['demo', 'production', 'test'])
    .default('demo')
    .describe(
      'demo: sign-in as a made-up person. production: needs OIDC_ISSUER_URL, refuses development secrets. test: for the tests.',
    ),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address that the api and the worker listen on.'),
  PORT: port.default(3000).describe('Port of the api, which also serves the web app.'),
  WORKER_PORT: port.default(3001).describe('Port of the worker: health and metrics only.'),
  EVENTSTORE_URL: url(['esdb', 'esdb+discover', 'kurrentdb', 'kurrentdb+discover'])
    .default('esdb://127.0.0.1:2113?tls=false')
    .describe('Connection string of EventStoreDB, KurrentDB or the embedded event store.'),
  REDIS_URL: url(['redis', 'rediss'])
    .default('redis://127.0.0.1:6379')
    .describe(
      'Redis 6.2 or newer, with maxmemory-policy noeviction. Holds views and queues, and nothing that cannot be built again.',
    ),
  LIVEKIT_URL: url(['ws', 'wss', 'http', 'https'])
    .optional()
    .describe('LiveKit as the servers reach it. Without it there is no video, and the interface says so.'),
  LIVEKIT_PUBLIC_URL: url(['ws', 'wss', 'http', 'https'])
    .optional()
    .describe('LiveKit as browsers reach it. Defaults to LIVEKIT_URL; must be wss:// in production.'),
  LIVEKIT_API_KEY: z.string().min(3).optional().describe('Needed with LIVEKIT_URL.'),
  LIVEKIT_API_SECRET: z
    .string()
    .min(6)
    .optional()
    .describe('Needed with LIVEKIT_URL; at least 32 characters in production.'),
  KEYRING_PATH: z
    .string()
    .min(1)
    .default('.hearth/keyring')
    .describe(
      'Folder of the local key ring: the keys of personal data and of seals. Back it up apart from the events: without it their personal parts are gone.',
    ),
  KEYRING_KEK: z
    .string()
    .regex(/^[A-Za-z0-9+/_-]{43}=?$/, { error: 'must be 32 bytes in base64' })
    .optional()
    .describe(
      'Key-encryption key, 32 bytes in base64. Without it, one is kept in the folder of the key ring.',
    ),
  HEARTH_SECRET: z.string().min(32).describe('At least 32 random characters; signs cookies and CSRF tokens.'),
  PUBLIC_URL: url(['https', 'http'])
    .optional()
    .describe(
      'Where browsers reach Hearth, without a path, for example https://hearth.example.org. Needed with OIDC_ISSUER_URL; https:// in production.',
    ),
  OIDC_ISSUER_URL: url(['https', 'http'])
    .optional()
    .describe(
      'Issuer of the OpenID Connect provider that people sign in with. Production needs one; its redirect URI is PUBLIC_URL followed by /api/sign-in/callback.',
    ),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('Needed with OIDC_ISSUER_URL.'),
  OIDC_CLIENT_SECRET: z.string().min(8).optional().describe('Needed with OIDC_ISSUER_URL.'),
  OIDC_SCOPES: z
    .string()
    .regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, { error: 'must begin with openid' })
    .default('openid')
    .describe('Scopes that are asked for. Hearth needs no more than openid: it reads no profile.'),
  OIDC_PROVIDER_NAME: z
    .string()
    .trim()
    .min(1)
    .max(40)
    .optional()
    .describe('What the sign-in page calls the provider. Defaults to the host of the issuer.'),
  OIDC_END_SESSION: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether signing out of Hearth also signs out at the provider, where the provider offers it.'),
  INVITATION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(30)
    .default(7)
    .describe('How long an invitation to sign in can be used.'),
  SIGN_IN_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(24 * 60)
    .default(60)
    .describe('A sign-in ends when nothing was asked for so long; a page that is looked at asks by itself.'),
  SIGN_IN_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(24)
    .default(12)
    .describe('A sign-in ends after so many hours, whatever happens.'),
  SETUP_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Lets its bearer establish the first programme and admin. Unset it afterwards.'),
  ORGANISATION_ID: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .default('hearth')
    .describe('Opaque id of the organisation, written into the metadata of every event.'),
  SEAL_DEADLINE_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(7 * 24 * 60)
    .default(60)
    .describe('A session that ended longer ago than this is sealed without waiting for its facilitator.'),
  ON_CALL_URL: url(['https', 'http'])
    .optional()
    .describe(
      'Where whoever is on call is alerted when a group has no facilitator, such as a paging service. https:// in production. Nothing personal is sent.',
    ),
  ON_CALL_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe('Needed with ON_CALL_URL; signs what is sent there.'),
  SMTP_URL: url(['smtps', 'smtp'])
    .optional()
    .describe(
      'Mail server for reminders to people who asked for them, with user and password. In production smtp:// must offer STARTTLS. Without it reminders are on the screen alone.',
    ),
  MAIL_FROM: z.string().min(3).max(320).optional().describe('Needed with SMTP_URL: the sender of reminders.'),
  PROJECTION_CONCURRENCY: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(16)
    .describe('How many documents of one view a worker process brings up to date at a time.'),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('How many proxies in front of the api may be believed about the address of a client.'),
  RATE_LIMIT_FACTOR: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(1)
    .describe('Widens every rate limit of the api: 1 suits a group of ten behind one address.'),
  WEB_ROOT: z
    .string()
    .min(1)
    .default('dist/apps/web')
    .describe('Folder of the built web app, which the api serves when it is there.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least serious level that is logged.'),
});

export type Configuration = z.output<typeof configurationSchema>;
export type VariableName = keyof Configuration;
