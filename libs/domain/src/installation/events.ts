import { z } from 'zod';
import { defineEvent, type EventOf } from '../event-definition.js';

const id = z.string().min(1).max(128);

/** The one stream that says whether this installation has been set up: `installation-hearth`. */
export const INSTALLATION_ID = 'hearth';

export const installationEventDefinitions = [
  defineEvent({
    type: 'InstallationSetUp',
    version: 1,
    data: z.strictObject({ programmeId: id, adminId: id, at: z.int().nonnegative() }),
  }),
] as const;

export type InstallationEvent = EventOf<(typeof installationEventDefinitions)[number]>;
