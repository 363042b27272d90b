import type { FilterSpec } from '../protocol/filter.js';

export const STRATEGIES = ['DispatchToSingle', 'RoundRobin', 'Pinned', 'PinnedByCorrelation'] as const;
export type StrategyName = (typeof STRATEGIES)[number];

/** How a persistent subscription behaves; times in milliseconds. */
export interface GroupSettings {
  resolveLinks: boolean;
  extraStatistics: boolean;
  messageTimeout: number;
  maxRetryCount: number;
  checkpointAfter: number;
  minCheckpointCount: number;
  maxCheckpointCount: number;
  /** 0 = any number. */
  maxSubscriberCount: number;
  liveBufferSize: number;
  readBatchSize: number;
  historyBufferSize: number;
  strategy: StrategyName;
  /** What the creator asked for: a revision or position (inclusive), or the end of then. */
  startFrom: number | 'end';
}

/** A persistent subscription as it is stored. */
export interface GroupDefinition {
  /** `$all` or the name of a stream. */
  stream: string;
  group: string;
  settings: GroupSettings;
  /** Cursor (exclusive) to begin after; the end was looked up when the group was made. */
  startAfter: number;
  /** Only for `$all`. */
  filter: FilterSpec | undefined;
}

export const ALL = '$all';

export function groupKey(stream: string, group: string): string {
  return `${stream}::${group}`;
}

export function checkpointStream(stream: string, group: string): string {
  return `$persistentsubscription-${groupKey(stream, group)}-checkpoint`;
}

export function parkedStream(stream: string, group: string): string {
  return `$persistentsubscription-${groupKey(stream, group)}-parked`;
}
