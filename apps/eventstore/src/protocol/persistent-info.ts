import type { Consumer } from '../persistent/consumer.js';
import type { Group } from '../persistent/group.js';
import { ALL } from '../persistent/settings.js';
import { persistent, type persistentPb } from './stubs.js';

/** What `GetInfo` and `List` say about a group. */
export function infoOf(group: Group): persistentPb.SubscriptionInfo {
  const { stream, group: name, settings } = group.definition;
  const { SubscriptionInfo } = persistent;
  const perSecond = group.consumers.reduce((sum, consumer) => sum + consumer.perSecond, 0);
  return new SubscriptionInfo()
    .setEventSource(stream)
    .setGroupName(name)
    .setStatus('Live')
    .setConnectionsList(group.consumers.map((consumer) => connectionOf(consumer, settings.extraStatistics)))
    .setAveragePerSecond(perSecond)
    .setTotalItems(String(group.total))
    .setCountSinceLastMeasurement(
      String(group.consumers.reduce((sum, consumer) => sum + consumer.sinceLastMeasurement, 0)),
    )
    .setLastCheckpointedEventPosition(cursorText(stream, group.checkpoint.stored))
    .setLastKnownEventPosition(cursorText(stream, group.lastKnown))
    .setResolveLinkTos(settings.resolveLinks)
    .setStartFrom(startText(stream, settings.startFrom))
    .setMessageTimeoutMilliseconds(settings.messageTimeout)
    .setExtraStatistics(settings.extraStatistics)
    .setMaxRetryCount(settings.maxRetryCount)
    .setLiveBufferSize(settings.liveBufferSize)
    .setBufferSize(settings.historyBufferSize)
    .setReadBatchSize(settings.readBatchSize)
    .setCheckPointAfterMilliseconds(settings.checkpointAfter)
    .setMinCheckPointCount(settings.minCheckpointCount)
    .setMaxCheckPointCount(settings.maxCheckpointCount)
    .setReadBufferCount(group.bufferedCount)
    .setLiveBufferCount('0')
    .setRetryBufferCount(group.retryCount)
    .setTotalInFlightMessages(group.outstanding)
    .setOutstandingMessagesCount(group.outstanding)
    .setNamedConsumerStrategy(settings.strategy)
    .setMaxSubscriberCount(settings.maxSubscriberCount)
    .setParkedMessageCount(String(group.parked.count));
}

function connectionOf(
  consumer: Consumer,
  withStatistics: boolean,
): persistentPb.SubscriptionInfo.ConnectionInfo {
  const { ConnectionInfo, Measurement } = persistent.SubscriptionInfo;
  const { from, username, name } = consumer.connection;
  const since = consumer.sinceLastMeasurement;
  consumer.sinceLastMeasurement = 0;
  const measurements = withStatistics ? consumer.measurements() : [];
  return new ConnectionInfo()
    .setFrom(from)
    .setUsername(username)
    .setConnectionName(name)
    .setAverageItemsPerSecond(consumer.perSecond)
    .setTotalItems(String(consumer.total))
    .setCountSinceLastMeasurement(String(since))
    .setAvailableSlots(consumer.availableSlots)
    .setInFlightMessages(consumer.inFlight)
    .setObservedMeasurementsList(
      measurements.map(([key, value]) => new Measurement().setKey(key).setValue(String(value))),
    );
}

function cursorText(stream: string, cursor: number | undefined): string {
  if (cursor === undefined || cursor < 0) return '';
  if (stream !== ALL) return String(cursor);
  return cursor === 0 ? '' : `C:${cursor}/P:${cursor}`;
}

function startText(stream: string, startFrom: number | 'end'): string {
  if (stream === ALL) return startFrom === 'end' ? 'C:-1/P:-1' : `C:${startFrom}/P:${startFrom}`;
  return startFrom === 'end' ? '-1' : String(startFrom);
}
