import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { fillTemplate, localNetwork, writeLiveKitConfiguration } from './livekit-configuration.mjs';
import { ROOT } from './places.mjs';

const ipv4 = (address: string, internal = false) => ({
  address,
  internal,
  family: 'IPv4' as const,
  netmask: '255.255.255.0',
  mac: '00:00:00:00:00:00',
  cidr: null,
});

describe('the network of one machine', () => {
  it('is loopback and the first real interface', () => {
    const all = { lo: [ipv4('127.0.0.1', true)], docker0: [ipv4('172.17.0.1')], eth0: [ipv4('192.168.1.7')] };
    expect(localNetwork(all)).toEqual({
      nodeIp: '',
      interfaces: ['lo', 'eth0'],
      addresses: ['127.0.0.0/8', '192.168.1.7/32'],
    });
  });

  it('is loopback alone on a machine without a network', () => {
    expect(localNetwork({ lo0: [ipv4('127.0.0.1', true)] })).toEqual({
      nodeIp: '127.0.0.1',
      interfaces: ['lo0'],
      addresses: ['127.0.0.0/8'],
    });
  });
});

describe("LiveKit's configuration", () => {
  it('is filled in from the template, readable by its owner only', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-livekit-'));
    const file = join(folder, 'livekit.yaml');
    writeLiveKitConfiguration(ROOT, file, {
      signalPort: 20001,
      rtcTcpPort: 20002,
      rtcUdpPort: 20003,
      apiHost: '127.0.0.1',
      apiPort: 3000,
      apiKey: 'HKkey',
      apiSecret: 'a-secret',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject({
      port: 20001,
      bind_addresses: ['127.0.0.1'],
      rtc: { tcp_port: 20002, udp_port: 20003, use_external_ip: false, stun_servers: ['127.0.0.1:3478'] },
      room: { auto_create: false },
      api: { enable_psrpc_for_get_list_participants: true },
      webhook: { api_key: 'HKkey', urls: ['http://127.0.0.1:3000/livekit/webhook'] },
      keys: { HKkey: 'a-secret' },
    });
    rmSync(folder, { recursive: true });
  });

  it('does not go out with a hole in it', () => {
    expect(() => fillTemplate('port: {{port}}', {})).toThrow('"port"');
  });
});
