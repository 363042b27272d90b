import type { Ack, Delta, Snapshot, SubscribeMessage } from '@hearth/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { scheduled, schedule } from '../../test/patient-documents';
import {
  ASK_AGAIN_MS,
  LiveStore,
  SILENCE_MS,
  type LiveTransport,
  type LiveTransportEvents,
} from './live-store';
import { patched } from './patch';

class ScriptedTransport implements LiveTransport {
  events: LiveTransportEvents | null = null;
  readonly asked: { message: SubscribeMessage; ack: (answer: Ack<Snapshot>) => void }[] = [];
  readonly unsubscribed: SubscribeMessage[] = [];
  readonly beats: unknown[] = [];
  readonly patched = patched;
  open(events: LiveTransportEvents): void {
    this.events = events;
  }
  close(): void {
    this.events = null;
  }
  subscribe(message: SubscribeMessage, ack: (answer: Ack<Snapshot>) => void): void {
    this.asked.push({ message, ack });
  }
  unsubscribe(message: SubscribeMessage): void {
    this.unsubscribed.push(message);
  }
  heartbeat(message: unknown): void {
    this.beats.push(message);
  }
  presence(message: unknown): void {
    this.beats.push(message);
  }
}

const titled = (title: string) => schedule(scheduled({ title }));
const snapshot = (version: number, title: string, epoch = 'e1'): Snapshot => ({
  view: 'schedule',
  key: 'me',
  epoch,
  version,
  document: titled(title),
  serverTime: 1_000,
});
const delta = (from: number, title: string, epoch = 'e1'): Delta => ({
  view: 'schedule',
  key: 'me',
  epoch,
  from,
  to: from + 1,
  patch: [{ op: 'replace', path: '/sessions/0/title', value: title }],
  serverTime: 1_000,
});

const begin = () => {
  const transport = new ScriptedTransport();
  const store = new LiveStore(transport, () => 1_000);
  const heard = jest.fn();
  store.open();
  const stop = store.subscribe('schedule', 'me', heard);
  transport.events?.connected();
  const answer = (result: Snapshot) => transport.asked.at(-1)?.ack({ ok: true, result });
  const title = () => {
    const entry = store.read('schedule', 'me');
    return entry.state === 'ready' ? entry.document.sessions[0]?.title : entry.state;
  };
  return { transport, store, heard, stop, answer, title };
};

