import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<{ readonly correlationId: string }>();

/** Runs `work` so that each log line written meanwhile carries the correlation id. */
export const withCorrelation = <Result>(correlationId: string, work: () => Result): Result =>
  storage.run({ correlationId }, work);

/** The correlation id of what is being done now, if it has one. */
export const currentCorrelationId = (): string | undefined => storage.getStore()?.correlationId;
