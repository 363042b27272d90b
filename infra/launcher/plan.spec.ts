import { describe, expect, it } from '@jest/globals';
import {
  chromiumCandidates,
  givenServices,
  livekitCandidates,
  redisCandidates,
  withoutPassword,
} from './plan.mjs';
import type { Machine } from './plan.mjs';

const bare: Machine = { platform: 'linux', arch: 'x64', manager: null, onPath: () => null };
const having =
  (...names: string[]): Machine['onPath'] =>
  (name) =>
    names.includes(name) ? `/bin/${name}` : null;

describe('services that are given', () => {
  it('are none without a URL, and an empty variable is none', () => {
    expect(givenServices({})).toEqual({});
    expect(givenServices({ EVENTSTORE_URL: '', REDIS_URL: '', LIVEKIT_URL: '' })).toEqual({});
  });

  it('are named by their variables', () => {
    const given = givenServices({
      EVENTSTORE_URL: 'esdb://db:2113?tls=false',
      REDIS_URL: 'rediss://cache:6380',
      LIVEKIT_URL: 'wss://video.example.org',
      LIVEKIT_API_KEY: 'key',
      LIVEKIT_API_SECRET: 'secret',
    });
    expect(given.eventstore).toEqual({ variable: 'EVENTSTORE_URL', url: 'esdb://db:2113?tls=false' });
    expect(given.redis?.variable).toBe('REDIS_URL');
    expect(given.livekit?.url).toBe('wss://video.example.org');
  });

  it('ask for the key and secret that belong to a LiveKit', () => {
    expect(() => givenServices({ LIVEKIT_URL: 'wss://video', LIVEKIT_API_KEY: 'key' })).toThrow(
      'LIVEKIT_API_KEY and LIVEKIT_API_SECRET are not both',
    );
  });

  it('must be addresses of their kind, and a password in one is not repeated', () => {
    expect(() => givenServices({ REDIS_URL: 'http://cache:6379' })).toThrow('REDIS_URL is not an address');
    expect(() => givenServices({ EVENTSTORE_URL: 'http://admin:changeit@db' })).toThrow('http://***@db');
  });

  it('are shown without their password', () => {
    expect(withoutPassword('esdb://admin:changeit@db:2113?tls=true')).toBe('esdb://***@db:2113?tls=true');
    expect(withoutPassword('redis://cache:6379')).toBe('redis://cache:6379');
  });
});

describe('where Redis comes from', () => {
  it('is the PATH, then the package manager, then Docker', () => {
    const machine = { ...bare, manager: 'apt-get' as const, onPath: having('redis-server', 'docker') };
    expect(redisCandidates(machine).map(({ kind }) => kind)).toEqual(['path', 'package', 'docker']);
  });

  it('may be Valkey', () => {
    expect(redisCandidates({ ...bare, onPath: having('valkey-server') })).toEqual([
      { kind: 'path', path: '/bin/valkey-server' },
    ]);
  });

  it('is called by its name in each package manager', () => {
    const name = (manager: Machine['manager']) => redisCandidates({ ...bare, manager });
    expect(name('apt-get')).toEqual([{ kind: 'package', manager: 'apt-get', package: 'redis-server' }]);
    expect(name('brew')).toEqual([{ kind: 'package', manager: 'brew', package: 'redis' }]);
  });

  it('is nowhere on a bare machine', () => {
    expect(redisCandidates(bare)).toEqual([]);
  });
});

describe('where LiveKit comes from', () => {
  it('is the PATH, then what was kept, then the release, then Go', () => {
    const machine = { ...bare, onPath: having('livekit-server', 'go') };
    expect(livekitCandidates(machine, '/cache/livekit-server').map(({ kind }) => kind)).toEqual([
      'path',
      'cache',
      'download',
      'go',
    ]);
  });

  it('is the release for this very processor, with its digest', () => {
    const [x64] = livekitCandidates(bare, null);
    const [arm] = livekitCandidates({ ...bare, arch: 'arm64' }, null);
    expect(x64).toMatchObject({
      kind: 'download',
      url: expect.stringContaining('v1.13.5/livekit_1.13.5_linux_amd64.tar.gz'),
    });
    expect(arm).toMatchObject({ kind: 'download', url: expect.stringContaining('linux_arm64.tar.gz') });
    for (const way of [x64, arm])
      expect(way).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('is Homebrew on a Mac, for which there is no release', () => {
    const mac = { ...bare, platform: 'darwin', arch: 'arm64', manager: 'brew' as const };
    expect(livekitCandidates(mac, null)).toEqual([{ kind: 'package', manager: 'brew', package: 'livekit' }]);
  });
});

describe('where Chromium comes from', () => {
  it('is any of the names that it goes by, then the package manager, then the one that Playwright fetches', () => {
    const machine = { ...bare, manager: 'apt-get' as const, onPath: having('google-chrome') };
    expect(chromiumCandidates(machine)).toEqual([
      { kind: 'path', path: '/bin/google-chrome' },
      { kind: 'package', manager: 'apt-get', package: 'chromium' },
      { kind: 'playwright' },
    ]);
  });
});
