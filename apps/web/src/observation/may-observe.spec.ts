import { describe, expect, it } from '@jest/globals';
import { roomOf, supervisor, therapist } from '../../test/staff-documents';
import { mayObserve } from './may-observe';

describe('mayObserve', () => {
  it('is for supervisors, while the session runs, and never for those who lead it', () => {
    expect(mayObserve(roomOf(), supervisor)).toBe(true);
    expect(mayObserve(roomOf({ status: 'scheduled' }), supervisor)).toBe(false);
    expect(mayObserve(roomOf(), therapist)).toBe(false);
    expect(mayObserve(roomOf(), { role: 'supervisor', person: therapist.person })).toBe(false);
  });
});
