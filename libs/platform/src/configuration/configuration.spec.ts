import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { environmentExample } from './example.js';
import { BadConfiguration, loadConfiguration, type Environment } from './load.js';
import { configurationSchema } from './schema.js';

const HEARTH_SECRET = 'q7Zr-0pLmN2vXc8BtYw4HsKdGf6JaUeR9iOzTb1C';

const badVariables = (env: Environment, part?: 'api' | 'worker'): readonly string[] => {
  try {
    loadConfiguration(env, part);
  } catch (error) {
    if (error instanceof BadConfiguration) return error.variables.map(({ variable }) => variable);
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  it('needs nothing but a secret on one machine', () => {
    const configuration = loadConfiguration({ HEARTH_SECRET });
    expect(configuration).toMatchObject({ HEARTH_MODE: 'demo', PORT: 3000, LOG_LEVEL: 'info' });
    expect(configuration.LIVEKIT_URL).toBeUndefined();
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfiguration({ HEARTH_SECRET, PORT: '', LIVEKIT_URL: '' }).PORT).toBe(3000);
  });

  it('lists every bad variable at once and shows no value', () => {
    const env = {
      HEARTH_SECRET: 'short-one',
      PORT: 'many',
      REDIS_URL: 'http://x',
      LIVEKIT_URL: 'ws://video',
    };
    expect(badVariables(env)).toEqual(
      expect.arrayContaining(['HEARTH_SECRET', 'PORT', 'REDIS_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET']),
    );
    expect(() => loadConfiguration(env)).not.toThrow(/short-one/);
  });

  it('gives browsers the address of the servers unless told another', () => {
    const video = { LIVEKIT_URL: 'ws://video:7880', LIVEKIT_API_KEY: 'key', LIVEKIT_API_SECRET: 'secret' };
    expect(loadConfiguration({ HEARTH_SECRET, ...video }).LIVEKIT_PUBLIC_URL).toBe('ws://video:7880');
  });

  it('refuses in production what is only fit for development', () => {
    const env = {
      HEARTH_MODE: 'production',
      HEARTH_SECRET: 'development-development-development',
      LIVEKIT_URL: 'ws://video:7880',
      LIVEKIT_API_KEY: 'devkey',
      LIVEKIT_API_SECRET: 'secret',
    };
    expect(badVariables(env)).toEqual(
      expect.arrayContaining([
        'HEARTH_SECRET',
        'LIVEKIT_API_KEY',
        'LIVEKIT_API_SECRET',
        'LIVEKIT_PUBLIC_URL',
      ]),
    );
    expect(badVariables({ HEARTH_MODE: 'production', HEARTH_SECRET })).toEqual([]);
  });

  it('needs a provider to sign in with in production, and says so with everything else that is wrong', () => {
    const production = { HEARTH_MODE: 'production', HEARTH_SECRET };
    const needed = ['OIDC_ISSUER_URL', 'PUBLIC_URL', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
    expect(badVariables({ ...production, PORT: 'x' }, 'api')).toEqual(['PORT', ...needed]);
    const provider = {
      OIDC_ISSUER_URL: 'https://id.clinic.org',
      PUBLIC_URL: 'https://hearth.clinic.org',
      OIDC_CLIENT_ID: 'hearth',
      OIDC_CLIENT_SECRET: 'Zt7-qLm2Xv9cRw4HsKdGf6JaUeB0iOyN',
    };
    expect(badVariables({ ...production, ...provider }, 'api')).toEqual([]);
    const insecure = { OIDC_ISSUER_URL: 'http://id.clinic.org', PUBLIC_URL: 'http://hearth.clinic.org' };
    expect(badVariables({ ...production, ...provider, ...insecure }, 'api')).toEqual([
      'PUBLIC_URL',
      'OIDC_ISSUER_URL',
    ]);
    expect(
      badVariables({ ...production, ...provider, OIDC_CLIENT_SECRET: 'change-me-please' }, 'api'),
    ).toEqual(['OIDC_CLIENT_SECRET']);
    expect(badVariables({ HEARTH_SECRET, PUBLIC_URL: 'https://clinic.org/hearth' })).toEqual(['PUBLIC_URL']);
  });

  it('lets the demo have no provider, but not half of one', () => {
    expect(badVariables({ HEARTH_SECRET }, 'api')).toEqual([]);
    expect(badVariables({ HEARTH_SECRET, OIDC_ISSUER_URL: 'http://127.0.0.1:8080' }, 'api')).toEqual([
      'PUBLIC_URL',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
    ]);
    expect(badVariables({ HEARTH_SECRET, OIDC_SCOPES: 'profile' })).toEqual(['OIDC_SCOPES']);
  });

  it('describes each variable', () => {
    for (const schema of Object.values(configurationSchema.shape)) expect(schema.description).toBeTruthy();
  });

  it('is what .env.example says (npm run env:example writes it)', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(environmentExample());
  });
});
