import type { Redacted } from '../event-definition.js';
import type { Instant } from '../time.js';
import type { PatientEvent } from './events.js';

type Data<Type extends PatientEvent['type']> = Extract<PatientEvent, { readonly type: Type }>['data'];
type Profile = Exclude<Data<'PatientRegistered'>['personal'], Redacted>;
type Contact = Exclude<Data<'ContactConfirmed'>['personal'], Redacted>;

export type PatientCommand =
  | {
      readonly type: 'RegisterPatient';
      readonly patientId: string;
      readonly programmeId: string;
      readonly simulated: boolean;
      readonly at: Instant;
      readonly profile: Profile;
    }
  | {
      readonly type: 'ChangeProfile';
      readonly patientId: string;
      readonly at: Instant;
      readonly profile: Profile;
    }
  /** Keeps what a check-in confirmed, to be offered at the next one. */
  | {
      readonly type: 'ConfirmContact';
      readonly patientId: string;
      readonly sessionId: string;
      readonly at: Instant;
      readonly contact: Contact;
    }
  /** Null: no reminders are sent. */
  | ({ readonly type: 'SetReminderAddress'; readonly mail: string | null } & Omit<
      Data<'ReminderAddressSet'>,
      'personal'
    >)
  /** Before an episode begins: refused while another one has not ended, or ends after this one would begin. */
  | ({ readonly type: 'ClaimEpisode' } & Data<'EpisodeClaimed'>)
  | ({ readonly type: 'ReleaseEpisode' } & Data<'EpisodeReleased'>);
