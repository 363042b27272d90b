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
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | number | readonly string[]>>,
): string;
/**
 * The addresses by which browsers of this machine reach LiveKit: loopback and the first real interface.
 * @param {ReturnType<typeof networkInterfaces>} [all]
 * @returns {{ nodeIp: string, interfaces: string[], addresses: string[] }}
 */
export function localNetwork(all?: ReturnType<typeof networkInterfaces>): {
  nodeIp: string;
  interfaces: string[];
  addresses: string[];
};
/**
 * Writes the configuration of the LiveKit that the launcher runs. It holds a secret: readable by its owner only.
 * @param {string} root of the clone, where the template is
 * @param {string} file
 * @param {LiveKitSettings} settings
 */
export function writeLiveKitConfiguration(root: string, file: string, settings: LiveKitSettings): void;
export type LiveKitSettings = {
  signalPort: number;
  rtcTcpPort: number;
  rtcUdpPort: number;
  /**
   * where the webhooks go
   */
  apiHost: string;
  apiPort: number;
  apiKey: string;
  apiSecret: string;
};
import { networkInterfaces } from 'node:os';
