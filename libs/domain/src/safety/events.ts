import { z } from 'zod';
import { defineEvent, personal, type EventOf } from '../event-definition.js';
import { actor } from '../person.js';

const id = z.string().min(1).max(128);
const instant = z.int().nonnegative();

export const ladderSteps = ['care-team', 'on-call', 'supervisor'] as const;
export const dispositions = ['assessed', 'safety-plan', 'emergency-services', 'false-positive'] as const;

export const safetyEventDefinitions = [
  defineEvent({
    type: 'SafetySignalRaised',
    version: 1,
    data: z.strictObject({
      signalId: id,
      patientId: id,
      programmeId: id,
      sessionId: id.optional(),
      source: z.enum(['check-in', 'help-request', 'staff']),
      urgency: z.enum(['urgent', 'immediate']),
      at: instant,
      /** Each step of the ladder and when it is reached without an acknowledgement. */
      ladder: z.array(z.object({ step: z.enum(ladderSteps), dueAt: instant })),
    }),
  }),
  defineEvent({
    type: 'SafetySignalEscalated',
    version: 1,
    data: z.strictObject({ signalId: id, step: z.enum(ladderSteps), at: instant }),
  }),
  defineEvent({
    type: 'SafetySignalAcknowledged',
    version: 1,
    data: z.strictObject({ signalId: id, by: id, at: instant }),
  }),
  defineEvent({
    type: 'SafetySignalClosed',
    version: 1,
    data: z.strictObject({
      signalId: id,
      patientId: id,
      by: actor,
      at: instant,
      disposition: z.enum(dispositions),
      personal: personal(z.object({ note: z.string().trim().min(3).max(4000) })),
    }),
    subject: (data) => data.patientId,
  }),
] as const;

export type SafetyEvent = EventOf<(typeof safetyEventDefinitions)[number]>;
