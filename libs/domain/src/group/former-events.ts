import { z } from 'zod';
import { defineEvent } from '../event-definition.js';
import { facilitator, formerSessionTypes, occurrence, rosterEntry } from '../session/scheduling-events.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

/** Shapes that are not written any more and can still be read. */
export const formerGroupEventDefinitions = [
  defineEvent({
    type: 'GroupFormed',
    version: 1,
    data: z.strictObject({
      groupId: id,
      programmeId: id,
      title: z.string().min(1).max(120),
      sessionType: z.enum(formerSessionTypes),
      capacity: z.int().positive(),
      facilitators: z.array(facilitator).min(1),
      norms: z.array(z.string().min(1).max(200)),
      at: instant,
    }),
  }),
  defineEvent({
    type: 'PatientJoinedGroup',
    version: 1,
    data: z.strictObject({ ...rosterEntry.shape, at: instant }),
  }),
  defineEvent({
    type: 'PatientLeftGroup',
    version: 1,
    data: z.strictObject({ patientId: id, at: instant }),
  }),
  defineEvent({
    type: 'GuestInvited',
    version: 1,
    data: z.strictObject({ ...occurrence.shape, ...rosterEntry.shape, at: instant }),
  }),
  defineEvent({
    type: 'GuestWithdrawn',
    version: 1,
    data: z.strictObject({ ...occurrence.shape, patientId: id, at: instant }),
  }),
] as const;

type Data = Readonly<Record<string, unknown>>;

/** Membership had no days before; it held from the beginning, and ended for good. Guests came and went without a reason. */
export const groupEventUpcasters = [
  { type: 'GroupFormed', from: 1, upcast: (data: Data): Data => ({ ...data, modality: 'video' }) },
  { type: 'PatientJoinedGroup', from: 1, upcast: (data: Data): Data => ({ ...data, from: null }) },
  { type: 'PatientLeftGroup', from: 1, upcast: (data: Data): Data => ({ ...data, from: null }) },
  { type: 'GuestInvited', from: 1, upcast: (data: Data): Data => ({ ...data, reasonCode: null }) },
  { type: 'GuestWithdrawn', from: 1, upcast: (data: Data): Data => ({ ...data, reasonCode: null }) },
] as const;
