import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import esdb from '@eventstore/db-client';
import { groupsOf, revisions, type Delivery } from './groups.js';
import { collect, once, rejection, samples, startTarget, type Target } from './target.js';

const { PINNED, START } = esdb;
const streamSettings = esdb.persistentSubscriptionToStreamSettingsFromDefaults;

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.stop());

const { group, consume, info, groupHas } = groupsOf(() => target);

describe('the management of persistent subscriptions', () => {
  it('says what a group is like', async () => {
    const settings = streamSettings({
      startFrom: 3n,
      messageTimeout: 1234,
      maxSubscriberCount: 7,
      extraStatistics: true,
    });
    const [stream, name] = [target.name('stream'), target.name('group')];
    await target.client.createPersistentSubscriptionToStream(stream, name, settings);
    const before = await target.client.getPersistentSubscriptionToStreamInfo(stream, name);
    expect(before).toMatchObject({ eventSource: stream, groupName: name, connections: [] });
    expect(before.settings).toEqual(settings);
    const changed = streamSettings({ ...settings, startFrom: START, consumerStrategyName: PINNED });
    await target.client.updatePersistentSubscriptionToStream(stream, name, changed);
    expect((await info({ stream, name })).settings).toEqual(changed);
    const listed = await target.client.listPersistentSubscriptionsToStream(stream);
    expect(listed.map(({ groupName }) => groupName)).toEqual([name]);
    const everything = await target.client.listAllPersistentSubscriptions();
    expect(everything.map(({ groupName }) => groupName)).toContain(name);
  });

  it('shows its connections', async () => {
    const own = await group({ extraStatistics: true });
    await target.client.appendToStream(own.stream, samples(4));
    const subscription = target.client.subscribeToPersistentSubscriptionToStream(own.stream, own.name);
    subscription
      .on('error', () => undefined)
      .on('data', (delivery: Delivery) => void subscription.ack(delivery));
    await groupHas(own, 'four have been sent', ({ connections }) => connections[0]?.totalItems === 4n);
    const [connection] = (await info(own)).connections;
    expect(connection?.connectionName).toBe(target.client.connectionName);
    expect(connection?.extraStatistics?.has('quintile 3')).toBe(true);
    await subscription.unsubscribe();
    await groupHas(own, 'nobody is connected', ({ connections }) => connections.length === 0);
  });

  it('refuses a second group of the same name', async () => {
    const own = await group();
    const error = await rejection(
      target.client.createPersistentSubscriptionToStream(own.stream, own.name, streamSettings()),
    );
    expect(error).toBeInstanceOf(esdb.PersistentSubscriptionExistsError);
    expect(error).toMatchObject({ streamName: own.stream, groupName: own.name });
  });

  it('does not know a group that is not there', async () => {
    const [stream, name] = [target.name('stream'), target.name('group')];
    const { client } = target;
    for (const attempt of [
      () => info({ stream, name }),
      () => client.deletePersistentSubscriptionToStream(stream, name),
      () => client.updatePersistentSubscriptionToStream(stream, name, streamSettings()),
      () => client.replayParkedMessagesToStream(stream, name),
      () => client.listPersistentSubscriptionsToStream(stream),
      () => collect(client.subscribeToPersistentSubscriptionToStream(stream, name)),
    ]) {
      expect(await rejection(attempt())).toBeInstanceOf(esdb.PersistentSubscriptionDoesNotExistError);
    }
  });

  it('lets in no more than it should', async () => {
    const own = await group({ maxSubscriberCount: 1 });
    const first = target.client.subscribeToPersistentSubscriptionToStream(own.stream, own.name);
    first.on('error', () => undefined).on('data', () => undefined);
    await once(first, 'confirmation');
    const second = target.client.subscribeToPersistentSubscriptionToStream(own.stream, own.name);
    expect(await rejection(collect(second))).toBeInstanceOf(
      esdb.PersistentSubscriptionMaximumSubscribersReachedError,
    );
    await first.unsubscribe();
  });

  it('drops its consumers when it is deleted, and starts anew when it is made again', async () => {
    const own = await group({ checkPointUpperBound: 1 });
    await target.client.appendToStream(own.stream, samples(2));
    await consume(own, 2);
    const subscription = target.client.subscribeToPersistentSubscriptionToStream(own.stream, own.name);
    const dropped = new Promise((resolve) => subscription.on('error', resolve));
    subscription.resume();
    await once(subscription, 'confirmation');
    await target.client.deletePersistentSubscriptionToStream(own.stream, own.name);
    expect(await dropped).toBeInstanceOf(esdb.PersistentSubscriptionDroppedError);
    await target.client.createPersistentSubscriptionToStream(
      own.stream,
      own.name,
      streamSettings({ startFrom: START }),
    );
    expect(revisions(await consume(own, 2))).toEqual([0, 1]);
  });
});
