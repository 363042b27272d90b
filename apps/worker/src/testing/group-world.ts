import {
  groupDecider,
  programmeDecider,
  sessionDecider,
  sessionOfOccurrence,
  trackDecider,
  enrollmentDecider,
  type EnrollmentCommand,
  type GroupCommand,
  type ProgrammeCommand,
  type SessionState,
  type TrackCommand,
} from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import { World } from './world.js';

export const GROUP = 'group-evening';
export const TRACK = 'track-evening';
/** Monday 16 November 2026, 9:00 in New York. */
export const MONDAY = Date.UTC(2026, 10, 16, 14, 0);

/** A programme with a group that meets on Mondays and Thursdays at half past five. */
export class GroupWorld extends World {
  async group(command: GroupCommand): Promise<void> {
    await handleCommand(this.store, groupDecider, 'group', GROUP, command, this.by());
  }

  async programme(command: ProgrammeCommand): Promise<void> {
    await handleCommand(this.store, programmeDecider, 'programme', 'programme', command, this.by());
  }

  async track(command: TrackCommand): Promise<void> {
    await handleCommand(this.store, trackDecider, 'track', TRACK, command, this.by());
  }

  async enrollment(id: string, command: EnrollmentCommand): Promise<void> {
    await handleCommand(this.store, enrollmentDecider, 'enrollment', id, command, this.by());
  }

  async withGroup(): Promise<this> {
    await this.prepare();
    this.now = MONDAY;
    await this.group({
      type: 'FormGroup',
      groupId: GROUP,
      programmeId: 'programme',
      title: 'Process group',
      sessionType: 'process-group',
      capacity: 2,
      facilitators: [
        { staffId: 'staff-lead', part: 'facilitator' },
        { staffId: 'staff-second', part: 'co-facilitator' },
      ],
      norms: [],
      at: 0,
    });
    await this.schedule('17:30');
    return this;
  }

  /** Sets the group's week, at another time or by another rule. */
  schedule(startsAt: string, rule = 'FREQ=WEEKLY;BYDAY=MO,TH'): Promise<void> {
    const slot = { slotId: 'evening', rule, from: '2026-11-02', startsAt, minutes: 60, title: null };
    return this.group({ type: 'ScheduleGroup', slots: [{ ...slot, onHolidays: 'skip' }], at: this.now });
  }

  async sessionOn(day: string, restored = 0): Promise<SessionState> {
    const id = this.sessionIdOn(day, restored);
    return (await foldStream(this.store, sessionDecider, 'session', id)).state;
  }

  sessionIdOn(day: string, restored = 0): string {
    return sessionOfOccurrence(GROUP, { slotId: 'evening', day }, restored);
  }
}
