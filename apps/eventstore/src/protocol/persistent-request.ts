import type { Engine } from '../engine/engine.js';
import {
  ALL,
  STRATEGIES,
  type GroupDefinition,
  type GroupSettings,
  type StrategyName,
} from '../persistent/settings.js';
import { invalid } from './failure.js';
import { filterSpec } from './filter.js';
import { streamName, wholeNumber } from './request.js';
import { persistent, type persistentPb, type sharedPb } from './stubs.js';

/** In the old form of the request, this revision means the end of the stream. */
const END_REVISION = '18446744073709551615';
const TICKS_PER_MS = 10_000;

interface Named {
  hasStreamIdentifier(): boolean;
  getStreamIdentifier(): sharedPb.StreamIdentifier | undefined;
  hasAll(): boolean;
  getGroupName(): string;
}

/** Stream (or `$all`) and group of a request. */
export function groupName(options: Named | undefined): { stream: string; group: string } {
  if (options === undefined) throw invalid('The options are missing.');
  const group = options.getGroupName();
  if (group === '' || group.includes('\0')) throw invalid('A group name is required.');
  return { stream: options.hasAll() ? ALL : streamName(options.getStreamIdentifier()), group };
}

type DefineOptions = persistentPb.CreateReq.Options | persistentPb.UpdateReq.Options;

/** A definition out of a create or update request. Throws a Failure when the settings contradict each other. */
export function definitionOf(engine: Engine, options: DefineOptions | undefined): GroupDefinition {
  if (options === undefined) throw invalid('The options are missing.');
  const wire = options.getSettings();
  if (wire === undefined) throw invalid('The settings are missing.');
  const group = options.getGroupName();
  if (group === '') throw invalid('A group name is required.');
  const all = options.getAll();
  const identifier = options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier();
  const stream = all ? ALL : streamName(identifier);
  const startFrom = all ? startOfAll(all) : startOfStream(options, wire);
  const filter = all instanceof persistent.CreateReq.AllOptions ? all.getFilter() : undefined;
  const settings = checked({ ...settingsOf(wire), startFrom });
  return {
    stream,
    group,
    settings,
    startAfter: startAfter(engine, stream, startFrom),
    filter: filter && filterSpec(filter),
  };
}

type WireSettings = persistentPb.CreateReq.Settings | persistentPb.UpdateReq.Settings;

function settingsOf(wire: WireSettings): Omit<GroupSettings, 'startFrom'> {
  return {
    resolveLinks: wire.getResolveLinks(),
    extraStatistics: wire.getExtraStatistics(),
    messageTimeout: wire.hasMessageTimeoutMs()
      ? wire.getMessageTimeoutMs()
      : Number(wire.getMessageTimeoutTicks()) / TICKS_PER_MS,
    maxRetryCount: wire.getMaxRetryCount(),
    checkpointAfter: wire.hasCheckpointAfterMs()
      ? wire.getCheckpointAfterMs()
      : Number(wire.getCheckpointAfterTicks()) / TICKS_PER_MS,
    minCheckpointCount: wire.getMinCheckpointCount(),
    maxCheckpointCount: wire.getMaxCheckpointCount(),
    maxSubscriberCount: wire.getMaxSubscriberCount(),
    liveBufferSize: wire.getLiveBufferSize(),
    readBatchSize: wire.getReadBatchSize(),
    historyBufferSize: wire.getHistoryBufferSize(),
    strategy: strategyName(wire),
  };
}

function strategyName(wire: WireSettings): StrategyName {
  const named = wire instanceof persistent.CreateReq.Settings ? wire.getConsumerStrategy() : '';
  if (named === '') return STRATEGIES[wire.getNamedConsumerStrategy()] ?? 'RoundRobin';
  const known = STRATEGIES.find((name) => name === named);
  if (known === undefined) throw invalid(`Consumer strategy '${named}' is not known.`);
  return known;
}

function checked(settings: GroupSettings): GroupSettings {
  const { readBatchSize, historyBufferSize, liveBufferSize, maxRetryCount, messageTimeout, checkpointAfter } =
    settings;
  if (historyBufferSize <= 0 || liveBufferSize <= 0 || readBatchSize <= 0)
    throw invalid('Buffer sizes must be positive.');
  if (historyBufferSize <= readBatchSize)
    throw invalid('The history buffer must be larger than the read batch.');
  if (maxRetryCount < 0 || messageTimeout < 0 || checkpointAfter < 0)
    throw invalid('Times and counts must not be negative.');
  return settings;
}

function startOfAll(
  all: persistentPb.CreateReq.AllOptions | persistentPb.UpdateReq.AllOptions,
): number | 'end' {
  if (all.hasEnd()) return 'end';
  return all.hasPosition() ? wholeNumber(all.getPosition()?.getCommitPosition() ?? '0') : 0;
}

function startOfStream(options: DefineOptions, wire: WireSettings): number | 'end' {
  const stream = options.getStream();
  if (stream?.hasEnd()) return 'end';
  if (stream?.hasStart()) return 0;
  const revision = stream?.hasRevision() ? stream.getRevision() : wire.getRevision();
  return revision === END_REVISION ? 'end' : wholeNumber(revision);
}

/** The end is looked up now, so that nothing is missed if the node restarts before the first checkpoint. */
function startAfter(engine: Engine, stream: string, startFrom: number | 'end'): number {
  if (startFrom !== 'end') return startFrom - 1;
  return stream === ALL ? engine.lastPosition : (engine.stream(stream)?.last ?? -1);
}
