import type { Row } from './truth/comparison.js';

export interface Outcome {
  readonly name: string;
  readonly boundMs: number;
  readonly tookMs: number;
  readonly rows: readonly Row[];
  /** What does not hold, in sentences; empty when all does. */
  readonly faults: readonly string[];
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1).padStart(7);

export const largest = (rows: readonly Row[]): number =>
  Math.max(0, ...rows.map(({ uncertaintyMs }) => uncertaintyMs));

/** What the figures themselves do not keep to. */
export const faultsOf = (rows: readonly Row[], boundMs: number): readonly string[] => [
  ...rows
    .filter(({ holds }) => !holds)
    .map(({ patientId }) => `${patientId}: the truth lies outside of the declared uncertainty`),
  ...(largest(rows) > boundMs ? [`declared ±${seconds(largest(rows)).trim()} s, more than allowed`] : []),
];

/** Truth, ledger and uncertainty side by side, for people. */
export const textOf = ({ name, boundMs, tookMs, rows, faults }: Outcome): string =>
  [
    `\n${name} (${seconds(tookMs).trim()} s)`,
    '  patient     | raw:  truth   at most  ledger       ± | counted: truth  ledger       ±',
    ...rows.map(
      (row) =>
        `  ${row.patientId.padEnd(11)} |    ${seconds(row.truthMs)}  ${seconds(row.truthAtMostMs)} ${seconds(row.ledgerMs)} ${seconds(row.uncertaintyMs)} |` +
        `        ${seconds(row.countedTruthMs)} ${seconds(row.countedMs)} ${seconds(row.countedUncertaintyMs)}` +
        (row.holds ? '' : '  <- does not hold'),
    ),
    `  largest declared uncertainty: ${seconds(largest(rows)).trim()} s (allowed: ${seconds(boundMs).trim()} s)`,
    ...faults.map((fault) => `  FAULT ${fault}`),
  ].join('\n');
