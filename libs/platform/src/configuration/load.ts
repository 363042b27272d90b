import { configurationSchema, type Configuration } from './schema.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface BadVariable {
  readonly variable: string;
  readonly problem: string;
}

/** The process that reads the configuration. */
export type Part = 'api' | 'worker';

/** Lists every variable that is wrong, at once. Values are never part of it: they may be secrets. */
export class BadConfiguration extends Error {
  override readonly name = 'BadConfiguration';

  constructor(readonly variables: readonly BadVariable[]) {
    super(
      [
        'The configuration cannot be used:',
        ...variables.map((bad) => `  ${bad.variable}: ${bad.problem}`),
      ].join('\n'),
    );
  }
}

const given = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

const videoProblems = (env: Environment): BadVariable[] =>
  env['LIVEKIT_URL'] === undefined
    ? []
    : ['LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET']
        .filter((variable) => env[variable] === undefined)
        .map((variable) => ({ variable, problem: 'is needed with LIVEKIT_URL' }));

const onCallProblems = (env: Environment): BadVariable[] =>
  env['ON_CALL_URL'] === undefined || env['ON_CALL_SECRET'] !== undefined
    ? []
    : [{ variable: 'ON_CALL_SECRET', problem: 'is needed with ON_CALL_URL' }];

const mailProblems = (env: Environment): BadVariable[] =>
  env['SMTP_URL'] === undefined || env['MAIL_FROM'] !== undefined
    ? []
    : [{ variable: 'MAIL_FROM', problem: 'is needed with SMTP_URL' }];

const SIGN_IN_VARIABLES = ['PUBLIC_URL', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

const isOrigin = (value: string): boolean =>
  URL.canParse(value) && `${new URL(value).origin}/` === new URL(value).href;

/** What signing in with a provider needs. Only the api does that: other processes need not know its secret. */
const signInProblems = (env: Environment, part: Part): BadVariable[] => {
  const production = env['HEARTH_MODE'] === 'production';
  const publicUrl = env['PUBLIC_URL'];
  const issuer = env['OIDC_ISSUER_URL'];
  const bad: BadVariable[] = [];
  if (publicUrl !== undefined && !isOrigin(publicUrl)) {
    bad.push({ variable: 'PUBLIC_URL', problem: 'must have no path' });
  }
  for (const variable of ['PUBLIC_URL', 'OIDC_ISSUER_URL', 'ON_CALL_URL']) {
    if (production && env[variable]?.startsWith('http://') === true) {
      bad.push({ variable, problem: 'must be https:// in production' });
    }
  }
  if (part !== 'api') return bad;
  if (production && issuer === undefined) {
    const problem = 'is not set; without a provider nobody could sign in in production';
    bad.push({ variable: 'OIDC_ISSUER_URL', problem });
  }
  if (production || issuer !== undefined) {
    for (const variable of SIGN_IN_VARIABLES) {
      if (env[variable] === undefined) bad.push({ variable, problem: 'is needed with OIDC_ISSUER_URL' });
    }
  }
  return bad;
};

const DEVELOPMENT_WORDS = /change.?me|development|devkey|example|insecure|password|secret|test/i;

const isDevelopmentSecret = (value: string): boolean =>
  DEVELOPMENT_WORDS.test(value) || new Set(value).size < 10;

/** What is fine on a laptop and must not reach patients. */
const productionProblems = (env: Environment): BadVariable[] => {
  const bad: BadVariable[] = [];
  for (const variable of [
    'HEARTH_SECRET',
    'LIVEKIT_API_SECRET',
    'OIDC_CLIENT_SECRET',
    'ON_CALL_SECRET',
    'SETUP_TOKEN',
  ]) {
    const value = env[variable];
    if (value !== undefined && isDevelopmentSecret(value)) {
      bad.push({ variable, problem: 'is a development secret, which production refuses' });
    }
  }
  if (env['LIVEKIT_API_KEY'] === 'devkey') {
    bad.push({ variable: 'LIVEKIT_API_KEY', problem: 'is the development key, which production refuses' });
  }
  const secret = env['LIVEKIT_API_SECRET'];
  if (secret !== undefined && secret.length < 32) {
    bad.push({ variable: 'LIVEKIT_API_SECRET', problem: 'must have at least 32 characters in production' });
  }
  const publicUrl = env['LIVEKIT_PUBLIC_URL'] ?? env['LIVEKIT_URL'];
  if (publicUrl !== undefined && !/^(wss|https):/.test(publicUrl)) {
    bad.push({ variable: 'LIVEKIT_PUBLIC_URL', problem: 'must be wss:// or https:// in production' });
  }
  return bad;
};

/**
 * Reads the environment.
 * @param part the process that reads it: only the api needs to know how people sign in
 * @throws BadConfiguration with every bad variable at once
 */
export const loadConfiguration = (env: Environment = process.env, part: Part = 'worker'): Configuration => {
  const set = given(env);
  const parsed = configurationSchema.safeParse(set);
  const bad: BadVariable[] = [
    ...(parsed.error?.issues ?? []).map((issue) => ({
      variable: issue.path.join('.'),
      problem: set[String(issue.path[0])] === undefined ? 'is not set' : issue.message,
    })),
    ...videoProblems(set),
    ...onCallProblems(set),
    ...mailProblems(set),
    ...signInProblems(set, part),
    ...(set['HEARTH_MODE'] === 'production' ? productionProblems(set) : []),
  ];
  if (!parsed.success || bad.length > 0) throw new BadConfiguration(bad);
  return { ...parsed.data, LIVEKIT_PUBLIC_URL: parsed.data.LIVEKIT_PUBLIC_URL ?? parsed.data.LIVEKIT_URL };
};
