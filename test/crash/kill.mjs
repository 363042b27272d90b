// Many rounds of kill -9 while clients append, delete, subscribe and acknowledge; after each, nothing that was
// acknowledged may be missing and nothing half-written may be there.
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import esdb from '@eventstore/db-client';
import { Journal } from './journal.mjs';
import { runCommand, startServer } from './server.mjs';

const WRITERS = 12;
const GROUP_STREAM = 'worklist';
const GROUP = 'workers';
// Checkpoints are made all the time, so that some are being made when the node is killed.
const ARGS = ['--system-projections', '--checkpoint-events', '100'];

export async function killRounds(rounds, say) {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'hearth-crash-'));
  const run = { journal: new Journal(), seen: [], handled: new Set(), checkpoint: undefined, dataDir };
  const problems = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      const server = await startServer(dataDir, { args: ARGS });
      const client = connect(server);
      if (round === 1) await prepare(client);
      const before = run.journal.appends.length;
      const work = startWork(client, run);
      await work.begun;
      await delay(Math.random() * 1_000);
      await server.kill();
      await work.stop();
      await client.dispose();
      const { result } = await runCommand('verify', '--data', dataDir);
      problems.push(...result.problems.map((problem) => `round ${round}: verify: ${problem}`));
      say(
        `round ${round}: ${server.reindexed} indexed again, ${run.journal.appends.length - before} appends, ${result.events} events in all`,
      );
      if (problems.length > 0) break;
      if (round % 5 === 0 || round === rounds) problems.push(...(await checkAll(run, round)));
    }
    return problems;
  } finally {
    if (problems.length === 0) fs.rmSync(dataDir, { recursive: true, force: true });
    else say(`the data are kept in ${dataDir}`);
  }
}

function connect(server) {
  return esdb.EventStoreDBClient.connectionString(`${server.url}&keepAliveInterval=-1&maxDiscoverAttempts=1`);
}

async function prepare(client) {
  const settings = esdb.persistentSubscriptionToStreamSettingsFromDefaults({
    startFrom: esdb.START,
    checkPointLowerBound: 1,
    checkPointUpperBound: 20,
    checkPointAfter: 50,
  });
  await client.createPersistentSubscriptionToStream(GROUP_STREAM, GROUP, settings);
}

function startWork(client, run) {
  const state = { stopped: false, begin: () => undefined };
  const begun = new Promise((resolve) => (state.begin = resolve));
  const writers = Array.from({ length: WRITERS }, (_, n) => write(client, run, n, state));
  const all = follow(client, run);
  const group = consume(client, run);
  return {
    /** Resolves when something has been acknowledged, or nothing can be any more. */
    begun: Promise.race([begun, Promise.allSettled(writers)]),
    stop: async () => {
      state.stopped = true;
      await Promise.allSettled([...writers, all.unsubscribe(), group.unsubscribe()]);
    },
  };
}

async function write(client, run, writer, state) {
  while (!state.stopped) {
    const size = Math.random() < 0.3 ? 1 + Math.floor(Math.random() * 60) : 1;
    const stream = Math.random() < 0.1 ? GROUP_STREAM : `stream-${writer}-${Math.floor(Math.random() * 20)}`;
    const events = Array.from({ length: size }, () =>
      esdb.jsonEvent({
        id: randomUUID(),
        type: 'crash',
        data: { text: 'x'.repeat(Math.floor(Math.random() * 2_000)) },
      }),
    );
    const entry = run.journal.begin(
      stream,
      events.map(({ id }) => id),
    );
    try {
      const { nextExpectedRevision, position } = await client.appendToStream(stream, events);
      entry.revision = nextExpectedRevision;
      entry.position = position.commit;
      state.begin();
      if (Math.random() < 0.02 && stream !== GROUP_STREAM) await client.deleteStream(stream);
    } catch {
      // The answer is lost with the server; the journal has the append as unknown.
      return;
    }
  }
}

