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

/** The copy of the index that a start after a crash begins with. */
function checkpointFile(dataDir) {
  const index = path.join(dataDir, 'index');
  const [name] = fs.readdirSync(index).filter((entry) => /^checkpoint-\d+$/.test(entry));
  if (name === undefined) throw new Error('there is no checkpoint');
  return path.join(index, name, 'data.mdb');
}

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

/**
 * One bit at a time, anywhere in the log, the index, or its checkpoint, after a proper end and after a crash: the node serves what was
 * written or says what is wrong, `verify` says it as well, and neither is ended by a signal.
 */
export async function flippedBits(dataDir, count = 60) {
  const problems = [];
  const [whole, damaged] = [path.join(dataDir, 'whole'), path.join(dataDir, 'damaged')];
  for (const ending of ['stop', 'kill']) {
    fs.rmSync(whole, { recursive: true, force: true });
    const server = await startServer(whole, { args: ['--checkpoint-events', '20'] });
    const client = connect(server);
    for (let n = 0; n < 40; n++) await client.appendToStream(`s-${n % 7}`, [event(500), event(20)]);
    const before = await everything(client);
    await lastCheckpoint(whole, 0);
    await client.dispose();
    await server[ending]();
    for (let n = 0; n < count / 2; n++) {
      fs.rmSync(damaged, { recursive: true, force: true });
      fs.cpSync(whole, damaged, { recursive: true });
      fs.rmSync(path.join(damaged, 'lock'), { force: true });
      const files = [logFile(damaged), path.join(damaged, 'index', 'data.mdb'), checkpointFile(damaged)];
      const file = files[n % 3];
      const bytes = fs.readFileSync(file);
      const used = bytes.findLastIndex((byte) => byte !== 0);
      const at = Math.floor(Math.random() * (used + 1));
      bytes[at] ^= 1 << (n % 8);
      fs.writeFileSync(file, bytes);
      const where = `after ${ending}, bit ${n % 8} of byte ${at} in ${path.basename(file)}`;
      problems.push(...(await checkFlipped(damaged, before, file)).map((problem) => `${where}: ${problem}`));
    }
  }
  return problems;
}

async function checkFlipped(dataDir, before, file) {
  const problems = [];
  const isLog = file.endsWith('.log');
  const wasClosed = fs.existsSync(path.join(path.dirname(file), 'closed.json'));
  const { code, result, errors } = await runCommand('verify', '--data', dataDir);
  if (result === undefined) return [`verify ended with ${code}: ${errors}`];
  if ((isLog || wasClosed) && !result.problems.join().includes(file))
    problems.push('verify does not name it');
  let server;
  try {
    server = await startServer(dataDir);
  } catch (error) {
    return /ended \(2\).*corrupt data/s.test(error.message) ? problems : [...problems, error.message];
  }
  const client = connect(server);
  try {
    const after = await everything(client).catch((error) => error);
    if (after instanceof Error) {
      if (!/corrupt data/.test(after.message)) problems.push(`reading: ${after.message}`);
    } else if (after.join() !== before.join()) {
      problems.push(`${after.length} events are served, and they are not the ${before.length} written`);
    }
    return problems;
  } finally {
    await client.dispose();
    await server.stop();
  }
}

/**
 * A start after kill -9 indexes what came after the last checkpoint and no more; one whose checkpoint is damaged says
 * so, and indexes everything.
 */
