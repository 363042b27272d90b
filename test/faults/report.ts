import type { Row } from './truth/comparison.js';

export interface Outcome {
  readonly name: string;
  readonly sessionId: string;
  readonly boundMs: number;
  readonly tookMs: number;
  /** Empty when it came to no end. */
  readonly rows: readonly Row[];
  /** What does not hold, in sentences; empty when all does. */
  readonly faults: readonly string[];
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1).padStart(7);

export const largest = (rows: readonly Row[]): number =>
  Math.max(0, ...rows.map(({ uncertaintyMs }) => uncertaintyMs));

/** How far the ledger is from the nearest truth that is possible. */
const off = ({ truthMs, truthAtMostMs, ledgerMs }: Row): number =>
  Math.max(0, truthMs - ledgerMs, ledgerMs - truthAtMostMs);

const countedOff = ({ countedTruthMs, countedTruthAtMostMs, countedMs }: Row): number =>
  Math.max(0, countedTruthMs - countedMs, countedMs - countedTruthAtMostMs);

/** What must be kept to; all in ms. */
export interface Bounds {
  /** The largest uncertainty of a patient's raw time that may be declared. */
  readonly boundMs: number;
  /** How closely the truth itself must be known: one that could be anything would agree with any ledger. */
  readonly truthWithinMs: number;
}

/** Of whom the truth is not known closely enough to hold a ledger against; that says nothing of the ledger. */
export const vaguenessOf = (
  rows: readonly Row[],
  { truthWithinMs }: Pick<Bounds, 'truthWithinMs'>,
): readonly string[] =>
  rows
    .filter(({ truthMs, truthAtMostMs }) => truthAtMostMs - truthMs > truthWithinMs)
    .map(
      ({ patientId, truthMs, truthAtMostMs }) =>
        `${patientId}: the truth is only known to within ${seconds(truthAtMostMs - truthMs).trim()} s`,
    );

/** What the figures themselves do not keep to. */
export const faultsOf = (rows: readonly Row[], { boundMs }: Pick<Bounds, 'boundMs'>): readonly string[] => [
  ...rows
    .filter(({ holds }) => !holds)
    .map(({ patientId }) => `${patientId}: the truth lies outside of the declared uncertainty`),
  ...rows
    .filter(({ uncertaintyMs }) => uncertaintyMs > boundMs)
    .map(
      ({ patientId, uncertaintyMs }) =>
        `${patientId}: declared ±${seconds(uncertaintyMs).trim()} s, more than allowed`,
    ),
  ...(rows.some(({ countedMs, countedTruthMs }) => countedMs > 0 && countedTruthMs > 0)
    ? []
    : ['nobody has counted minutes to compare']),
];

const rowText = (row: Row, isSuspect: boolean): string =>
  `  ${row.patientId.padEnd(11)} |    ${seconds(row.truthMs)}  ${seconds(row.truthAtMostMs)} ${seconds(row.ledgerMs)} ${seconds(row.uncertaintyMs)} |` +
  `        ${seconds(row.countedTruthMs)}  ${seconds(row.countedTruthAtMostMs)} ${seconds(row.countedMs)} ${seconds(row.countedUncertaintyMs)}` +
  (row.holds ? '' : '  <- does not hold') +
  (isSuspect ? `\n              ledger ${row.edges}\n              truth  ${row.stays}` : '');

/** Truth, ledger and uncertainty side by side, for people. */
export const textOf = ({ name, boundMs, tookMs, rows, faults }: Outcome): string =>
  [
    `\n${name} (${seconds(tookMs).trim()} s)`,
    '  patient     | raw:  truth   at most  ledger       ± | counted: truth   at most  ledger       ±',
    ...rows.map((row) => rowText(row, !row.holds || row.uncertaintyMs > boundMs)),
    `  largest declared uncertainty: ${seconds(largest(rows)).trim()} s (allowed: ${seconds(boundMs).trim()} s)`,
    ...faults.map((fault) => `  FAULT ${fault}`),
  ].join('\n');

/** All scenarios, a line each. */
export const tableOf = (outcomes: readonly Outcome[]): string => {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const worst = (values: readonly number[]): string => seconds(Math.max(0, ...values));
  return [
    `\n${'scenario'.padEnd(width)} |  held | patients |   off by | declared | allowed | counted off |  took`,
    ...outcomes.map(({ name, boundMs, rows, tookMs, faults }) =>
      [
        name.padEnd(width),
        faults.length === 0 ? '  yes' : '   NO',
        String(rows.length).padStart(8),
        ` ${worst(rows.map(off))}`,
        ` ${worst(rows.map(({ uncertaintyMs }) => uncertaintyMs))}`,
        seconds(boundMs),
        `    ${worst(rows.map(countedOff))}`,
        seconds(tookMs).trim(),
      ].join(' | '),
    ),
  ].join('\n');
};
