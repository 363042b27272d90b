import {
  canonicalJson,
  programmeDecider,
  sha256Hex,
  settle,
  type AttendanceProof,
  type ProgrammeEvent,
  type ProgrammeState,
} from '@hearth/domain';
import { ephemeralSealSigner } from '@hearth/platform';
import { percentile } from '../fact-to-screen/percentiles.js';
import { proofOf, sessionOf, yearOf } from './days.js';

const PATIENTS = 12;
/** With the facilitator's, 2,002 facts. */
const FACTS_EACH = 154;
const RUNS = 60;
const YEAR = { patients: 1_000, sessions: 15_000, groupSize: 10 };

export interface Row {
  readonly what: string;
  readonly ms: number;
  /** Times the work that is named, done in the same run. */
  readonly ratio: number;
  readonly of: string;
  readonly note: string;
}

export interface Verifier {
  readonly verify: (document: unknown) => { readonly sessions: number; readonly links: number };
}

const timed = <Result>(act: () => Result): { readonly result: Result; readonly ms: number } => {
  const began = performance.now();
  const result = act();
  return { result, ms: performance.now() - began };
};

const megabytes = (bytes: number): number => Math.round(bytes / 1_048_576);

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
};

/** Settling one long and restless session, beside writing down and hashing the same facts. */
const oneSession = (): readonly Row[] => {
  const patientIds = Array.from({ length: PATIENTS }, (_, index) => `patient-${index}`);
  const inputs = sessionOf('session', Date.UTC(2026, 0, 5, 14), patientIds, FACTS_EACH);
  const { policy: _policy, ...facts } = inputs;
  const settling: number[] = [];
  const hashing: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    settling.push(timed(() => settle(inputs, inputs.schedule.to)).ms);
    hashing.push(timed(() => sha256Hex(canonicalJson(facts))).ms);
  }
  const of = 'canonical JSON and SHA-256 of the same facts';
  const row = (what: string, share: number): Row => {
    const ms = percentile(settling, share);
    return { what, ms, ratio: ms / percentile(hashing, share), of, note: `${inputs.facts.length} facts` };
  };
  return [row('settle one session, p50', 0.5), row('settle one session, p99', 0.99)];
};

const chainEvents = (proof: AttendanceProof): readonly ProgrammeEvent[] => [
  {
    type: 'ProgrammeEstablished',
    data: {
      programmeId: 'programme',
      organisationId: 'organisation',
      title: 'Evening',
      timeZone: 'America/New_York',
      emergencyNumber: '911',
      rulePackId: 'base',
      rulePackVersion: 1,
      at: 0,
    },
  },
  ...proof.chain.map(({ sessionId, sequence, hash, previousHash, at }): ProgrammeEvent => ({
    type: 'SealChained',
    data: { sessionId, sequence, hash, previousHash, at },
  })),
];

/** With a root after each day's links, as they are made. */
const withRoots = (events: readonly ProgrammeEvent[], everyLinks: number): readonly ProgrammeEvent[] =>
  events.flatMap((event, index) => {
    if (event.type !== 'SealChained' || index % everyLinks !== 0) return [event];
    const { sequence, hash, at } = event.data;
    const day = new Date(at).toISOString().slice(0, 10);
    const root = { day, firstSequence: sequence, lastSequence: sequence, unsealed: [], previousRoot: null };
    return [event, { type: 'DayRooted', data: { ...root, root: hash, keyId: 'k', signature: 's', at } }];
  });

const folded = (events: readonly ProgrammeEvent[]): ProgrammeState =>
  events.reduce(programmeDecider.evolve, programmeDecider.initialState());

/** A programme's year: settled and sealed, its stream folded, and the whole proof verified by the second opinion. */
const year = ({ verify }: Verifier): readonly Row[] => {
  const before = heap();
  const sessions = yearOf(YEAR.patients, YEAR.sessions, YEAR.groupSize);
  const attendances = `${YEAR.sessions * YEAR.groupSize} attendances of ${YEAR.patients} patients`;
  const settling = timed(() =>
    sessions.reduce((sum, one) => sum + settle(one, one.schedule.to).running.length, 0),
  );
  const sealing = timed(() => proofOf(sessions, ephemeralSealSigner()));
  const kept = heap() - before;
  const events = withRoots(chainEvents(sealing.result), 40);
  const half = timed(() => folded(events.slice(0, Math.floor(events.length / 2))));
  const whole = timed(() => folded(events));
  const checking = timed(() => verify(sealing.result));
  return [
    {
      what: 'settle a year',
      ms: settling.ms,
      ratio: settling.ms / YEAR.sessions,
      of: 'ms a session',
      note: attendances,
    },
    {
      what: 'settle, hash and sign a year',
      ms: sealing.ms,
      ratio: sealing.ms / settling.ms,
      of: 'settling it',
      note: `${megabytes(kept)} MB for all facts and seals, ${megabytes(process.memoryUsage().rss)} MB of the process`,
    },
    {
      what: "fold the programme's stream of a year",
      ms: whole.ms,
      ratio: whole.ms / half.ms,
      of: 'folding half of it',
      note: `${events.length} events`,
    },
    {
      what: "verify the year's chain, minutes derived anew",
      ms: checking.ms,
      ratio: checking.ms / sealing.ms,
      of: 'settling and sealing it',
      note: `${checking.result.sessions} sessions, ${checking.result.links} links`,
    },
  ];
};

export const measure = (verifier: Verifier): readonly Row[] => [...oneSession(), ...year(verifier)];