export async function startAfterCrash(dataDir) {
  const every = 500;
  const problems = [];
  let server = await startServer(dataDir, { args: ['--checkpoint-events', String(every)] });
  let client = connect(server);
  for (let n = 0; n < 60; n++)
    await client.appendToStream(
      `s-${n % 7}`,
      Array.from({ length: 100 }, () => event(20)),
    );
  const before = await everything(client);
  const from = await lastCheckpoint(dataDir, before.length - every);
  await client.dispose();
  await server.kill();
  const expect = async (what, isRight) => {
    server = await startServer(dataDir, { args: ['--checkpoint-events', '1000000'] });
    client = connect(server);
    const after = await everything(client);
    if (after.join() !== before.join()) problems.push(`${what}: the events are not those written`);
    if (!isRight(server)) problems.push(`${what}: ${server.reindexed} indexed, ${server.indexRebuilt}`);
    await client.dispose();
    await server.kill();
  };
  const tail = before.length - from;
  await expect('after kill -9', ({ reindexed }) => reindexed <= tail);
  await expect('after another', ({ reindexed }) => reindexed <= tail);
  fs.writeFileSync(path.join(dataDir, 'index', 'data.mdb'), Buffer.alloc(100_000, 'rubbish'));
  await expect('with a broken index', ({ reindexed }) => reindexed <= tail);
  const file = checkpointFile(dataDir);
  const bytes = fs.readFileSync(file);
  bytes[Math.floor(Math.random() * bytes.length)] ^= 16;
  fs.writeFileSync(file, bytes);
  await expect(
    'with a broken checkpoint',
    ({ reindexed, indexRebuilt }) => reindexed === before.length && indexRebuilt.includes(file),
  );
  const { result } = await runCommand('verify', '--data', dataDir);
  return [...problems, ...result.problems];
}

/** Waits for a checkpoint that goes at least so far, and says how far. */
async function lastCheckpoint(dataDir, atLeast) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const positions = fs
      .readdirSync(path.join(dataDir, 'index'))
      .map((name) => Number(/^checkpoint-(\d+)$/.exec(name)?.[1] ?? 0));
    const newest = Math.max(...positions);
    if (newest > atLeast) return newest;
    await delay(20);
  }
  throw new Error(`there is no checkpoint behind ${atLeast}`);
}

async function everything(client) {
  const all = [];
  for await (const { event: found } of client.readAll())
    all.push(`${found.id} ${found.revision}@${found.streamId} ${JSON.stringify(found.data)}`);
  return all;
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

/** Takes up the room of a file system but for `leave` bytes. */
function occupy(file, dir, leave) {
  const chunk = Buffer.alloc(16_384);
  try {
    for (;;) {
      const { bavail, bsize } = fs.statfsSync(dir);
      if (bavail * bsize <= leave) return;
      fs.appendFileSync(file, chunk);
    }
  } catch (error) {
    if (error.code !== 'ENOSPC') throw error;
  }
}

async function untilAccepted(client) {
  for (;;) {
    try {
      return (await client.appendToStream('s', event(10))).nextExpectedRevision;
    } catch (error) {
      if (!/only reads/.test(error.message)) throw error;
      await delay(100);
    }
  }
}

/** Needs root, for a small file system. Large events: the log is the first to find no room. */
export const fullDisk = (dataDir) => fillUp(dataDir, 50_000, 4 << 20);

/** The log has room that it took beforehand: the index is the first to find none. */
export const fullDiskForIndex = (dataDir) => fillUp(dataDir, 100, 0);

async function fillUp(dataDir, eventBytes, leave) {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', dataDir], { stdio: 'ignore' });
  } catch {
    return 'a small file system cannot be mounted here';
  }
  let server;
  try {
    server = await startServer(path.join(dataDir, 'data'));
    const client = connect(server);
    await client.appendToStream('s', event(10));
    const ballast = path.join(dataDir, 'ballast');
    occupy(ballast, dataDir, leave);
    let acknowledged = 0n;
    let refused;
    for (let n = 0; n < 20_000 && !refused; n += 10) {
      await Promise.all(
        Array.from({ length: 10 }, () =>
          client.appendToStream('s', event(eventBytes)).then(
            ({ nextExpectedRevision }) =>
              (acknowledged = nextExpectedRevision > acknowledged ? nextExpectedRevision : acknowledged),
            (error) => (refused = error),
          ),
        ),
      );
    }
    if (!refused) return ['the full disk was not noticed'];
    if (!/only reads/.test(refused.message)) return [`a full disk was reported as: ${refused.message}`];
    fs.rmSync(ballast);
    const problems = [];
    const went = await untilAccepted(client);
    if (went !== acknowledged + 1n) problems.push(`it went on at ${went}, not ${acknowledged + 1n}`);
    let count = 0n;
    for await (const _ of client.readStream('s')) count++;
    if (count !== went + 1n) problems.push(`${count} events are read, not ${went + 1n}`);
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
