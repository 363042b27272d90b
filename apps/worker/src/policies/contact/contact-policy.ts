import { isRedacted, patientDecider, type Recorded, type SessionEventOf } from '@hearth/domain';
import { handleCommand } from '@hearth/eventstore';
import type { Policy } from '@hearth/projections';
import { byPolicy } from '../by-policy.js';
import { Remembered } from '../remembered.js';
import type { Surroundings } from '../surroundings.js';
import { unlessRefused } from '../unless-refused.js';

type CheckedIn = Recorded<SessionEventOf<'CheckInSubmitted'>>;

/** What a check-in confirmed about where a patient is and whom to call is kept with the patient, for the next one. */
export const contactPolicy = ({ store, sessions, logger }: Surroundings): Policy => {
  const remembered = new Remembered();
  const confirm = async (sessionId: string, checkedIn: CheckedIn): Promise<void> => {
    const { patientId, at, personal } = checkedIn.event.data;
    if (isRedacted(personal)) return;
    const { location, callbackNumber, emergencyContact } = personal;
    const contact = { location, callbackNumber, emergencyContact };
    const command = { type: 'ConfirmContact', patientId, sessionId, at, contact } as const;
    const context = byPolicy('contact', checkedIn);
    await unlessRefused(
      () => handleCommand(store, patientDecider, 'patient', patientId, command, context),
      ({ code }) => logger.warn({ code, sessionId }, 'a contact could not be kept'),
    );
  };
  return {
    name: 'contact',
    category: 'session',
    after: ['CheckInSubmitted'],
    act: async (sessionId) => {
      const { recorded, revision } = await sessions.read(sessionId);
      for (const each of recorded) {
        if (each.event.type !== 'CheckInSubmitted') continue;
        const checkedIn = { ...each, event: each.event };
        await remembered.once(each.id, () => confirm(sessionId, checkedIn));
      }
      return { revision, lookAgainAt: null };
    },
  };
};
