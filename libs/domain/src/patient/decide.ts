import { isAccountCommand, type AccountCommand } from '../account/commands.js';
import { decideAccount, evolveAccount, newAccount, type AccountState } from '../account/decide.js';
import { isAccountEvent, type AccountEvent } from '../account/events.js';
import type { Decider } from '../decider.js';
import { Rejection } from '../rejection.js';
import type { Instant } from '../time.js';
import type { PatientCommand } from './commands.js';
import { claimEpisode, releaseEpisode, withEpisode, type Episodes } from './episodes.js';
import type { PatientEvent } from './events.js';

export type PatientState =
  | { readonly status: 'none' }
  | {
      readonly status: 'registered';
      readonly contactConfirmedAt: Instant | null;
      readonly account: AccountState;
      readonly episodes: Episodes;
    };

const isEmpty = (contact: object): boolean => Object.values(contact).every((value) => value === undefined);

const decide = (
  command: PatientCommand | AccountCommand,
  state: PatientState,
): readonly (PatientEvent | AccountEvent)[] => {
  if (command.type === 'RegisterPatient') {
    if (state.status !== 'none') throw new Rejection('already-exists');
    const { patientId, programmeId, simulated, at, profile } = command;
    return [
      { type: 'PatientRegistered', data: { patientId, programmeId, simulated, at, personal: profile } },
    ];
  }
  if (state.status === 'none') throw new Rejection('not-found');
  if (isAccountCommand(command)) return decideAccount(command, state.account);
  switch (command.type) {
    case 'ChangeProfile': {
      const { patientId, at, profile } = command;
      return [{ type: 'PatientProfileChanged', data: { patientId, at, personal: profile } }];
    }
    case 'ConfirmContact': {
      const { patientId, sessionId, at, contact } = command;
      // Check-ins come one after the other; an older one told again must not undo a newer one.
      const isOld = state.contactConfirmedAt !== null && at <= state.contactConfirmedAt;
      if (isOld || isEmpty(contact)) return [];
      return [{ type: 'ContactConfirmed', data: { patientId, sessionId, at, personal: contact } }];
    }
    case 'SetReminderAddress': {
      const { type: _type, mail, ...data } = command;
      return [{ type: 'ReminderAddressSet', data: { ...data, personal: { mail } } }];
    }
    case 'ClaimEpisode':
      return claimEpisode(command, state.episodes);
    case 'ReleaseEpisode':
      return releaseEpisode(command, state.episodes);
    default:
      return command satisfies never;
  }
};

const evolve = (state: PatientState, event: PatientEvent | AccountEvent): PatientState => {
  if (isAccountEvent(event)) {
    return state.status === 'none' ? state : { ...state, account: evolveAccount(state.account, event) };
  }
  switch (event.type) {
    case 'PatientRegistered':
      return { status: 'registered', contactConfirmedAt: null, account: newAccount, episodes: {} };
    case 'PatientProfileChanged':
    case 'ReminderAddressSet':
      return state;
    case 'ContactConfirmed':
      return state.status === 'none' ? state : { ...state, contactConfirmedAt: event.data.at };
    case 'EpisodeClaimed':
    case 'EpisodeReleased':
      return state.status === 'none' ? state : { ...state, episodes: withEpisode(state.episodes, event) };
    default:
      return event satisfies never;
  }
};

export const patientDecider: Decider<
  PatientCommand | AccountCommand,
  PatientState,
  PatientEvent | AccountEvent
> = {
  decide,
  evolve,
  initialState: () => ({ status: 'none' }),
};
