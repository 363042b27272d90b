import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Delta, Snapshot } from '@hearth/contracts';
import type { ReadDocument } from '@hearth/projections';
import { outreachView, type OwnOutreachDocument } from '@hearth/views';
import { applyPatch } from 'rfc6902';
import type { Principal } from '../access/principal.js';
import { Channel, type Receiver, type Shown } from './channel.js';

/** A patient's own outreach, as far as it is said which absences they announced. */
const document = (...announced: readonly string[]): OwnOutreachDocument => ({
  enrollmentId: 'e',
  waitedFor: null,
  announced,
  missed: null,
});
type Document = OwnOutreachDocument;
const shown: Shown<'own-outreach', Document> = {
  view: 'own-outreach',
  key: 'e',
  of: { name: outreachView.name, dependents: () => [] },
  select: (whole) => whole,
};
const principal: Principal = {
  person: { kind: 'staff', id: 's' },
  role: 'supervisor',
  signInId: 'x',
  signedInAt: 0,
  seenAt: 0,
  expiresAt: 1e15,
};

/** A screen that applies what it gets, and refuses what does not fit. */
class Screen implements Receiver {
  readonly principal = principal;
  readonly got: string[] = [];
  busy = false;
  held: Snapshot | null = null;

  constructor(readonly id: string) {}

  isBusy = () => this.busy;
  snapshot = (snapshot: Snapshot) => {
    this.got.push('snapshot');
    this.held = structuredClone(snapshot);
  };
  delta = (delta: Delta) => {
    this.got.push('delta');
    if (!this.held || delta.epoch !== this.held.epoch) throw new Error('a delta of another epoch');
    expect(delta.from).toBe(this.held.version);
    const holder = { document: this.held.document };
    applyPatch(
      holder,
      structuredClone([...delta.patch]).map((one) => ({ ...one, path: `/document${one.path}` })),
    );
    this.held = { ...this.held, document: holder.document, version: delta.to };
  };
  revoked = () => void this.got.push('revoked');
}

describe('a channel', () => {
  let stored: ReadDocument<Document> | null;
  let mayStillSee: (who: Principal) => boolean;
  let channel: Channel<'own-outreach', Document>;
  const put = (document: Document, epoch = 'e1') => {
    stored = { epoch, version: (stored?.version ?? 0) + 1, document, degraded: false };
  };
  const join = async (screen: Screen) =>
    channel.subscribe(
      screen,
      () => Promise.resolve(),
      (first) => screen.snapshot(first),
    );

  beforeEach(() => {
    stored = null;
    mayStillSee = () => true;
    channel = new Channel(
      shown,
      () => Promise.resolve(stored),
      (who) => Promise.resolve().then(() => mayStillSee(who)),
      () => 0,
    );
  });

  it('tells the reader what it has already, and goes on with that when it is handed back', async () => {
    const known: (number | null)[] = [];
    const sparing = new Channel(
      shown,
      (has) => {
        known.push(has?.version ?? null);
        return Promise.resolve(has !== null && has.version === stored?.version ? has : stored);
      },
      () => Promise.resolve(true),
      () => 0,
    );
    const screen = new Screen('one');
    const snapshot = (first: Snapshot) => screen.snapshot(first);
    put(document('1'));
    await sparing.subscribe(screen, () => Promise.resolve(), snapshot);
    await sparing.refresh();
    put(document('2'));
    await sparing.refresh();
    const late = new Screen('late');
    await sparing.subscribe(
      late,
      () => Promise.resolve(),
      (first) => late.snapshot(first),
    );
    expect(known).toEqual([null, 1, 1, 2]);
    expect(screen.got).toEqual(['snapshot', 'delta']);
    expect([screen.held?.document, late.held?.document]).toEqual([document('2'), document('2')]);
  });

  it('gives a snapshot first, then deltas that fit', async () => {
    put(document('1', 'a'));
    const screen = new Screen('one');
    await join(screen);
    put(document('2', 'a', 'b'));
    await channel.refresh();
    put(document('2', 'b'));
    await channel.refresh();
    expect(screen.got).toEqual(['snapshot', 'delta', 'delta']);
    expect(screen.held).toMatchObject({ version: 3, document: document('2', 'b') });
  });

  it('brings a late comer and those before to the same version', async () => {
    put(document('1'));
    const [early, late] = [new Screen('early'), new Screen('late')];
    await join(early);
    put(document('2'));
    await join(late);
    put(document('3'));
    await channel.refresh();
    expect([early.held, late.held].map((held) => [held?.version, held?.document])).toEqual([
      [3, document('3')],
      [3, document('3')],
    ]);
    expect(late.got).toEqual(['snapshot', 'delta']);
  });

  it('says nothing when a new version shows nothing new, and stays comparable', async () => {
    put(document('1'));
    const screen = new Screen('one');
    await join(screen);
    put(document('1'));
    await channel.refresh();
    put(document('2'));
    await channel.refresh();
    expect(screen.got).toEqual(['snapshot', 'delta']);
    expect(screen.held?.document).toEqual(document('2'));
  });

  it('starts anew when the view was built anew, or appears, or goes', async () => {
    const screen = new Screen('one');
    await join(screen);
    expect(screen.held?.document).toBeNull();
    put(document('1'));
    await channel.refresh();
    put(document('1'), 'e2');
    await channel.refresh();
    stored = null;
    await channel.refresh();
    expect(screen.got).toEqual(['snapshot', 'snapshot', 'snapshot', 'snapshot']);
    expect(screen.held?.document).toBeNull();
  });

  it('spares a slow screen the queue, and gives it the whole once it can take it in', async () => {
    put(document('1'));
    const [slow, quick] = [new Screen('slow'), new Screen('quick')];
    await join(slow);
    await join(quick);
    slow.busy = true;
    for (const n of ['2', '3', '4']) {
      put(document(n));
      await channel.refresh();
    }
    slow.busy = false;
    await channel.refresh();
    expect(slow.got).toEqual(['snapshot', 'snapshot']);
    expect(slow.held?.document).toEqual(document('4'));
    expect(quick.got).toEqual(['snapshot', 'delta', 'delta', 'delta']);
  });

  it('asks again before each push, and revokes', async () => {
    put(document('1'));
    const screen = new Screen('one');
    await join(screen);
    mayStillSee = () => false;
    put(document('2'));
    await channel.refresh();
    put(document('3'));
    await channel.refresh();
    expect(screen.got).toEqual(['snapshot', 'revoked']);
    expect(channel.isEmpty).toBe(true);
    expect(await join(new Screen('two'))).toBe(false);
  });

  it('shows nothing while it cannot be known who may see it, and loses nothing', async () => {
    put(document('1'));
    const screen = new Screen('one');
    await join(screen);
    mayStillSee = () => {
      throw new Error('the store is away');
    };
    put(document('2'));
    await expect(channel.refresh()).rejects.toThrow('away');
    mayStillSee = () => true;
    await channel.refresh();
    expect(screen.got).toEqual(['snapshot', 'snapshot']);
    expect(screen.held?.document).toEqual(document('2'));
  });

  it('lets nobody in when the reading could not be written down', async () => {
    put(document('1'));
    const screen = new Screen('one');
    const refused = channel.subscribe(
      screen,
      () => Promise.reject(new Error('no audit')),
      (first) => screen.snapshot(first),
    );
    await expect(refused).rejects.toThrow('no audit');
    expect([screen.got, channel.isEmpty]).toEqual([[], true]);
  });
});
