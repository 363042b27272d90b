// @ts-check
import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { causeOf, codeOf, sentenceOf } from './problem.mjs';

/**
 * What a service answered.
 * @typedef {{ ok: true, version: string | null, pid: number | null } | { ok: false, why: string }} Answer
 */

/**
 * Asks a Redis (or Valkey) who it is.
 * @param {string} url redis://[user:password@]host[:port], or rediss://
 * @param {number} [withinMs]
 * @returns {Promise<Answer>}
 */
export async function askRedis(url, withinMs = 3_000) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const options = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) };
  const commands = [['PING'], ['INFO', 'server']];
  if (password !== '') {
    const name = username === '' ? [] : [decodeURIComponent(username)];
    commands.unshift(['AUTH', ...name, decodeURIComponent(password)]);
  }
  const open = () =>
    protocol === 'rediss:' ? connectTls({ ...options, servername: options.host }) : connect(options);
  const { text, why } = await converse(open, commands.map(respCommand).join(''), withinMs, (answer) =>
    /redis_version:.*[\s\S]*process_id:\d+|^-|\r\n-/.test(answer),
  );
  if (why !== null) return { ok: false, why };
  const refusal = /(?:^|\r\n)-(.*)/.exec(text)?.[1];
  if (refusal !== undefined) return { ok: false, why: refusal.trim() };
  const version = /(?:valkey|redis)_version:(\S+)/.exec(text)?.[1] ?? null;
  const pid = /process_id:(\d+)/.exec(text)?.[1];
  return { ok: true, version, pid: pid === undefined ? null : Number(pid) };
}

/**
 * @param {readonly string[]} words
 */
function respCommand(words) {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

/**
 * Sends a text and collects the answer until it is whole.
 * @param {() => import('node:net').Socket} open
 * @param {string} text
 * @param {number} withinMs
 * @param {(answer: string) => boolean} isWhole
 * @returns {Promise<{ text: string, why: string | null }>}
 */
function converse(open, text, withinMs, isWhole) {
  return new Promise((resolve) => {
    const socket = open();
    let answer = '';
    const settle = (/** @type {string | null} */ why) => {
      socket.destroy();
      resolve({ text: answer, why });
    };
    socket.setTimeout(withinMs, () => settle('it does not answer'));
    socket.once('error', (error) => settle(whyNot(error)));
    socket.once('close', () => settle('it closed the connection'));
    socket.on('data', (chunk) => {
      answer += chunk.toString('utf8');
      if (isWhole(answer)) settle(null);
    });
    socket.write(text);
  });
}

/**
 * Whether somebody accepts connections there.
 * @param {string} host
 * @param {number} port
 * @param {number} [withinMs]
 * @returns {Promise<boolean>}
 */
export function acceptsConnections(host, port, withinMs = 3_000) {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (/** @type {boolean} */ accepted) => {
      socket.destroy();
      resolve(accepted);
    };
    socket.setTimeout(withinMs, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/**
 * Asks an event store by its connection string; one node of a cluster that answers is enough.
 * @param {string} url
 * @param {number} [withinMs]
 * @returns {Promise<Answer>}
 */
export async function askEventStore(url, withinMs = 3_000) {
  const hosts = url
    .replace(/^[^:]+:\/\//, '')
    .replace(/[/?].*$/, '')
    .replace(/^.*@/, '');
  for (const entry of hosts.split(',')) {
    const at = entry.lastIndexOf(':');
    const host = at === -1 ? entry : entry.slice(0, at);
    const port = at === -1 ? 2113 : Number(entry.slice(at + 1));
    if (!(await acceptsConnections(host, port, withinMs))) continue;
    const scheme = /[?&]tls=false/i.test(url) ? 'http' : 'https';
    return {
      ok: true,
      version: await versionByHttp(`${scheme}://${host}:${port}/info`, withinMs),
      pid: null,
    };
  }
  return { ok: false, why: 'nothing accepts connections there' };
}

/**
 * The server tells its version on a page of its own; a store without that page is as good.
 * @param {string} url
 * @param {number} withinMs
 * @returns {Promise<string | null>}
 */
async function versionByHttp(url, withinMs) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    const body = /** @type {{ dbVersion?: string, esVersion?: string }} */ (await response.json());
    return body.dbVersion ?? body.esVersion ?? null;
  } catch {
    return null;
  }
}

/**
 * Asks a LiveKit whether it is well and takes this key and secret.
 * @param {string} url ws:, wss:, http: or https:
 * @param {string} key
 * @param {string} secret
 * @param {number} [withinMs]
 * @returns {Promise<Answer>}
 */
export async function askLiveKit(url, key, secret, withinMs = 3_000) {
  const base = url.replace(/^ws/, 'http').replace(/\/$/, '');
  try {
    const signal = AbortSignal.timeout(withinMs);
    const health = await fetch(`${base}/`, { signal });
    if (!health.ok)
      return { ok: false, why: `it says of itself that it is not well (HTTP ${health.status})` };
    const rooms = await fetch(`${base}/twirp/livekit.RoomService/ListRooms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${listToken(key, secret)}` },
      body: '{}',
      signal,
    });
    if (rooms.status === 401) return { ok: false, why: 'it does not accept this key and secret' };
    return rooms.ok
      ? { ok: true, version: null, pid: null }
      : { ok: false, why: `it answered HTTP ${rooms.status}` };
  } catch (error) {
    return { ok: false, why: whyNot(error) };
  }
}

const PLAIN = [
  { pattern: /ECONNREFUSED/, text: 'nothing listens there' },
  { pattern: /ENOTFOUND|EAI_AGAIN/, text: 'there is no machine of that name to be found' },
  { pattern: /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|timeout/i, text: 'it does not answer' },
];

/**
 * @param {unknown} error of a connection
 * @returns {string} a clause for people
 */
function whyNot(error) {
  const cause = causeOf(error);
  const told = `${codeOf(cause)} ${sentenceOf(cause)}`;
  return (
    PLAIN.find(({ pattern }) => pattern.test(told))?.text ?? (sentenceOf(cause) || 'it cannot be reached')
  );
}

/**
 * A token of one minute that may list rooms and nothing else.
 * @param {string} key
 * @param {string} secret
 */
function listToken(key, secret) {
  const now = Math.floor(Date.now() / 1000);
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: key, nbf: now - 10, exp: now + 60, video: { roomList: true } };
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/**
 * Asks a page whether its process is ready.
 * @param {string} url
 * @param {number} [withinMs]
 * @returns {Promise<Answer>}
 */
export async function askHealth(url, withinMs = 3_000) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(withinMs) });
    await response.arrayBuffer();
    return response.ok
      ? { ok: true, version: null, pid: null }
      : { ok: false, why: `it answers HTTP ${response.status}` };
  } catch (error) {
    return { ok: false, why: whyNot(error) };
  }
}
