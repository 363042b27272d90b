import { checkIn, checkInAnswers, emergencyContact, whereIAm, type CheckIn } from '@hearth/domain';
import type { Draft } from './draft';

export const stepIds = [
  'mood',
  'anxiety',
  'sleep',
  'urges',
  'substance',
  'medication',
  'safe',
  'support',
  'place',
  'contact',
  'privacy',
  'note',
] as const;
export type StepId = (typeof stepIds)[number];

/** A field that can be wrong; also the id of its input and the key of its sentence. */
export type Field =
  | 'mood'
  | 'anxiety'
  | 'sleepHours'
  | 'urges'
  | 'substanceUse'
  | 'medication'
  | 'safeNow'
  | 'samePlace'
  | 'address'
  | 'state'
  | 'callbackNumber'
  | 'contactName'
  | 'contactPhone'
  | 'note';

export interface Asked {
  /** Whether the plan asks for substance use. */
  readonly substanceUse: boolean;
  /** Whether a place was offered that may be taken again. */
  readonly offersPlace: boolean;
}

/** Which questions this person gets, in order. `support` is there for who is not sure to be safe. */
export const stepsOf = (draft: Draft, asked: Asked): readonly StepId[] =>
  stepIds.filter((step) => {
    if (step === 'substance') return asked.substanceUse;
    if (step === 'support') return draft.safeNow === 'no' || draft.safeNow === 'unsure';
    return true;
  });

const wrong = (...pairs: readonly (readonly [Field, boolean])[]): readonly Field[] =>
  pairs.filter(([, ok]) => !ok).map(([field]) => field);

const { shape } = checkInAnswers;

/** What does not fit in this step yet, by the same schemas as the server's. */
export const faultsOf = (step: StepId, draft: Draft, asked: Asked): readonly Field[] => {
  switch (step) {
    case 'mood':
      return wrong(['mood', shape.mood.safeParse(draft.mood).success]);
    case 'anxiety':
      return wrong(['anxiety', shape.anxiety.safeParse(draft.anxiety).success]);
    case 'sleep':
      return wrong(['sleepHours', shape.sleepHours.safeParse(draft.sleepHours).success]);
    case 'urges':
      return wrong(['urges', shape.urges.safeParse(draft.urges).success]);
    case 'substance':
      return wrong(['substanceUse', draft.substanceUse !== null]);
    case 'medication':
      return wrong(['medication', shape.medication.safeParse(draft.medication).success]);
    case 'safe':
      return wrong(['safeNow', shape.safeNow.safeParse(draft.safeNow).success]);
    case 'place':
      if (asked.offersPlace && draft.samePlace === null) return ['samePlace'];
      return wrong(
        ['address', whereIAm.shape.address.safeParse(draft.address).success],
        ['state', whereIAm.shape.state.safeParse(draft.state).success],
      );
    case 'contact':
      return wrong(
        ['callbackNumber', emergencyContact.shape.phone.safeParse(draft.callbackNumber).success],
        ['contactName', emergencyContact.shape.name.safeParse(draft.contactName).success],
        ['contactPhone', emergencyContact.shape.phone.safeParse(draft.contactPhone).success],
      );
    case 'note':
      return wrong(['note', draft.note.trim().length <= 1000]);
    case 'support':
    case 'privacy':
      return [];
    default:
      return step satisfies never;
  }
};

const optional = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

/**
 * The check-in that a draft amounts to, or null while a required answer is missing. What is half typed is left out,
 * so that an early submit (somebody is not safe) never waits for an address.
 */
export const checkInOf = (draft: Draft, asked: Asked): CheckIn | null => {
  const location = whereIAm.safeParse({ address: draft.address, state: draft.state });
  const number = emergencyContact.shape.phone.safeParse(draft.callbackNumber);
  const contact = emergencyContact.safeParse({
    name: draft.contactName,
    phone: draft.contactPhone,
    relation: optional(draft.contactRelation),
  });
  const known = !asked.offersPlace || draft.samePlace !== null;
  const whole = checkIn.safeParse({
    answers: {
      mood: draft.mood,
      anxiety: draft.anxiety,
      sleepHours: draft.sleepHours,
      urges: draft.urges,
      substanceUse: asked.substanceUse ? (draft.substanceUse ?? undefined) : undefined,
      medication: draft.medication,
      safeNow: draft.safeNow,
      note: optional(draft.note),
    },
    location: known && location.success ? location.data : undefined,
    callbackNumber: number.success ? number.data : undefined,
    emergencyContact: contact.success ? contact.data : undefined,
    attestations: {
      alone: draft.alone,
      headphones: draft.headphones,
      noRecording: draft.noRecording,
      notDriving: draft.notDriving,
    },
  });
  return whole.success ? whole.data : null;
};
