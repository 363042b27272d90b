// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * @typedef {object} LiveKitSettings
 * @property {number} signalPort
 * @property {number} rtcTcpPort
 * @property {number} rtcUdpPort
 * @property {string} apiHost where the webhooks go
 * @property {number} apiPort
 * @property {string} apiKey
 * @property {string} apiSecret
 */

/**
 * Fills a template: lists are written as JSON, which is YAML too, and everything else as it is.
 * @param {string} template with names in double braces
 * @param {Readonly<Record<string, string | number | readonly string[]>>} values
 * @returns {string}
 * @throws {Error} for a name without a value
 */
export function fillTemplate(template, values) {
  return template.replace(/\{\{(\w+)\}\}/g, (_, /** @type {string} */ name) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The template names "${name}", and nobody gave it a value.`);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}

/**
 * The addresses by which browsers of this machine reach LiveKit: loopback and the first real interface.
 * @param {ReturnType<typeof networkInterfaces>} [all]
 * @returns {{ nodeIp: string, interfaces: string[], addresses: string[] }}
 */
export function localNetwork(all = networkInterfaces()) {
  const entries = Object.entries(all).flatMap(([name, list]) =>
    (list ?? []).map((entry) => ({ ...entry, name })),
  );
  const ipv4 = entries.filter(({ family }) => family === 'IPv4');
  const loopback = ipv4.find(({ internal }) => internal)?.name ?? 'lo';
  const virtual = /^(docker|br-|veth|virbr|tun|tap|utun|tailscale|wg|zt)/;
  const real = ipv4.find(({ internal, name }) => !internal && !virtual.test(name));
  if (real === undefined) return { nodeIp: '127.0.0.1', interfaces: [loopback], addresses: ['127.0.0.0/8'] };
  return { nodeIp: '', interfaces: [loopback, real.name], addresses: ['127.0.0.0/8', `${real.address}/32`] };
}

/**
 * Writes the configuration of the LiveKit that the launcher runs. It holds a secret: readable by its owner only.
 * @param {string} root of the clone, where the template is
 * @param {string} file
 * @param {LiveKitSettings} settings
 */
export function writeLiveKitConfiguration(root, file, settings) {
  const template = readFileSync(join(root, 'infra', 'livekit', 'local.yaml.template'), 'utf8');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, fillTemplate(template, { ...settings, ...localNetwork() }), { mode: 0o600 });
}
