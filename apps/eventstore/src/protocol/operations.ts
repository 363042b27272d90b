import { randomUUID } from 'node:crypto';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { reasonOf } from '../errors.js';
import { compact } from '../operations/compact.js';
import type { Context } from './context.js';
import { toFailure } from './failure.js';
import { operations, operationsService, type operationsPb } from './stubs.js';
import { refuseAll } from './unimplemented.js';

/** The operations service: `StartScavenge` compacts the running node; the rest does not apply to a single one. */
export function operationsHandlers(context: Context) {
  let running: string | undefined;
  return {
    ...refuseAll(operationsService.OperationsService, 'an operation of a cluster node'),
    startScavenge: (
      call: ServerUnaryCall<operationsPb.StartScavengeReq, operationsPb.ScavengeResp>,
      callback: sendUnaryData<operationsPb.ScavengeResp>,
    ): void => {
      try {
        context.access.checkOperator(context.access.caller(call));
      } catch (error) {
        return callback(toFailure(error).toStatus());
      }
      const { STARTED, INPROGRESS } = operations.ScavengeResp.ScavengeResult;
      const answer = new operations.ScavengeResp();
      if (running !== undefined)
        return callback(null, answer.setScavengeId(running).setScavengeResult(INPROGRESS));
      running = randomUUID();
      callback(null, answer.setScavengeId(running).setScavengeResult(STARTED));
      compact(context.engine)
        .then(() => context.metrics.compactions++)
        .catch((error: unknown) => process.emitWarning(`compaction failed: ${reasonOf(error)}`))
        .finally(() => (running = undefined));
    },
  };
}