describe('LiveStore', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('keeps what it shows while the views that were lost are being built again', () => {
    const { transport, answer, title } = begin();
    answer(snapshot(3, 'First'));
    transport.events?.snapshot({ ...snapshot(-1, ''), epoch: '', document: null });
    expect(title()).toBe('First');
    transport.events?.snapshot(snapshot(0, 'Built again', 'e2'));
    expect(title()).toBe('Built again');
  });

  it('says that there is nothing where there has never been anything', () => {
    const { answer, title } = begin();
    answer({ ...snapshot(-1, ''), epoch: '', document: null });
    expect(title()).toBe('absent');
  });

  it('keeps what it shows when it cannot be read for a moment, and asks again', () => {
    const { transport, answer, title } = begin();
    answer(snapshot(3, 'First'));
    transport.events?.disconnected('lost');
    transport.events?.connected();
    const refuse = () =>
      transport.asked
        .at(-1)
        ?.ack({ ok: false, problem: { code: 'unavailable', correlationId: 'c', details: {} } });
    refuse();
    expect(title()).toBe('First');
    jest.advanceTimersByTime(ASK_AGAIN_MS);
    expect(transport.asked).toHaveLength(3);
    answer(snapshot(4, 'Second'));
    expect(title()).toBe('Second');
  });

  it('asks once it is connected, and shows the snapshot', () => {
    const { transport, answer, title, heard } = begin();
    expect(title()).toBe('loading');
    answer(snapshot(3, 'First'));
    expect(title()).toBe('First');
    expect(heard).toHaveBeenCalledTimes(1);
    expect(transport.asked).toHaveLength(1);
  });

  it('applies a delta that follows', () => {
    const { transport, answer, title } = begin();
    answer(snapshot(3, 'First'));
    transport.events?.delta(delta(3, 'Second'));
    expect(title()).toBe('Second');
  });

  it('ignores a delta that it already has', () => {
    const { transport, answer, title } = begin();
    answer(snapshot(4, 'Second'));
    transport.events?.delta(delta(3, 'Old'));
    expect(title()).toBe('Second');
    expect(transport.asked).toHaveLength(1);
  });

  it.each([
    ['a gap', delta(5, 'Later')],
    ['another epoch', delta(3, 'Rebuilt', 'e2')],
    [
      'a patch that does not fit',
      { ...delta(3, ''), patch: [{ op: 'remove' as const, path: '/nowhere/0' }] },
    ],
  ])('asks again after %s, and keeps what it shows meanwhile', (_, news) => {
    const { transport, answer, title } = begin();
    answer(snapshot(3, 'First'));
    transport.events?.delta(news);
    expect(title()).toBe('First');
    expect(transport.asked).toHaveLength(2);
    answer(snapshot(9, 'Whole', 'e2'));
    expect(title()).toBe('Whole');
  });

  it('does not go back to an older snapshot that was overtaken', () => {
    const { transport, answer, title } = begin();
    transport.events?.snapshot(snapshot(7, 'Pushed'));
    answer(snapshot(5, 'Asked'));
    expect(title()).toBe('Pushed');
  });

  it('asks for everything again after a reconnect', () => {
    const { transport, answer } = begin();
    answer(snapshot(3, 'First'));
    transport.events?.disconnected('lost');
    transport.events?.connected();
    expect(transport.asked).toHaveLength(2);
  });

  it('shows a refusal, and tries again when told to', () => {
    const { transport, store, title } = begin();
    transport.asked[0]?.ack({ ok: false, problem: { code: 'forbidden', correlationId: 'c', details: {} } });
    expect(title()).toBe('refused');
    store.retry('schedule', 'me');
    expect(transport.asked).toHaveLength(2);
  });

  it('takes a view away that may no longer be seen', () => {
    const { transport, answer, title } = begin();
    answer(snapshot(3, 'First'));
    transport.events?.revoked({ view: 'schedule', key: 'me' });
    expect(title()).toBe('refused');
  });

  it('unsubscribes with the last listener only', () => {
    const { transport, store, stop } = begin();
    const other = store.subscribe('schedule', 'me', () => undefined);
    stop();
    expect(transport.unsubscribed).toHaveLength(0);
    other();
    expect(transport.unsubscribed).toHaveLength(1);
  });

  it('forgets every document at the sign-out', () => {
    const { store, answer, title } = begin();
    answer(snapshot(3, 'First'));
    store.close();
    expect(title()).toBe('loading');
  });

  it('says live with a pulse, and stale since the last one when pulses stop', () => {
    const { transport, store } = begin();
    expect(store.freshness()).toEqual({ state: 'connecting' });
    transport.events?.pulse({ serverTime: 5_000, state: 'live', since: null });
    expect(store.freshness()).toEqual({ state: 'live' });
    jest.advanceTimersByTime(SILENCE_MS);
    expect(store.freshness()).toEqual({ state: 'stale', since: 5_000 });
  });

  it('is stale at once when the connection goes, and live only with the next pulse', () => {
    const { transport, store } = begin();
    transport.events?.pulse({ serverTime: 5_000, state: 'live', since: null });
    transport.events?.disconnected('lost');
    expect(store.freshness()).toEqual({ state: 'stale', since: 5_000 });
    transport.events?.connected();
    expect(store.freshness().state).toBe('stale');
    transport.events?.pulse({ serverTime: 9_000, state: 'catching-up', since: 5_000 });
    expect(store.freshness()).toEqual({ state: 'catching-up', since: 5_000 });
  });

  it('sends no heartbeat into a closed channel', () => {
    const { transport, store } = begin();
    store.presence('s1', 'here');
    transport.events?.disconnected('lost');
    store.presence('s1', 'here');
    expect(transport.beats).toHaveLength(1);
  });
});
