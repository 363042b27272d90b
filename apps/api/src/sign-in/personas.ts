import type { PersonRef } from '@hearth/domain';

/** A persona is a person of the demo: its id is theirs. */
export const personOfPersona = async (
  personaId: string,
  exists: (person: PersonRef) => Promise<boolean>,
): Promise<PersonRef | null> => {
  for (const kind of ['patient', 'staff'] as const) {
    const person = { kind, id: personaId };
    if (await exists(person)) return person;
  }
  return null;
};
