import type { Instant } from '../time.js';
import type { OutreachEnd, OutreachEventOf, OutreachStep } from './events.js';
import type { OutreachTimes } from './times.js';

/** Who is expected where, as every command of the ladder tells it. */
export interface Expected {
  readonly enrollmentId: string;
  readonly patientId: string;
  readonly programmeId: string;
  readonly sessionId: string;
  /** The programme's calendar day of the session. */
  readonly day: string;
  /** When the session began: its start, or the opening of its doors if that was later. */
  readonly begunAt: Instant;
  readonly therapistId: string;
  readonly times: OutreachTimes;
}

export type OutreachCommand =
  /** The session is under way without them. Told again at any time, it does what is due by then. */
  | ({ readonly type: 'AwaitPatient'; readonly at: Instant } & Expected)
  /** The session is over, and they never came. */
  | ({ readonly type: 'CountAbsence'; readonly at: Instant } & Expected)
  | {
      readonly type: 'NoteArrival';
      readonly sessionId: string;
      readonly day: string;
      readonly begunAt: Instant;
      /** When they came. */
      readonly at: Instant;
    }
  /** Nobody is expected any more: in a session, or (null) anywhere. */
  | {
      readonly type: 'StopOutreach';
      readonly sessionId: string | null;
      readonly why: Exclude<OutreachEnd, 'came' | 'cannot-come' | 'over'>;
      readonly at: Instant;
    }
  | ({ readonly type: 'AnnounceAbsence'; readonly reason?: string } & Omit<
      OutreachEventOf<'AbsenceAnnounced'>['data'],
      'personal'
    >)
  | ({ readonly type: 'TakeAbsenceBack' } & OutreachEventOf<'AbsenceTakenBack'>['data'])
  /** Refused (no events) when it was claimed before, or there is nothing to say any more. */
  | {
      readonly type: 'ClaimMessage';
      readonly messageId: string;
      readonly sessionId: string;
      readonly step: OutreachStep;
      readonly channel: 'mail';
      readonly at: Instant;
    }
  | ({ readonly type: 'RecordMessage' } & OutreachEventOf<'MessageHandedOver'>['data']);

export type OutreachCommandOf<Type extends OutreachCommand['type']> = Extract<
  OutreachCommand,
  { readonly type: Type }
>;
