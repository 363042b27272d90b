import { describe, expect, it } from '@jest/globals';
import { boardSessionOf } from '../../test/staff-documents';
import { changeMark, chipsOf } from './chips';

const patient = (of: object) => {
  const found = boardSessionOf().patients[0];
  if (found === undefined) throw new Error('the board of the test has patients');
  return { ...found, safety: false, openHelp: false, handRaised: false, quiet: false, flags: [], ...of };
};

describe('chipsOf', () => {
  it('says what is urgent first', () => {
    expect(
      chipsOf(patient({ quiet: true, safety: true, openHelp: true, flags: ['late', 'audio-only'] })),
    ).toEqual(['safety', 'help', 'late', 'quiet', 'audio-only']);
  });

  it('says who cannot come', () => {
    expect(chipsOf(patient({ cannotCome: true }))).toEqual(['cannot-come']);
  });

  it('says nothing of a person about whom there is nothing to say', () => {
    expect(chipsOf(patient({}))).toEqual([]);
  });
});

describe('changeMark', () => {
  it('changes with the place and the chips, not with the minutes', () => {
    const before = patient({});
    expect(changeMark({ ...before, counted: { ms: 9, asOf: 9, running: true, until: 99 } })).toBe(
      changeMark(before),
    );
    expect(changeMark({ ...before, place: 'dropped' })).not.toBe(changeMark(before));
    expect(changeMark({ ...before, openHelp: true })).not.toBe(changeMark(before));
  });
});
