import { withChange } from './course.js';
import type { EnrollmentEvent } from './events.js';
import type { EnrollmentState } from './state.js';

type Enrolled = Extract<EnrollmentEvent, { readonly type: 'PatientEnrolled' }>['data'];

const enrolled = (data: Enrolled): EnrollmentState => {
  const { startsOn: from, plannedEndOn, trackId, groupIds, residenceState, residenceType, payer } = data;
  const { levelOfCare, plannedWeeklyMinutes, taper } = data;
  return {
    status: 'running',
    patientId: data.patientId,
    primaryTherapistId: data.primaryTherapistId,
    openRequest: null,
    decidedRequests: [],
    startsOn: from,
    plannedEndOn,
    placements: [{ from, trackId, groupIds }],
    residences: [{ from, residenceState, residenceType }],
    payers: [{ from, payer }],
    intensities: [{ from, levelOfCare, plannedWeeklyMinutes, taper }],
    backOn: null,
    credited: {},
  };
};

/** The state after one more event. An event that does not fit the state leaves it as it is. */
export const evolve = (state: EnrollmentState, event: EnrollmentEvent): EnrollmentState => {
  if (event.type === 'PatientEnrolled') return enrolled(event.data);
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'EnrollmentPaused':
      return {
        ...state,
        status: 'paused',
        pausedFrom: event.data.from,
        expectedBackOn: event.data.expectedBackOn,
      };
    case 'EnrollmentResumed':
      return { ...state, status: 'running', backOn: event.data.on };
    case 'PatientTransferred': {
      const { from, trackId, groupIds } = event.data;
      return { ...state, placements: withChange(state.placements, { from, trackId, groupIds }) };
    }
    case 'ResidenceChanged': {
      const { from, residenceState, residenceType } = event.data;
      return { ...state, residences: withChange(state.residences, { from, residenceState, residenceType }) };
    }
    case 'PayerChanged': {
      const { from, payer } = event.data;
      return { ...state, payers: withChange(state.payers, { from, payer }) };
    }
    case 'IntensityChanged': {
      const { from, levelOfCare, plannedWeeklyMinutes, taper } = event.data;
      const change = { from, levelOfCare, plannedWeeklyMinutes, taper };
      return { ...state, intensities: withChange(state.intensities, change) };
    }
    case 'PlannedEndMoved':
      return { ...state, plannedEndOn: event.data.plannedEndOn };
    case 'ScheduleChangeRequested':
      return { ...state, openRequest: event.data.requestId };
    case 'ScheduleChangeDecided': {
      const { requestId } = event.data;
      return { ...state, openRequest: null, decidedRequests: [...state.decidedRequests, requestId] };
    }
    case 'AttendanceCredited': {
      const { sessionId, correction } = event.data;
      return { ...state, credited: { ...state.credited, [sessionId]: correction } };
    }
    case 'EnrollmentEnded':
      return { ...state, status: 'ended', endedOn: event.data.endedOn };
    default:
      return event satisfies never;
  }
};
