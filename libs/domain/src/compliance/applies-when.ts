import { z } from 'zod';
import { sessionType } from '../session/events.js';

export const programmeKinds = ['mental-health', 'substance-use', 'dual-diagnosis'] as const;
export const programmeKind = z.enum(programmeKinds);
export type ProgrammeKind = z.infer<typeof programmeKind>;

export const serviceModality = z.enum(['video', 'in-person']);
export type ServiceModality = z.infer<typeof serviceModality>;

/** A payer as packs name it: lower case, words joined by dashes. `tricare` also stands for `TRICARE Prime`. */
const payerName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const state = z.string().regex(/^[A-Z]{2}$/);

/** Everything that is named must hold; what is not named does not matter. */
export const appliesWhen = z.strictObject({
  payers: z.array(payerName).min(1).optional(),
  states: z.array(state).min(1).optional(),
  /** Under or from an age that differs between states: 18, or 21 in DC. */
  age: z.strictObject({ is: z.enum(['youth', 'adult']), cut: z.int().min(10).max(30) }).optional(),
  programmeKinds: z.array(programmeKind).min(1).optional(),
  modalities: z.array(serviceModality).min(1).optional(),
  sessionTypes: z.array(sessionType).min(1).optional(),
});
export type AppliesWhen = z.infer<typeof appliesWhen>;

/** A payer's name as packs write it: `Commercial (S9480)` is `commercial-s9480`. */
export const payerSlug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Whether a pack's payer is meant by a name as it was registered: the same words, or the first of them. */
export const namesPayer = (pattern: string, registered: string): boolean => {
  const slug = payerSlug(registered);
  return slug === pattern || slug.startsWith(`${pattern}-`);
};
