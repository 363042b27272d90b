import { randomUUID } from 'node:crypto';
import type { Recorded } from '@hearth/domain';
import type { AppendContext } from '@hearth/eventstore';

/** A command of a policy, and what led to it. A command is new each time: the decider knows what was done before. */
export const byPolicy = (policy: string, cause?: Recorded): AppendContext => ({
  commandId: randomUUID(),
  correlationId: cause?.metadata.correlationId ?? randomUUID(),
  ...(cause === undefined ? {} : { causationId: cause.id }),
  actor: { kind: 'system', id: `policy-${policy}` },
});
