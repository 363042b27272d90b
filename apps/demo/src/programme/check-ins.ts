import type { CheckIn, Instant } from '@hearth/domain';
import { chanceOf } from '../media/chance.js';
import type { DemoPatient } from './people.js';

const between = (chance: () => number, from: number, to: number): number =>
  from + Math.floor(chance() * (to - from + 1));

/** What a made-up patient answers on a day; the same on each ask, and of an ordinary day. */
export const checkInOf = (patient: DemoPatient, day: Instant): CheckIn => {
  const chance = chanceOf(`${patient.key}/${day}`);
  return {
    answers: {
      mood: between(chance, 4, 8),
      anxiety: between(chance, 2, 7),
      sleepHours: between(chance, 10, 17) / 2,
      urges: between(chance, 0, 4),
      ...(patient.asksSubstanceUse ? { substanceUse: 'none' as const } : {}),
      medication: chance() < 0.85 ? 'taken' : 'missed',
      safeNow: 'yes',
    },
    location: patient.place,
    callbackNumber: '+1 555 010 0142',
    emergencyContact: { name: 'Robin', phone: '+1 555 010 0177', relation: 'sibling' },
    attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
  };
};

/** A check-in that a person has to look at before letting somebody in. */
export const worryingCheckInOf = (patient: DemoPatient, day: Instant): CheckIn => {
  const usual = checkInOf(patient, day);
  return { ...usual, answers: { ...usual.answers, mood: 2, anxiety: 8, urges: 7, safeNow: 'unsure' } };
};

/** A check-in without a place where the patient could be found. */
export const incompleteCheckInOf = (patient: DemoPatient, day: Instant): CheckIn => {
  const { location: _location, ...rest } = checkInOf(patient, day);
  return rest;
};
