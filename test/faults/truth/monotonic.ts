/** The machine's monotonic clock in ms: the same in all of its processes, and nobody can set it. */
export const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000n) / 1_000;
