// @ts-check
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { codeOf, Problem } from './problem.mjs';

// Below the range from which systems take the ports of outgoing connections, so that a service which comes
// back after a crash finds its port still free.
const FIRST = 20_000;
const LAST = 29_999;

/** @type {Set<number>} */
const handedOut = new Set();

/** @typedef {'free' | 'taken' | 'forbidden'} PortState */

/**
 * @param {string} code the code of a failed bind
 * @returns {PortState}
 */
function stateAfter(code) {
  if (code === 'EACCES') return 'forbidden';
  // An address family or address that this machine lacks cannot be in anybody's way.
  return code === 'EAFNOSUPPORT' || code === 'EADDRNOTAVAIL' ? 'free' : 'taken';
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<PortState>}
 */
function probeTcp(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(stateAfter(codeOf(error))));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<PortState>}
 */
function probeUdp(port, host) {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => {
      socket.close();
      resolve(stateAfter(codeOf(error)));
    });
    socket.bind({ port, address: host, exclusive: true }, () => socket.close(() => resolve('free')));
  });
}

/**
 * Whether a port can be listened on, on every address that a browser of this machine may try.
 * @param {number} port
 * @param {'tcp' | 'udp'} [protocol]
 * @returns {Promise<PortState>}
 */
export async function portState(port, protocol = 'tcp') {
  for (const host of protocol === 'tcp' ? ['127.0.0.1', '0.0.0.0', '::'] : ['127.0.0.1', '0.0.0.0']) {
    const state = protocol === 'tcp' ? await probeTcp(port, host) : await probeUdp(port, host);
    if (state !== 'free') return state;
  }
  return 'free';
}

/**
 * A port that nobody listens on. The same port is not given twice by one process.
 * @param {'tcp' | 'udp'} [protocol]
 * @returns {Promise<number>}
 * @throws {Problem} when none is found
 */
export async function freePort(protocol = 'tcp') {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (handedOut.has(port)) continue;
    if ((await portState(port, protocol)) === 'free') {
      handedOut.add(port);
      return port;
    }
  }
  throw new Problem(
    `No free port was found between ${FIRST} and ${LAST}.`,
    'End some of the programs that listen there, or restart the machine.',
  );
}

/**
 * Makes sure that the port of the web page can be used.
 * @param {number} port
 * @returns {Promise<void>}
 * @throws {Problem} when it is taken, or needs rights
 */
export async function claimWebPort(port) {
  const state = await portState(port);
  switch (state) {
    case 'free':
      return;
    case 'taken': {
      const other = await nextFree(port + 1);
      throw new Problem(
        `Port ${port} is taken by another program.`,
        `End that program, or choose another port: npm start -- --port ${other}`,
      );
    }
    case 'forbidden':
      throw new Problem(
        `Port ${port} may only be used by an administrator.`,
        'Choose a port above 1023: npm start -- --port 3000',
      );
    default:
      throw new Error(/** @type {never} */ (state));
  }
}

/**
 * @param {number} from
 * @returns {Promise<number>} the first free port at or after it, for a suggestion
 */
async function nextFree(from) {
  for (let port = from; port < from + 50 && port <= 65_535; port += 1) {
    if ((await portState(port)) === 'free') return port;
  }
  return freePort();
}
