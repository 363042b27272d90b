export * from './view-reader.js';
export type { RunnableDerivedView, RunnableStreamView, ViewSet } from './runnable.js';
export { DEFAULT_NAMESPACE } from './store/keys.js';
export type { ParkedRecord } from './store/documents.js';
export { redisViewReader, type ViewReaderOptions } from './read/redis-view-reader.js';
export { projectionMetrics, type ProjectionMetrics } from './run/metrics.js';
export { definitionsId } from './run/generations.js';
export {
  Projections,
  type GenerationStatus,
  type ProjectionsOptions,
  type ProjectionTimes,
} from './run/projections.js';
export { lookupOn } from './read/reader-lookup.js';
export * from './rules-replay/desk.js';
export { redisReplayDesk } from './rules-replay/redis-desk.js';
export { ReplayWorker, type ReplayWorkerOptions } from './rules-replay/replay-worker.js';
export * from './policy/policy.js';
export { policyMetrics, type PolicyMetrics } from './policy/metrics.js';
export { PolicyRunner, type PolicyRunnerOptions } from './policy/policy-runner.js';
