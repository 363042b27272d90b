import type { admissionBody, messageBody, removalBody, shareBody, turnAwayBody } from '@hearth/contracts';
import type { PersonRef } from '@hearth/domain';
import type { z } from 'zod';
import { api } from '../api/client';
import type { SpeakingInterval } from './speaking-meter';

type TurnAwayReason = z.infer<typeof turnAwayBody>['reasonCode'];
type RemovalReason = z.infer<typeof removalBody>['reasonCode'];

/** Everything that a facilitator can have done in a session. Each call is one command. */
export const sessionCommands = (sessionId: string) => {
  const path = `/sessions/${encodeURIComponent(sessionId)}`;
  const post = (of: string, body?: unknown) => api.post(`${path}/${of}`, body);
  const remove = (of: string) => api.remove(`${path}/${of}`);
  return {
    openDoors: () => post('doors'),
    start: () => post('start'),
    end: () => post('end'),
    admit: (patientId: string) => post('admissions', { patientId } satisfies z.infer<typeof admissionBody>),
    admitWithReason: (patientId: string, reason: string) =>
      post('admissions', { patientId, override: { reason } } satisfies z.infer<typeof admissionBody>),
    admitAllClear: () => post('admissions/all-clear'),
    turnAway: (patientId: string, reasonCode: TurnAwayReason, reason: string) =>
      post('turn-aways', {
        patientId,
        reasonCode,
        reason: reason === '' ? undefined : reason,
      } satisfies z.infer<typeof turnAwayBody>),
    giveFloor: (patientId: string) =>
      post('share', { patientId, kind: 'voice' } satisfies z.infer<typeof shareBody>),
    takeFloor: () => remove('share'),
    lowerHand: (patientId: string) => remove(`hands/${encodeURIComponent(patientId)}`),
    mute: (person: PersonRef) => post('mutes', { person }),
    remove: (patientId: string, reasonCode: RemovalReason, reason: string) =>
      post('removals', { patientId, reasonCode, reason } satisfies z.infer<typeof removalBody>),
    startBreak: () => post('break'),
    endBreak: () => remove('break'),
    handOver: (to: string) => post('handover', { to }),
    answerHelp: (helpId: string) => post(`help/${encodeURIComponent(helpId)}/answer`),
    say: (patientId: string, text: string) =>
      post('messages', { patientId, text } satisfies z.infer<typeof messageBody>),
    reportSpeaking: (intervals: readonly SpeakingInterval[]) => post('speaking', { intervals }),
  };
};

export type SessionCommands = ReturnType<typeof sessionCommands>;
export type { RemovalReason, TurnAwayReason };
