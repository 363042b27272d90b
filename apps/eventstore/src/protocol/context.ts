import type { Access } from '../access/access.js';
import type { UserDirectory } from '../access/user-directory.js';
import type { Engine } from '../engine/engine.js';
import type { GroupRegistry } from '../persistent/registry.js';
import type { NodeMetrics } from '../operations/metrics.js';

export interface Limits {
  /** Bytes of all events of one append together. */
  maxAppendBytes: number;
}

/** What every service works with. */
export interface Context {
  engine: Engine;
  access: Access;
  /** Missing when the node has no users. */
  users: UserDirectory | undefined;
  groups: GroupRegistry;
  limits: Limits;
  metrics: NodeMetrics;
  /** Aborted when the node stops: long-running calls end. */
  stopping: AbortSignal;
}
