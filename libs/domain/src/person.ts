import { z } from 'zod';

export const staffRoles = ['therapist', 'supervisor', 'prescriber', 'admin'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Somebody who can be in a room. The id is opaque and says nothing about the person. */
export const personRef = z.object({ kind: z.enum(['patient', 'family', 'staff']), id: z.string().min(1) });
export type PersonRef = z.infer<typeof personRef>;

/** Who stands behind a command: a person, or a part of Hearth itself acting on a rule. */
export const actor = z.object({
  kind: z.enum(['patient', 'family', 'staff', 'system']),
  id: z.string().min(1),
});
export type Actor = z.infer<typeof actor>;

export const samePerson = (a: PersonRef, b: PersonRef): boolean => a.kind === b.kind && a.id === b.id;
