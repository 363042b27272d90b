import { z } from 'zod';
import { authorizationAlerts } from '../authorization/alerts.js';
import { defineEvent } from '../event-definition.js';
import { outreachTimes } from '../outreach/times.js';

const instant = z.int().nonnegative();

/** When a programme reaches out to people, and when it wants to be told of authorizations; each whole. */
export const programmeFollowUpEventDefinitions = [
  defineEvent({
    type: 'OutreachTimesSet',
    version: 1,
    data: z.strictObject({ times: outreachTimes, at: instant }),
  }),
  defineEvent({
    type: 'AuthorizationAlertsSet',
    version: 1,
    data: z.strictObject({ alerts: authorizationAlerts, at: instant }),
  }),
] as const;
