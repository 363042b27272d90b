import type { PersonRef } from '../person.js';
import type { SessionEvent, SessionEventOf } from '../session/events.js';
import type { attendanceFact, joinedFact, leftFact } from '../session/witness.js';
import type { Instant } from '../time.js';
import type { z } from 'zod';
import type { AttendancePolicy } from './policy.js';
import type { SegmentEdge } from './sealed.js';

export type JoinedFact = z.infer<typeof joinedFact>;
export type LeftFact = z.infer<typeof leftFact>;
/** One witnessed end of a connection, as it came. */
export type AttendanceFact = z.infer<typeof attendanceFact>;

export type MediaFact = {
  readonly person: PersonRef;
  readonly participantSid: string;
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly at: Instant;
};

/** When a video room was first joined by anybody, without saying by whom. */
export type RoomOpening = {
  readonly roomSid: string;
  readonly earliest: Instant;
  readonly at: Instant;
  readonly latest: Instant;
  readonly witness: SegmentEdge['witness'];
};

/** All that counted minutes are derived from; nothing else may move them. */
export type AttendanceInputs = {
  readonly sessionId: string;
  readonly schedule: { readonly from: Instant; readonly to: Instant };
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly roster: readonly { readonly patientId: string; readonly enrollmentId: string }[];
  readonly facilitatorIds: readonly string[];
  readonly breaks: readonly { readonly from: Instant; readonly to: Instant | null }[];
  readonly facts: readonly AttendanceFact[];
  readonly media: readonly MediaFact[];
  /** Only where the facts are not everybody's: the rooms that others were in too. */
  readonly rooms?: readonly RoomOpening[];
  readonly policy: AttendancePolicy;
};

const opened = (plan: SessionEventOf<'SessionScheduled'>['data']): AttendanceInputs => ({
  sessionId: plan.sessionId,
  schedule: { from: plan.startsAt, to: plan.endsAt },
  startedAt: null,
  endedAt: null,
  roster: plan.roster,
  facilitatorIds: plan.facilitators.map((one) => one.staffId),
  breaks: [],
  facts: [],
  media: [],
  policy: plan.attendancePolicy,
});

/** A fact that came after the seal, in the form of the others. */
export const lateFact = (data: SessionEventOf<'LateFactRecorded'>['data']): AttendanceFact => {
  const { fact, ...witnessed } = data;
  switch (fact.kind) {
    case 'joined':
      return { ...witnessed, kind: 'joined', hidden: fact.hidden };
    case 'left':
      return { ...witnessed, kind: 'left', leaveReason: fact.leaveReason };
    default:
      return fact satisfies never;
  }
};

/** Where staff entries lie: no room of the video server, so that they neither open nor end one. */
export const STAFF_ROOM = 'staff';

/** What a member of staff entered, as the two ends of a connection. */
export const enteredFacts = (
  data: Omit<SessionEventOf<'PresenceEntered'>['data'], 'personal'>,
): readonly [JoinedFact, LeftFact] => {
  const { entryId, patientId, from, to, uncertaintyMs, by, how, reasonDigest } = data;
  const told = {
    roomSid: STAFF_ROOM,
    participantSid: entryId,
    person: { kind: 'patient' as const, id: patientId },
    witness: 'staff' as const,
    uncertaintyMs,
    entered: { by, how, reasonDigest },
  };
  return [
    { ...told, kind: 'joined', at: from, hidden: false },
    { ...told, kind: 'left', at: to, leaveReason: 'left' },
  ];
};

/** Facts that came after the seal: left out of what was sealed, taken in to see what a correction would say. */
export type LateFacts = 'without-late-facts' | 'with-late-facts';

const gather = (inputs: AttendanceInputs, event: SessionEvent, late: LateFacts): AttendanceInputs => {
  switch (event.type) {
    case 'SessionRescheduled':
      return { ...inputs, schedule: { from: event.data.startsAt, to: event.data.endsAt } };
    case 'SessionPlanChanged': {
      const { roster, facilitators } = event.data;
      return { ...inputs, roster, facilitatorIds: facilitators.map(({ staffId }) => staffId) };
    }
    case 'SessionStarted':
      return { ...inputs, startedAt: event.data.at };
    case 'SessionEnded':
      return { ...inputs, endedAt: event.data.at };
    case 'BreakStarted':
      return { ...inputs, breaks: [...inputs.breaks, { from: event.data.at, to: null }] };
    case 'BreakEnded': {
      const breaks = inputs.breaks.map((one) => (one.to === null ? { ...one, to: event.data.at } : one));
      return { ...inputs, breaks };
    }
    case 'ParticipantJoined':
      return { ...inputs, facts: [...inputs.facts, { ...event.data, kind: 'joined' }] };
    case 'ParticipantLeft':
      return { ...inputs, facts: [...inputs.facts, { ...event.data, kind: 'left' }] };
    case 'PresenceEntered':
      return { ...inputs, facts: [...inputs.facts, ...enteredFacts(event.data)] };
    case 'LateFactRecorded':
      return late === 'with-late-facts'
        ? { ...inputs, facts: [...inputs.facts, lateFact(event.data)] }
        : inputs;
    case 'MediaReported':
      return { ...inputs, media: [...inputs.media, event.data] };
    default:
      return inputs;
  }
};

/** What the events of one session give to settle; null when it was never scheduled. */
export const attendanceOf = (
  events: readonly SessionEvent[],
  late: LateFacts = 'without-late-facts',
): AttendanceInputs | null => {
  const plan = events.find((event) => event.type === 'SessionScheduled');
  if (plan === undefined) return null;
  return events.reduce((inputs, event) => gather(inputs, event, late), opened(plan.data));
};
