import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import type { ProgrammeCommand } from './commands.js';
import { programmeDecider } from './decide.js';
import { linkOf, nextLink } from './state.js';
import type { ProgrammeEvent } from './events.js';

const given = specificationOf(programmeDecider);
const establish = {
  type: 'EstablishProgramme',
  programmeId: 'programme-a',
  organisationId: 'organisation',
  title: 'Evening programme',
  timeZone: 'America/Los_Angeles',
  emergencyNumber: '911',
  rulePackId: 'standard',
  rulePackVersion: 1,
  at: 1,
} as const;
const { type: _type, ...data } = establish;
const established: ProgrammeEvent = { type: 'ProgrammeEstablished', data };
const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];
const chain = (sessionId: string, hash: string): ProgrammeCommand => ({
  type: 'ChainSeal',
  sessionId,
  hash,
  at: 9,
});
const link = (
  sessionId: string,
  hash: string,
  sequence: number,
  previousHash: string | null,
): ProgrammeEvent => ({
  type: 'SealChained',
  data: { sessionId, hash, sequence, previousHash, at: 9 },
});

describe('a programme', () => {
  it('is established once, in a time zone that exists', () => {
    given().when(establish).then([established]);
    given(established).when(establish).rejected('already-exists');
    given()
      .when({ ...establish, timeZone: 'Mars/Olympus' })
      .rejected('invalid');
  });
});

describe('the chain of seals', () => {
  it('gives each session the next place after the seal before it', () => {
    given(established)
      .when(chain('s1', a))
      .then([link('s1', a, 0, null)]);
    given(established, link('s1', a, 0, null))
      .when(chain('s2', b))
      .then([link('s2', b, 1, a)]);
    given().when(chain('s1', a)).rejected('not-found');
  });

  it('takes a session in once', () => {
    given(established, link('s1', a, 0, null))
      .when(chain('s1', a))
      .nothing();
    given(established, link('s1', a, 0, null), link('s2', b, 1, a))
      .when(chain('s1', a))
      .nothing();
  });

  it('takes it in again when sealing was interrupted and a fact came in between', () => {
    const history = [established, link('s1', a, 0, null)] as const;
    given(...history)
      .when(chain('s1', c))
      .then([link('s1', c, 1, a)]);
    const state = fold(programmeDecider, [...history, link('s1', c, 1, a)]);
    expect(linkOf(state, 's1')).toEqual({ sequence: 1, hash: c, previousHash: a });
    expect(nextLink(state)).toEqual({ sequence: 2, previousHash: c });
  });

  it('holds a caller to the place that it has promised', () => {
    const history = [established, link('s1', a, 0, null)] as const;
    const promised = (sequence: number, previousHash: string | null): ProgrammeCommand => ({
      type: 'ChainSeal',
      sessionId: 's2',
      hash: b,
      at: 9,
      expected: { sequence, previousHash },
    });
    given(...history)
      .when(promised(1, a))
      .then([link('s2', b, 1, a)]);
    given(...history)
      .when(promised(0, null))
      .rejected('stale-fact');
    given(...history)
      .when(promised(1, c))
      .rejected('stale-fact');
  });

  it('is empty before anything is known', () => {
    const none = programmeDecider.initialState();
    expect(linkOf(none, 's1')).toBeNull();
    expect(nextLink(none)).toEqual({ sequence: 0, previousHash: null });
    expect(nextLink(fold(programmeDecider, [established]))).toEqual({ sequence: 0, previousHash: null });
    expect(linkOf(fold(programmeDecider, [established]), 's1')).toBeNull();
    expect(fold(programmeDecider, [link('s1', a, 0, null)])).toEqual(none);
  });
});
