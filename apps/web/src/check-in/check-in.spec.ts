import { describe, expect, it } from '@jest/globals';
import { dropDraft, firstDraft, keepDraft, keptDraft, type Draft } from './draft';
import { checkInOf, faultsOf, stepsOf } from './steps';

const asked = { substanceUse: true, offersPlace: true };
const blank = firstDraft({ asksSubstanceUse: true }, null);
const whole: Draft = {
  ...blank,
  mood: 6,
  anxiety: 4,
  sleepHours: 7,
  urges: 2,
  substanceUse: 'none',
  medication: 'taken',
  safeNow: 'yes',
  samePlace: true,
  address: '12 Elm Street',
  state: 'NY',
  callbackNumber: '518 555 0134',
  contactName: 'Rosa',
  contactPhone: '518 555 0199',
  alone: true,
  headphones: true,
  noRecording: true,
  notDriving: true,
};

describe('the steps', () => {
  it('ask for substance use only where the plan does', () => {
    expect(stepsOf(blank, asked)).toContain('substance');
    expect(stepsOf(blank, { ...asked, substanceUse: false })).not.toContain('substance');
  });

  it.each(['no', 'unsure'] as const)('offer support right after safe: %s', (safeNow) => {
    const steps = stepsOf({ ...blank, safeNow }, asked);
    expect(steps.indexOf('support')).toBe(steps.indexOf('safe') + 1);
  });

  it('find what is missing or absurd', () => {
    expect(faultsOf('mood', blank, asked)).toEqual(['mood']);
    expect(faultsOf('mood', { ...blank, mood: 11 }, asked)).toEqual(['mood']);
    expect(faultsOf('place', blank, asked)).toEqual(['samePlace']);
    expect(faultsOf('place', { ...blank, samePlace: false, address: 'x' }, asked)).toEqual([
      'address',
      'state',
    ]);
    expect(faultsOf('contact', { ...whole, contactPhone: 'call me' }, asked)).toEqual(['contactPhone']);
    expect(faultsOf('contact', whole, asked)).toEqual([]);
  });
});

describe('checkInOf', () => {
  it('is the whole check-in', () => {
    expect(checkInOf(whole, asked)).toMatchObject({
      answers: { mood: 6, substanceUse: 'none' },
      location: { address: '12 Elm Street', state: 'NY' },
      emergencyContact: { name: 'Rosa' },
      attestations: { alone: true },
    });
  });

  it('can be sent early, without a place and a promise, when somebody is not safe', () => {
    const early = checkInOf(
      { ...whole, safeNow: 'no', samePlace: null, contactPhone: '51', alone: false },
      asked,
    );
    expect(early).toMatchObject({ answers: { safeNow: 'no' } });
    expect(early?.location).toBeUndefined();
    expect(early?.emergencyContact).toBeUndefined();
  });

  it('does not carry an answer that was not asked for', () => {
    expect(checkInOf(whole, { ...asked, substanceUse: false })?.answers.substanceUse).toBeUndefined();
  });

  it('is nothing while an answer is missing', () => expect(checkInOf(blank, asked)).toBeNull());
});

describe('a draft', () => {
  it('survives a reload and is gone after', () => {
    keepDraft('s1', whole);
    expect(keptDraft('s1')).toEqual(whole);
    expect(keptDraft('s2')).toBeNull();
    dropDraft('s1');
    expect(keptDraft('s1')).toBeNull();
  });

  it('never goes where it would outlive the tab', () => {
    keepDraft('s1', whole);
    expect(localStorage.length).toBe(0);
  });

  it.each(['{', '{"step":1}'])('that cannot be read (%s) is dropped', (stored) => {
    sessionStorage.setItem('hearth.check-in.s1', stored);
    expect(keptDraft('s1')).toBeNull();
    expect(sessionStorage.getItem('hearth.check-in.s1')).toBeNull();
  });

  it('offers what was confirmed last, and starts from the earlier answers when it corrects them', () => {
    const offer = { asksSubstanceUse: true, location: { address: '1 Old Road', state: 'NJ' } };
    expect(firstDraft(offer, null)).toMatchObject({ address: '1 Old Road', samePlace: null, mood: null });
    const { answers } = checkInOf(whole, asked) ?? {};
    const earlier = {
      submittedAt: 0,
      answers: answers ?? null,
      location: { address: '12 Elm Street', state: 'NY' },
      callbackNumber: null,
      emergencyContact: null,
      attestations: null,
    };
    expect(firstDraft(offer, earlier)).toMatchObject({ address: '12 Elm Street', samePlace: true, mood: 6 });
  });
});
