// Damage and shortage: a flipped byte, a torn end, a full disk, no more file handles.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import esdb from '@eventstore/db-client';
import { runCommand, startServer } from './server.mjs';

const event = (size) => esdb.jsonEvent({ type: 'fault', data: { text: 'x'.repeat(size) } });
const connect = (server) => esdb.EventStoreDBClient.connectionString(server.url);

async function filled(dataDir, count = 50) {
  const server = await startServer(dataDir);
  const client = connect(server);
  for (let n = 0; n < count; n++) await client.appendToStream('s', event(500));
  await client.dispose();
  await server.stop();
}

const logFile = (dataDir) =>
  path.join(dataDir, 'log', fs.readdirSync(path.join(dataDir, 'log')).toSorted().at(-1));

export async function flippedByte(dataDir) {
  await filled(dataDir);
  const file = logFile(dataDir);
  const bytes = fs.readFileSync(file);
  const at = 64 + Math.floor(Math.random() * 20_000);
  bytes[at] ^= 4;
  fs.writeFileSync(file, bytes);
  const { code, result } = await runCommand('verify', '--data', dataDir);
  if (code !== 2 || !result.problems.join().includes(file)) return [`a flipped byte at ${at} was not found`];
  return [];
}

export async function tornEnd(dataDir) {
  await filled(dataDir);
  fs.rmSync(path.join(dataDir, 'index'), { recursive: true });
  const file = logFile(dataDir);
  const bytes = fs.readFileSync(file);
  const used = bytes.findLastIndex((byte) => byte !== 0);
  bytes.fill(0, used - 300);
  fs.writeFileSync(file, bytes);
  const server = await startServer(dataDir);
  const client = connect(server);
  const { nextExpectedRevision } = await client.appendToStream('s', event(10));
  await client.dispose();
  await server.stop();
  const { result } = await runCommand('verify', '--data', dataDir);
  if (nextExpectedRevision !== 49n)
    return [`after a torn end the next revision is ${nextExpectedRevision}, not 49`];
  return result.problems;
}

/** Needs root, for a small file system. */
export async function fullDisk(dataDir) {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', dataDir], { stdio: 'ignore' });
  } catch {
    return 'a small file system cannot be mounted here';
  }
  let server;
  try {
    server = await startServer(path.join(dataDir, 'data'));
    const client = connect(server);
    const ballast = path.join(dataDir, 'ballast');
    fs.writeFileSync(ballast, Buffer.alloc(6 << 20));
    let acknowledged = 0n;
    let refused;
    for (let n = 0; n < 400 && !refused; n++) {
      await client.appendToStream('s', event(50_000)).then(
        ({ nextExpectedRevision }) => (acknowledged = nextExpectedRevision),
        (error) => (refused = error),
      );
    }
    if (!refused) return ['the full disk was not noticed'];
    if (!/disk is full/.test(refused.message)) return [`a full disk was reported as: ${refused.message}`];
    let count = 0n;
    for await (const _ of client.readStream('s')) count++;
    const problems =
      count === acknowledged + 1n
        ? []
        : [`${count} events are read on the full disk, not ${acknowledged + 1n}`];
    fs.rmSync(ballast);
    const { nextExpectedRevision } = await client.appendToStream('s', event(1_000));
    if (nextExpectedRevision !== acknowledged + 1n) problems.push(`it went on at ${nextExpectedRevision}`);
    await client.dispose();
    await server.stop();
    const { result } = await runCommand('verify', '--data', path.join(dataDir, 'data'));
    return [...problems, ...result.problems];
  } finally {
    await server?.kill();
    execFileSync('umount', [dataDir]);
  }
}

export async function noFileHandles(dataDir) {
  const server = await startServer(dataDir, { prefix: ['prlimit', '--nofile=60:60'] }).catch(() => undefined);
  if (!server) return 'prlimit is not here';
  const client = connect(server);
  const sockets = [];
  try {
    await client.appendToStream('s', event(10));
    for (let n = 0; n < 100; n++)
      sockets.push(net.connect(server.port, '127.0.0.1').on('error', () => undefined));
    await delay(500);
    for (let n = 0; n < 20; n++) await client.appendToStream('s', event(10));
    for (const socket of sockets) socket.destroy();
    await delay(200);
    const other = connect(server);
    const { nextExpectedRevision } = await other.appendToStream('s', event(10));
    await other.dispose();
    return nextExpectedRevision === 21n
      ? []
      : [`after the shortage the next revision is ${nextExpectedRevision}, not 21`];
  } finally {
    for (const socket of sockets) socket.destroy();
    await client.dispose();
    await server.stop();
  }
}

/** Runs one fault in a folder of its own. */
export async function runFault(fault) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-fault-'));
  try {
    return await fault(dataDir);
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}
