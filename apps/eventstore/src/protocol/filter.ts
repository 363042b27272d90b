import { RE2JS } from 're2js';
import { reasonOf } from '../errors.js';
import type { StoredEvent } from '../log/record.js';
import { invalid } from './failure.js';

/** What a filter looks at, as it comes over the wire and as persistent subscriptions keep it. */
export interface FilterSpec {
  by: 'stream' | 'type';
  prefixes: string[];
  /** Used when there are no prefixes. */
  regex: string;
  /** A checkpoint is due after so many events have been looked at. */
  checkpointEvery: number;
}

export interface EventFilter {
  matches(event: StoredEvent): boolean;
  readonly checkpointEvery: number;
}

interface Expression {
  getRegex(): string;
  getPrefixList(): string[];
}

interface FilterOptions {
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
  hasMax(): boolean;
  getMax(): number;
  getCheckpointintervalmultiplier(): number;
}

const DEFAULT_WINDOW = 32;
const MAX_REGEX = 4_096;
const MAX_REMEMBERED = 10_000;

/** The filter of a request, checked. Throws a Failure when it says nothing or cannot be compiled. */
export function filterSpec(options: FilterOptions): FilterSpec {
  const stream = options.getStreamIdentifier();
  const expression = stream ?? options.getEventType();
  if (expression === undefined) throw invalid('A filter needs stream names or event types.');
  const spec: FilterSpec = {
    by: stream ? 'stream' : 'type',
    prefixes: expression.getPrefixList(),
    regex: expression.getRegex(),
    checkpointEvery:
      Math.max(1, options.getCheckpointintervalmultiplier()) *
      (options.hasMax() ? Math.max(1, options.getMax()) : DEFAULT_WINDOW),
  };
  if (spec.prefixes.length === 0 && spec.regex === '')
    throw invalid('A filter needs a prefix or a regular expression.');
  compileFilter(spec);
  return spec;
}

/**
 * Regular expressions run in linear time (RE2), so that none can hang the node; those that need backtracking
 * (back references, look-around) are refused. Each name is looked at once.
 */
export function compileFilter(spec: FilterSpec): EventFilter {
  const test = spec.prefixes.length > 0 ? prefixTest(spec.prefixes) : remember(regexTest(spec.regex));
  const nameOf =
    spec.by === 'stream' ? (event: StoredEvent) => event.stream : (event: StoredEvent) => event.type;
  return { matches: (event) => test(nameOf(event)), checkpointEvery: spec.checkpointEvery };
}

/** The filter that a read or a subscription asks for, ready to be used; undefined when it asks for none. */
export function readFilter(options: { getFilter(): FilterOptions | undefined }): EventFilter | undefined {
  const filter = options.getFilter();
  return filter && compileFilter(filterSpec(filter));
}

function prefixTest(prefixes: readonly string[]): (name: string) => boolean {
  return (name) => prefixes.some((prefix) => name.startsWith(prefix));
}

function regexTest(source: string): (name: string) => boolean {
  if (source.length > MAX_REGEX) throw invalid(`A regular expression has at most ${MAX_REGEX} characters.`);
  try {
    const compiled = RE2JS.compile(source);
    return (name) => compiled.matcher(name).find();
  } catch (error) {
    throw invalid(`The regular expression cannot be used: ${reasonOf(error)}`);
  }
}

function remember(test: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const result = test(name);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(name, result);
    return result;
  };
}
