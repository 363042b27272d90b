import type { Decider } from '../decider.js';
import type { SessionCommand } from './commands.js';
import { admitAllClear, admitPatient, enterWaitingRoom, leaveWaitingRoom } from './decide-admission.js';
import { submitCheckIn, turnAwayPatient } from './decide-admission.js';
import { correctAttendance, endSession, giveFeedback, sealAttendance } from './decide-closing.js';
import { keepLed, recordOnCallAlert } from './decide-continuity.js';
import { endShare, lowerHand, raiseHand, startShare } from './decide-floor.js';
import { enterPresence, measureSpeaking, recordJoined, recordLeft, reportMedia } from './decide-presence.js';
import {
  answerHelp,
  handOver,
  muteParticipant,
  postMessage,
  removeParticipant,
  requestHelp,
} from './decide-room.js';
import { endBreak, endObservation, startBreak, startObservation } from './decide-room.js';
import {
  cancelSession,
  changeSessionPlan,
  openDoors,
  rescheduleSession,
  scheduleSession,
  startSession,
  withdrawSessionGuest,
} from './decide-schedule.js';
import { evolve, initialState } from './evolve.js';
import type { SessionEvent } from './events.js';
import type { SessionState } from './state.js';

/**
 * The events that follow from a command; none when it changes nothing.
 * @throws Rejection when the command is not legal in this state
 */
const decide = (command: SessionCommand, state: SessionState): readonly SessionEvent[] => {
  switch (command.type) {
    case 'ScheduleSession':
      return scheduleSession(command, state);
    case 'RescheduleSession':
      return rescheduleSession(command, state);
    case 'ChangeSessionPlan':
      return changeSessionPlan(command, state);
    case 'WithdrawSessionGuest':
      return withdrawSessionGuest(command, state);
    case 'CancelSession':
      return cancelSession(command, state);
    case 'OpenDoors':
      return openDoors(command, state);
    case 'SubmitCheckIn':
      return submitCheckIn(command, state);
    case 'EnterWaitingRoom':
      return enterWaitingRoom(command, state);
    case 'LeaveWaitingRoom':
      return leaveWaitingRoom(command, state);
    case 'AdmitPatient':
      return admitPatient(command, state);
    case 'AdmitAllClear':
      return admitAllClear(command, state);
    case 'TurnAwayPatient':
      return turnAwayPatient(command, state);
    case 'StartSession':
      return startSession(command, state);
    case 'RecordJoined':
      return recordJoined(command, state);
    case 'RecordLeft':
      return recordLeft(command, state);
    case 'EnterPresence':
      return enterPresence(command, state);
    case 'ReportMedia':
      return reportMedia(command, state);
    case 'RaiseHand':
      return raiseHand(command, state);
    case 'LowerHand':
      return lowerHand(command, state);
    case 'StartShare':
      return startShare(command, state);
    case 'EndShare':
      return endShare(command, state);
    case 'MeasureSpeaking':
      return measureSpeaking(command, state);
    case 'PostMessage':
      return postMessage(command, state);
    case 'RequestHelp':
      return requestHelp(command, state);
    case 'AnswerHelp':
      return answerHelp(command, state);
    case 'MuteParticipant':
      return muteParticipant(command, state);
    case 'RemoveParticipant':
      return removeParticipant(command, state);
    case 'HandOver':
      return handOver(command, state);
    case 'KeepGroupLed':
      return keepLed(command, state);
    case 'RecordOnCallAlert':
      return recordOnCallAlert(command, state);
    case 'StartBreak':
      return startBreak(command, state);
    case 'EndBreak':
      return endBreak(command, state);
    case 'StartObservation':
      return startObservation(command, state);
    case 'EndObservation':
      return endObservation(command, state);
    case 'EndSession':
      return endSession(command, state);
    case 'SealAttendance':
      return sealAttendance(command, state);
    case 'CorrectAttendance':
      return correctAttendance(command, state);
    case 'GiveFeedback':
      return giveFeedback(command, state);
    default:
      return command satisfies never;
  }
};

export const sessionDecider: Decider<SessionCommand, SessionState, SessionEvent> = {
  decide,
  evolve,
  initialState,
};
