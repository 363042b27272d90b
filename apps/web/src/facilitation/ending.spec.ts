import { describe, expect, it } from '@jest/globals';
import { roomOf } from '../../test/staff-documents';
import { endingOf } from './ending';

describe('endingOf', () => {
  it('says who leaves, who waits in vain, what is unanswered, and what comes next', () => {
    expect(endingOf(roomOf())).toEqual([
      { kind: 'inRoom', count: 7 },
      { kind: 'waiting', count: 2 },
      { kind: 'help', count: 1 },
      { kind: 'review', count: 10 },
    ]);
  });

  it('does not speak of what is not there', () => {
    expect(endingOf({ patients: [], help: [] })).toEqual([{ kind: 'review', count: 0 }]);
  });
});
