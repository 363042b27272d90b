import type {
  sendUnaryData,
  ServerDuplexStream,
  ServiceDefinition,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { unimplemented } from './failure.js';

/** Handlers for a whole service that this node does not have: each answers UNIMPLEMENTED with a sentence. */
export function refuseAll(service: ServiceDefinition, what: string): UntypedServiceImplementation {
  const unary = (_call: unknown, callback: sendUnaryData<never>): void =>
    callback(unimplemented(what).toStatus());
  const streaming = (call: ServerDuplexStream<unknown, unknown>): void =>
    void call.emit('error', unimplemented(what).toStatus());
  return Object.fromEntries(
    Object.entries(service).map(([name, method]) => [name, method.responseStream ? streaming : unary]),
  );
}
