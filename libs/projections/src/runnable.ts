import type { Recorded, StreamCategory } from '@hearth/domain';
import type { Lookup, ViewKey } from '@hearth/views';

/** Any stream view, whatever its document: the runner never looks inside. */
export interface RunnableStreamView {
  readonly kind: 'stream';
  readonly name: string;
  readonly version: number;
  readonly category: StreamCategory;
  initial(id: string): unknown;
  fold(document: unknown, recorded: Recorded): unknown;
  indexes(document: unknown): readonly string[];
  dependents(document: unknown, previous: unknown): readonly ViewKey[];
}

/** Any derived view. */
export interface RunnableDerivedView {
  readonly kind: 'derived';
  readonly name: string;
  readonly version: number;
  gather(key: string, lookup: Lookup): Promise<unknown>;
  derive(key: string, parts: unknown): unknown;
  indexes(document: unknown): readonly string[];
  dependents(document: unknown, previous: unknown): readonly ViewKey[];
}

export type RunnableView = RunnableStreamView | RunnableDerivedView;

/** All views that a process builds. */
export interface ViewSet {
  readonly streams: readonly RunnableStreamView[];
  readonly derived: readonly RunnableDerivedView[];
}

/** An address as one string; view names hold no bar. */
export const addressOf = ({ view, key }: ViewKey): string => `${view}|${key}`;

export const parseAddress = (address: string): ViewKey => {
  const bar = address.indexOf('|');
  return { view: address.slice(0, bar), key: address.slice(bar + 1) };
};
