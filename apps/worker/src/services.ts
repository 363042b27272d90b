import type { HealthChecks, Registry } from '@hearth/platform';

export const HEALTH = Symbol('health');
export const METRICS = Symbol('metrics');

/** What the worker shows of itself over HTTP. */
export interface Services {
  readonly health: HealthChecks;
  readonly metrics: Registry;
}
