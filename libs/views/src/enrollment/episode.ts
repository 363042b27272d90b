import { isRedacted, withChange, type EnrollmentEvent, type Pause } from '@hearth/domain';
import type { Episode } from './document.js';

type DataOf<Type extends EnrollmentEvent['type']> = Extract<EnrollmentEvent, { readonly type: Type }>['data'];

/** An episode on the day of its enrollment. */
export const episodeOf = (data: DataOf<'PatientEnrolled'>): Episode => {
  const { enrollmentId: _id, at: _at, taper, personal, ...episode } = data;
  const { startsOn: from, trackId, groupIds, residenceState, residenceType, payer } = data;
  const { levelOfCare, plannedWeeklyMinutes } = data;
  return {
    ...episode,
    endedOn: null,
    disposition: null,
    birthDate: personal === undefined || isRedacted(personal) ? null : personal.birthDate,
    placements: [{ from, trackId, groupIds }],
    residences: [{ from, residenceState, residenceType }],
    payers: [{ from, payer }],
    intensities: [{ from, levelOfCare, plannedWeeklyMinutes, taper }],
    pauses: [],
    requests: [],
  };
};

const resumed = (pauses: readonly Pause[], on: string): readonly Pause[] =>
  // A pause that ended on the day it began was none.
  pauses.flatMap((pause) =>
    pause.until === null ? (pause.from === on ? [] : [{ ...pause, until: on }]) : [pause],
  );

/** What became of an episode by one more event in its course. */
export const changedEpisode = (
  episode: Episode,
  event: Exclude<EnrollmentEvent, { readonly type: 'PatientEnrolled' | 'AttendanceCredited' }>,
): Episode => {
  switch (event.type) {
    case 'EnrollmentPaused': {
      const { from, reasonCode } = event.data;
      const pauses = [
        ...episode.pauses.filter(({ until }) => until !== null),
        { from, until: null, reasonCode },
      ];
      return { ...episode, pauses };
    }
    case 'EnrollmentResumed':
      return { ...episode, pauses: resumed(episode.pauses, event.data.on) };
    case 'PatientTransferred': {
      const { from, trackId, groupIds } = event.data;
      const placements = withChange(episode.placements, { from, trackId, groupIds });
      return { ...episode, trackId, groupIds, placements };
    }
    case 'ResidenceChanged': {
      const { from, residenceState, residenceType } = event.data;
      const residences = withChange(episode.residences, { from, residenceState, residenceType });
      return { ...episode, residenceState, residenceType, residences };
    }
    case 'PayerChanged': {
      const { from, payer } = event.data;
      return { ...episode, payer, payers: withChange(episode.payers, { from, payer }) };
    }
    case 'IntensityChanged': {
      const { from, levelOfCare, plannedWeeklyMinutes, taper } = event.data;
      const change = { from, levelOfCare, plannedWeeklyMinutes, taper };
      const intensities = withChange(episode.intensities, change);
      return { ...episode, levelOfCare, plannedWeeklyMinutes, intensities };
    }
    case 'ScheduleChangeRequested': {
      const { requestId, at, partOfDay, personal } = event.data;
      const text = isRedacted(personal) ? null : personal.text;
      return {
        ...episode,
        requests: [...episode.requests, { requestId, at, partOfDay, text, decision: null }],
      };
    }
    case 'ScheduleChangeDecided': {
      const { requestId, decision, by, at, personal } = event.data;
      const decided = { decision, by, at, text: isRedacted(personal) ? null : personal.text };
      const requests = episode.requests.map((one) =>
        one.requestId === requestId ? { ...one, decision: decided } : one,
      );
      return { ...episode, requests };
    }
    case 'PlannedEndMoved':
      return { ...episode, plannedEndOn: event.data.plannedEndOn };
    case 'EnrollmentEnded':
      return { ...episode, endedOn: event.data.endedOn, disposition: event.data.disposition };
    default: {
      const never: never = event;
      return never;
    }
  }
};
