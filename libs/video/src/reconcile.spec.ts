import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noSighting, reconcile, type OpenConnection, type PollFact } from './reconcile.js';
import type { ListedRoom, PresentParticipant } from './room-service.js';

const NOW = 1_000_000;
const person = (participantSid: string, more: Partial<PresentParticipant> = {}): PresentParticipant => ({
  participantSid,
  identity: `identity-${participantSid}`,
  active: true,
  joinedAt: NOW - 60_000,
  hidden: false,
  ordinary: true,
  camera: true,
  microphone: true,
  ...more,
});
const room = (participants: readonly PresentParticipant[], more: Partial<ListedRoom> = {}): ListedRoom => ({
  roomName: 'session.0',
  roomSid: 'RM_1',
  createdAt: NOW - 600_000,
  recording: false,
  participants,
  ...more,
});
const open = (participantSid: string, more: Partial<OpenConnection> = {}): OpenConnection => ({
  roomName: 'session.0',
  roomSid: 'RM_1',
  participantSid,
  lastSeenAt: NOW - 120_000,
  ...more,
});
const covers = (fact: PollFact | undefined, moment: number): boolean =>
  fact !== undefined && Math.abs(fact.at - moment) <= fact.uncertaintyMs;

describe('a poll', () => {
  it('adds nothing when the list agrees', () => {
    const { facts, sighting } = reconcile([room([person('a')])], [open('a')], noSighting, NOW);
    expect(facts).toEqual([]);
    expect(sighting).toEqual({ seenAt: { 'RM_1/a': NOW }, missingSince: {} });
  });

  it('opens who is there and not open, from when LiveKit let them in', () => {
    const { facts } = reconcile([room([person('a')])], [], noSighting, NOW);
    expect(facts).toMatchObject([
      { kind: 'joined', participantSid: 'a', identity: 'identity-a', at: NOW - 60_000 },
    ]);
  });

  it('waits for the webhook of somebody who came a moment ago', () => {
    const justNow = room([person('a', { joinedAt: NOW - 1_000 })]);
    expect(reconcile([justNow], [], noSighting, NOW).facts).toEqual([]);
  });

  it('does not open who is only on the way in, nor what is no person', () => {
    const listed = room([person('a', { active: false }), person('b', { ordinary: false })]);
    expect(reconcile([listed], [], noSighting, NOW).facts).toEqual([]);
  });

  it('opens a second connection of the same identity as its own', () => {
    const listed = room([person('a'), person('b', { identity: 'identity-a' })]);
    const { facts } = reconcile([listed], [open('a')], noSighting, NOW);
    expect(facts).toMatchObject([{ kind: 'joined', participantSid: 'b', identity: 'identity-a' }]);
  });

  it('closes who is missing in two polls, between the last sighting and the first miss', () => {
    const first = reconcile([room([person('a')])], [open('a')], noSighting, NOW);
    const second = reconcile([room([])], [open('a')], first.sighting, NOW + 30_000);
    expect(second.facts).toEqual([]);
    const third = reconcile([room([])], [open('a')], second.sighting, NOW + 60_000);
    expect(third.facts).toMatchObject([
      { kind: 'left', leaveReason: 'unknown', connection: { participantSid: 'a' } },
    ]);
    expect(covers(third.facts[0], NOW)).toBe(true);
    expect(covers(third.facts[0], NOW + 30_000)).toBe(true);
    expect(covers(third.facts[0], NOW + 60_000)).toBe(false);
  });

  it('takes a later heartbeat for the last sighting', () => {
    const heard = open('a', { lastSeenAt: NOW + 10_000 });
    const missed = { seenAt: { 'RM_1/a': NOW }, missingSince: { 'RM_1/a': NOW + 30_000 } };
    const { facts } = reconcile([room([])], [heard], missed, NOW + 60_000);
    expect(covers(facts[0], NOW)).toBe(false);
    expect(covers(facts[0], NOW + 10_000)).toBe(true);
  });

  it('covers that somebody began a little earlier than it is told, and was gone at once', () => {
    const begun = open('a', { lastSeenAt: NOW });
    const missed = reconcile([room([])], [begun], noSighting, NOW + 2_000);
    const { facts } = reconcile([room([])], [begun], missed.sighting, NOW + 10_000);
    expect(covers(facts[0], NOW - 500)).toBe(true);
    const polled = { ...missed.sighting, seenAt: { 'RM_1/a': NOW } };
    expect(covers(reconcile([room([])], [begun], polled, NOW + 10_000).facts[0], NOW - 1)).toBe(false);
  });

  it('forgets a miss when the person is seen again', () => {
    const missed = reconcile([room([])], [open('a')], noSighting, NOW);
    const seen = reconcile([room([person('a')])], [open('a')], missed.sighting, NOW + 30_000);
    const again = reconcile([room([])], [open('a')], seen.sighting, NOW + 60_000);
    expect(again.facts).toEqual([]);
  });

  it('closes everybody in two polls when the room is gone', () => {
    const first = reconcile([], [open('a'), open('b')], noSighting, NOW);
    const second = reconcile([], [open('a'), open('b')], first.sighting, NOW + 30_000);
    expect(first.facts).toEqual([]);
    expect(second.facts.map(({ kind }) => kind)).toEqual(['left', 'left']);
  });

  it('closes everybody of the old room at once when a new one bears its name', () => {
    const restarted = room([person('c', { joinedAt: NOW - 10_000 })], {
      roomSid: 'RM_2',
      createdAt: NOW - 20_000,
    });
    const { facts } = reconcile(
      [restarted],
      [open('a')],
      { seenAt: { 'RM_1/a': NOW - 40_000 }, missingSince: {} },
      NOW,
    );
    expect(facts).toMatchObject([
      { kind: 'joined', participantSid: 'c', roomSid: 'RM_2' },
      { kind: 'left', leaveReason: 'server-stopped', connection: { roomSid: 'RM_1' } },
    ]);
    expect(covers(facts[1], NOW - 40_000)).toBe(true);
    expect(covers(facts[1], NOW - 20_000)).toBe(true);
    expect(covers(facts[1], NOW)).toBe(false);
  });

  it('leaves the next epoch of the same session alone', () => {
    const next = room([person('a')], { roomName: 'session.1', roomSid: 'RM_9' });
    const { facts } = reconcile([next], [open('old')], noSighting, NOW);
    expect(facts).toMatchObject([{ kind: 'joined', roomName: 'session.1' }]);
  });

  it('comes to rest: once its facts are in, it has nothing to add', () => {
    const sids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(sids, sids, (there, believed) => {
        const listed = [room(there.map((sid) => person(sid)))];
        let connections = believed.map((sid) => open(sid));
        let sighting = noSighting;
        for (const poll of [0, 1, 2]) {
          const now = NOW + poll * 30_000;
          const result = reconcile(listed, connections, sighting, now);
          sighting = result.sighting;
          connections = connections.filter(
            (one) => !result.facts.some((fact) => fact.kind === 'left' && fact.connection === one),
          );
          for (const fact of result.facts) {
            if (fact.kind === 'joined')
              connections = [...connections, open(fact.participantSid, { lastSeenAt: now })];
          }
        }
        expect(connections.map(({ participantSid }) => participantSid).sort()).toEqual([...there].sort());
        expect(reconcile(listed, connections, sighting, NOW + 90_000).facts).toEqual([]);
      }),
    );
  });
});
