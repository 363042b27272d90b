import { pino, type DestinationStream, type Logger } from 'pino';
import { currentCorrelationId } from './correlation.js';

export type { Logger } from 'pino';

// What may hold something about a person or a secret. Log ids and codes; this is the net below that rule.
const PRIVATE = [
  'personal',
  'displayName',
  'text',
  'note',
  'reason',
  'checkIn',
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'body',
];

/** What these say quotes what they were about: a text that cannot be parsed, a body, a command to Redis. */
const QUOTING: ReadonlySet<string> = new Set(['SyntaxError', 'ZodError', 'ReplyError']);

const placesOf = ({ stack = '' }: Error): string =>
  stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');

/** An error without what it carries along, since a client's errors hold the whole of what they were sent with. */
const toldOf = (error: unknown): object => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    type: name,
    ...(QUOTING.has(name) ? {} : { message }),
    ...(typeof code === 'string' ? { code } : {}),
    stack: placesOf(error),
    ...(cause === undefined ? {} : { cause: toldOf(cause) }),
  };
};

const nested = (name: string): string[] => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`];

/**
 * A logger that writes one JSON object a line, with the correlation id of what is being done.
 * @param options `name` of the process, `level` as in LOG_LEVEL
 * @param destination stdout unless told otherwise
 */
export const createLogger = (
  options: { readonly name: string; readonly level: string },
  destination?: DestinationStream,
): Logger => {
  const settings = {
    name: options.name,
    level: options.level,
    base: { name: options.name, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: toldOf },
    redact: { paths: PRIVATE.flatMap(nested), censor: '[withheld]' },
    mixin: () => {
      const correlationId = currentCorrelationId();
      return correlationId === undefined ? {} : { correlationId };
    },
  };
  return destination === undefined ? pino(settings) : pino(settings, destination);
};
