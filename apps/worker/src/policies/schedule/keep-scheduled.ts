import {
  groupDecider,
  horizonFrom,
  meetingsOf,
  programmeDecider,
  Rejection,
  sessionDecider,
  sessionOfOccurrence,
  standardAttendancePolicy,
  type FormedGroup,
  type Instant,
  type Meeting,
  type SessionCommand,
  type SessionState,
} from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import { byPolicy } from '../by-policy.js';
import type { Surroundings } from '../surroundings.js';
import { unlessRefused } from '../unless-refused.js';

interface Context {
  readonly group: FormedGroup;
  readonly sessionId: string;
  readonly timeZone: string;
  readonly at: Instant;
}

const scheduleCommand = (meeting: Meeting, { group, sessionId, timeZone }: Context): SessionCommand => ({
  type: 'ScheduleSession',
  sessionId,
  programmeId: group.programmeId,
  groupId: group.groupId,
  occurrence: { slotId: meeting.slotId, day: meeting.day },
  title: meeting.title,
  sessionType: group.sessionType,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  timeZone,
  capacity: group.capacity,
  facilitators: [...meeting.facilitators],
  roster: [...meeting.roster],
  attendancePolicy: standardAttendancePolicy,
});

/** What a session still lacks to be what its group says; nothing once its doors are open. */
const commandsFor = (
  meeting: Meeting,
  session: SessionState,
  context: Context,
): readonly SessionCommand[] => {
  const { group, at } = context;
  if (session.status === 'none') {
    // One that would have begun already is not made up afterwards.
    const isWanted = meeting.calledOff === null && meeting.startsAt > at;
    return isWanted ? [scheduleCommand(meeting, context)] : [];
  }
  if (session.status !== 'scheduled') return [];
  if (meeting.calledOff !== null) return [{ type: 'CancelSession', at, reasonCode: meeting.calledOff }];
  const { startsAt, endsAt, title, facilitators, roster } = meeting;
  return [
    { type: 'RescheduleSession', startsAt, endsAt, reasonCode: 'other', at },
    {
      type: 'ChangeSessionPlan',
      title,
      capacity: group.capacity,
      facilitators: [...facilitators],
      roster: [...roster],
      at,
    },
  ];
};

/** Whether a command would change anything about a session; one that it refuses changes nothing either. */
const changesAnything = (command: SessionCommand, session: SessionState): boolean => {
  try {
    return sessionDecider.decide(command, session).length > 0;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
};

/**
 * Makes the sessions of a group agree with its meetings, from now to a horizon: schedules those that are missing, and
 * moves, calls off, staffs and fills those that have not begun. Done again, or by two at once, it changes nothing
 * more, since each meeting has one session id and the session decides what is new.
 * @returns the revision of the group that was looked at, and when its horizon has moved by a day
 */
export const keepScheduled = async (
  { store, logger, now }: Surroundings,
  groupId: string,
  horizonDays: number,
): Promise<{ readonly revision: number; readonly timeZone: string | null }> => {
  const { state: group, revision } = await foldStream(store, groupDecider, 'group', groupId);
  if (group.status === 'none' || group.slots.length + group.formerSlots.length === 0)
    return { revision, timeZone: null };
  const { state: programme } = await foldStream(store, programmeDecider, 'programme', group.programmeId);
  if (programme.status === 'none') return { revision, timeZone: null };
  const { timeZone } = programme;
  const calendar = { timeZone, holidays: programme.holidays.map(({ day }) => day) };
  const at = now();
  for (const meeting of meetingsOf(group, calendar, horizonFrom(at, horizonDays, timeZone))) {
    if (meeting.endsAt <= at) continue;
    const sessionId = sessionOfOccurrence(groupId, meeting, meeting.restored);
    const { state: session } = await foldStream(store, sessionDecider, 'session', sessionId);
    const lacking = commandsFor(meeting, session, { group, sessionId, timeZone, at });
    // Decided on what was just read: handling a command reads the stream again, for each of hundreds of meetings.
    for (const command of lacking.filter((one) => changesAnything(one, session))) {
      await unlessRefused(
        () => handleCommand(store, sessionDecider, 'session', sessionId, command, byPolicy('schedule')),
        // Somebody opened its doors, or called it off, in this moment: then it stays as it is.
        ({ code }) => logger.info({ code, sessionId }, 'a session stays as it is'),
      );
    }
  }
  return { revision, timeZone };
};
