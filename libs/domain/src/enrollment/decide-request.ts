import { Rejection } from '../rejection.js';
import type { EnrollmentCommandOf } from './commands.js';
import { transfer } from './decide-changes.js';
import type { EnrollmentEvent } from './events.js';
import { openEpisode, type EnrollmentState } from './state.js';

/** One request at a time: who thinks better of it withdraws the first. */
export const requestScheduleChange = (
  { requestId, partOfDay, text, at }: EnrollmentCommandOf<'RequestScheduleChange'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  if (episode.openRequest === requestId || episode.decidedRequests.includes(requestId)) return [];
  if (episode.openRequest !== null) throw new Rejection('already-exists', { requestId: episode.openRequest });
  const { patientId } = episode;
  return [
    {
      type: 'ScheduleChangeRequested',
      data: { requestId, patientId, partOfDay, at, personal: { text } },
    },
  ];
};

/** Granting needs the transfer that follows from it; staff say no or yes, the patient can only withdraw. */
export const decideScheduleChange = (
  { requestId, decision, by, text, at, transfer: to }: EnrollmentCommandOf<'DecideScheduleChange'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  if (episode.openRequest !== requestId) throw new Rejection('request-decided', { requestId });
  if ((decision === 'granted') !== (to !== undefined)) throw new Rejection('invalid', { field: 'transfer' });
  if ((by.kind === 'staff') === (decision === 'withdrawn'))
    throw new Rejection('invalid', { field: 'decision' });
  const { patientId } = episode;
  const follows =
    to === undefined ? [] : transfer({ type: 'TransferPatient', ...to, why: 'patient-request', at }, state);
  return [
    {
      type: 'ScheduleChangeDecided',
      data: { requestId, patientId, decision, by, at, personal: { text } },
    },
    ...follows,
  ];
};
