import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { configurationNames } from '../launcher/environment.mjs';
import { ROOT } from '../launcher/places.mjs';

interface Service {
  image: string;
  build?: { dockerfile: string };
  cap_drop: string[];
  security_opt: string[];
  restart: string;
  healthcheck: { test: string[] };
  environment: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
  networks: string[];
  ports?: string[];
  volumes?: string[];
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, null>;
}

const text = readFileSync(`${ROOT}/docker-compose.yml`, 'utf8');
const compose = parse(text, { merge: true }) as Compose;
const services = Object.entries(compose.services);

describe('docker-compose.yml', () => {
  it('runs everything that one Hearth consists of', () => {
    expect(Object.keys(compose.services).sort()).toEqual(['api', 'eventstore', 'livekit', 'redis', 'worker']);
  });

  it.each(services)('gives %s a health check, few rights and a fixed version', (_, service) => {
    expect(service.healthcheck.test.length).toBeGreaterThan(1);
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.security_opt).toEqual(['no-new-privileges:true']);
    expect(service.restart).toBe('unless-stopped');
    expect(service.image).toMatch(/:v?\d+\.\d+\.\d+/);
  });

  it('waits with the api and the worker until what they need is well', () => {
    for (const name of ['api', 'worker']) {
      const needs = Object.entries(compose.services[name]?.depends_on ?? {});
      expect(needs.map(([need]) => need).sort()).toEqual(['eventstore', 'livekit', 'redis']);
      for (const [, { condition }] of needs) expect(condition).toBe('service_healthy');
    }
  });

  it('asks for every secret and has none of its own', () => {
    for (const name of ['HEARTH_SECRET', 'KEYRING_KEK', 'REDIS_PASSWORD', 'LIVEKIT_API_SECRET']) {
      expect(text).toContain(`\${${name}:?`);
      expect(text).not.toContain(`\${${name}:-`);
    }
  });

  it('configures by names that the processes know', () => {
    const names = configurationNames(ROOT);
    for (const name of Object.keys(compose.services['api']?.environment ?? {})) expect(names).toContain(name);
  });

  it('publishes nothing but media beyond this host, and neither store at all', () => {
    const open = services.flatMap(([name, { ports = [] }]) =>
      ports.filter((port) => !port.startsWith('127.0.0.1:')).map((port) => `${name} ${port}`),
    );
    expect(open).toEqual([
      'livekit 7881:7881',
      'livekit 7882:7882/udp',
      'livekit 3478:3478/udp',
      'livekit 30000-30099:30000-30099/udp',
    ]);
    for (const name of ['eventstore', 'redis']) expect(compose.services[name]?.networks).toEqual(['data']);
    expect(compose.networks['data']?.internal).toBe(true);
  });

  it('names only files, networks and volumes that exist', () => {
    for (const [, service] of services) {
      if (service.build !== undefined) expect(existsSync(`${ROOT}/${service.build.dockerfile}`)).toBe(true);
      for (const network of service.networks) expect(compose.networks).toHaveProperty(network);
      for (const volume of service.volumes ?? []) {
        const [source = ''] = volume.split(':');
        if (source.startsWith('.')) expect(existsSync(`${ROOT}/${source}`)).toBe(true);
        else expect(compose.volumes).toHaveProperty(source);
      }
    }
  });
});

describe("LiveKit's production configuration", () => {
  const livekit = parse(readFileSync(`${ROOT}/infra/livekit/livekit.yaml`, 'utf8')) as Record<
    string,
    unknown
  >;

  it('makes no rooms by itself, keeps browsers from third parties and reports to the api', () => {
    expect(livekit).toMatchObject({
      room: { auto_create: false },
      turn: { enabled: true, udp_port: 3478 },
      api: { enable_psrpc_for_get_list_participants: true },
      webhook: { api_key: 'hearth', urls: ['http://api:3000/livekit/webhook'] },
    });
  });

  it('listens on the ports that docker-compose.yml publishes', () => {
    const published = (compose.services['livekit']?.ports ?? []).join(' ');
    for (const port of ['7880:7880', '7881:7881', '7882:7882/udp', '3478:3478/udp'])
      expect(published).toContain(port);
  });
});
