import { linkOf, type AttendanceProof } from '@hearth/domain';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ground, type GroundOptions } from './ground/ground.js';
import { Crew, type PlaceReport } from './people/crew.js';
import { faultsOf, largest, textOf, type Outcome } from './report.js';
import { Group } from './scenarios/group.js';
import { scenarios, type Scenario } from './scenarios/scenarios.js';

export interface FaultsOptions extends Omit<GroundOptions, 'patients'> {
  /** Only scenarios whose name has this in it. */
  readonly only: string;
  readonly tell: (line: string) => void;
}

const PATIENTS = ['Ana', 'Ben', 'Chloe', 'Dev', 'Elena', 'Farid', 'Grace', 'Hugo'];
/** So many of the last patients share a network of their own. */
const APART = 2;

/** No seal missing, none doubled; a place in the chain that was given up, because a fact came in between, is no seal. */
const sealFaults = async (ground: Ground, sessionIds: readonly string[]): Promise<readonly string[]> => {
  const faults: string[] = [];
  const chain = await ground.chain();
  for (const sessionId of sessionIds) {
    const events = await ground.sessionEvents(sessionId);
    const seals = events.filter((event) => event.type === 'AttendanceSealed');
    const [seal] = seals;
    if (seal === undefined || seals.length > 1) faults.push(`${sessionId} has ${seals.length} seals`);
    const place = linkOf(chain, sessionId);
    const isOfSeal = place?.hash === seal?.data.seal.hash && place?.sequence === seal?.data.seal.sequence;
    if (!isOfSeal) faults.push(`${sessionId} is not sealed at its last place in the chain`);
  }
  return faults;
};

/** What the verifier that needs nothing of ours says of a proof of everything. */
const verify = async (
  ground: Ground,
  { root, dataDir }: FaultsOptions,
): Promise<{ code: number; said: string }> => {
  const { programmeId, timeZone } = ground.programme;
  const day = (days: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone }).format(Date.now() + days * 86_400_000);
  const path = `/programmes/${programmeId}/proof?from=${day(-1)}&to=${day(1)}`;
  const proof = (await ground.supervisor.ask({ method: 'GET', path })) as AttendanceProof;
  const file = join(dataDir, 'proof.json');
  await writeFile(file, JSON.stringify(proof));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'apps/verifier/verify.mjs'), file]);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, said: said.trim() }));
  });
};

/** Plays all scenarios, tells how each came out, and answers whether everything held. */
export const runFaults = async (options: FaultsOptions): Promise<boolean> => {
  const { tell } = options;
  const ground = await Ground.open({ ...options, patients: PATIENTS });
  const apartIds = ground.programme.patients.slice(-APART).map(({ patientId }) => patientId);
  let current: Group | null = null;
  const onPlace = (report: PlaceReport): void => {
    if (current?.sessionId === report.sessionId) current.truth.isNow(report);
  };
  const together = await Crew.start(ground.doorsUrl, onPlace);
  const apart = await Crew.start(ground.doorsUrl, onPlace);
  const crewOf = (personId: string): Crew => (apartIds.includes(personId) ? apart : together);

  const play = async (scenario: Scenario, sessionId: string): Promise<Outcome> => {
    const began = performance.now();
    const { name, boundMs } = scenario;
    try {
      const group = await Group.gather(ground, sessionId, crewOf, (one) => (current = one));
      await scenario.play({ ground, group, apart: { crew: apart, personIds: apartIds } });
      const rows = await group.finish();
      return { name, boundMs, rows, tookMs: performance.now() - began, faults: faultsOf(rows, boundMs) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { name, boundMs, rows: [], tookMs: performance.now() - began, faults: [why] };
    }
  };

  try {
    const outcomes: Outcome[] = [];
    const chosen = scenarios.filter(({ name }) => name.includes(options.only));
    for (const [index, scenario] of chosen.entries()) {
      const outcome = await play(scenario, `session-${index + 1}`);
      outcomes.push(outcome);
      tell(textOf(outcome));
      // A group that came to no end would have its people in two rooms.
      if (outcome.rows.length === 0) break;
    }
    const finished = outcomes.flatMap(({ rows }, index) =>
      rows.length === 0 ? [] : [`session-${index + 1}`],
    );
    const faults = await sealFaults(ground, finished);
    for (const fault of faults) tell(`FAULT ${fault}`);
    const verdict = await verify(ground, options);
    tell(`\nverifier (exit ${verdict.code}): ${verdict.said}`);
    const worst = (boundMs: number): number =>
      Math.max(0, ...outcomes.filter((one) => one.boundMs === boundMs).map(({ rows }) => largest(rows)));
    for (const boundMs of new Set(outcomes.map((one) => one.boundMs))) {
      tell(`largest uncertainty where ±${boundMs / 1_000} s are allowed: ±${worst(boundMs) / 1_000} s`);
    }
    const held = outcomes.filter((one) => one.faults.length === 0).length;
    tell(`${held} of ${chosen.length} scenarios held`);
    return held === chosen.length && faults.length === 0 && verdict.code === 0;
  } finally {
    await Promise.all([together.end(), apart.end()]);
    await ground.close();
  }
};