/** A reader of everything that goes on after each crash where it was. */
function follow(client, run) {
  const fromPosition = run.checkpoint ?? esdb.START;
  return client
    .subscribeToAll({ fromPosition })
    .on('error', () => undefined)
    .on('data', ({ event }) => {
      if (!event) return;
      run.seen.push(event.position.commit);
      run.checkpoint = event.position;
    });
}

function consume(client, run) {
  const subscription = client.subscribeToPersistentSubscriptionToStream(GROUP_STREAM, GROUP);
  return subscription
    .on('error', () => undefined)
    .on('data', (delivery) => {
      run.handled.add(delivery.event.id);
      subscription.ack(delivery).catch(() => undefined);
    });
}

async function checkAll(run, round) {
  const server = await startServer(run.dataDir, { args: ARGS });
  const client = connect(server);
  try {
    const events = [];
    for await (const resolved of client.readAll()) events.push(resolved);
    const problems = run.journal.check(events);
    await retryUnknown(client, run);
    problems.push(...(await checkReaders(client, run)));
    problems.push(...(await checkLinks(client)));
    return problems.map((problem) => `round ${round}: ${problem}`);
  } finally {
    await client.dispose();
    await server.stop();
  }
}

/** What was not answered is sent again with the same ids: afterwards it must be there exactly once. */
async function retryUnknown(client, run) {
  for (const entry of run.journal.appends.filter(({ revision }) => revision === undefined)) {
    const events = entry.ids.map((id) => esdb.jsonEvent({ id, type: 'crash', data: {} }));
    const { nextExpectedRevision, position } = await client.appendToStream(entry.stream, events);
    entry.revision = nextExpectedRevision;
    entry.position = position.commit;
  }
}

async function checkReaders(client, run) {
  const problems = [];
  const subscriptions = [follow(client, run), consume(client, run)];
  const wanted = new Set(
    run.journal.appends.filter(({ stream }) => stream === GROUP_STREAM).flatMap(({ ids }) => ids),
  );
  const all = [];
  for await (const { event } of client.readAll()) all.push(event.position.commit);
  problems.push(...run.journal.check(await collect(client.readAll())));
  const deadline = Date.now() + 30_000;
  const complete = () => run.seen.length >= all.length && [...wanted].every((id) => run.handled.has(id));
  while (!complete() && Date.now() < deadline) await delay(50);
  await Promise.all(subscriptions.map((subscription) => subscription.unsubscribe()));
  const checkpoints = run.seen.slice(0, all.length);
  if (checkpoints.some((position, at) => position !== all[at]))
    problems.push('the subscription to $all has a gap or repeats');
  const missing = [...wanted].filter((id) => !run.handled.has(id));
  if (missing.length > 0)
    problems.push(`the persistent subscription never got ${missing.length} of ${wanted.size} events`);
  return problems;
}

/** Every event has its link in its category, once and in order, however often the node was killed in between. */
async function checkLinks(client) {
  const wanted = (await collect(client.readAll()))
    .filter(({ event }) => event.streamId.startsWith('stream-'))
    .map(({ event }) => `${event.revision}@${event.streamId}`);
  const deadline = Date.now() + 30_000;
  let found = [];
  while (found.length < wanted.length && Date.now() < deadline) {
    if (found.length > 0) await delay(100);
    const links = await collect(client.readStream('$ce-stream')).catch(() => []);
    found = links.map(({ event }) => Buffer.from(event.data).toString());
  }
  const wrong = found.findIndex((target, at) => target !== wanted[at]);
  if (wrong >= 0) return [`link ${wrong} of $ce-stream is to ${found[wrong]}, not to ${wanted[wrong]}`];
  return found.length === wanted.length ? [] : [`$ce-stream has ${found.length} of ${wanted.length} links`];
}

async function collect(source) {
  const items = [];
  for await (const item of source) items.push(item);
  return items;
}
