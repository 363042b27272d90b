import {
  changeOf,
  groupDecider,
  Rejection,
  sessionOfOccurrence,
  type GroupCommand,
  type GuestReason,
  type Occurrence,
  type WithdrawalReason,
} from '@hearth/domain';
import { groupView, type GroupDocument } from '@hearth/views';
import { Injectable } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { Programmes } from '../programme/programmes.js';
import { Sessions } from '../session/sessions.js';

/** Groups, as their own streams have them, for the staff of their programme. */
@Injectable()
export class Groups {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
    private readonly programmes: Programmes,
    private readonly enrollments: Enrollments,
    private readonly sessions: Sessions,
  ) {}

  /** @throws ProblemError `not-found`; `forbidden` for who does not work in its programme */
  async requireOwn(acting: Acting, groupId: string): Promise<GroupDocument> {
    const group = await this.current.read(groupView, groupId);
    if (group === null || group.programmeId === null) throw notFound();
    await this.programmes.requireStaffOf(acting, group.programmeId);
    return group;
  }

  /** A command of a member of staff to a group of their programme. @throws Rejection, ProblemError */
  async handle(acting: Acting, groupId: string, command: GroupCommand): Promise<void> {
    await this.requireOwn(acting, groupId);
    await this.commands.handle(acting, groupDecider, 'group', groupId, command);
  }

  /** Somebody comes to one meeting only, under their running episode in the group's programme. */
  async invite(
    acting: Acting,
    groupId: string,
    at: Occurrence,
    { patientId, reasonCode }: { readonly patientId: string; readonly reasonCode: GuestReason | null },
  ): Promise<void> {
    const { programmeId } = await this.requireOwn(acting, groupId);
    const running = await this.enrollments.runningIfKnown(patientId);
    if (running === null || running === 'unknown' || running.episode.programmeId !== programmeId)
      throw new Rejection('not-enrolled');
    const { enrollmentId } = running;
    const guest = { patientId, enrollmentId, reasonCode };
    const command = { type: 'InviteGuest', ...at, ...guest, at: acting.at } as const;
    await this.commands.handle(acting, groupDecider, 'group', groupId, command);
  }

  /**
   * Somebody does not come to one meeting after all. The session that is planned for it says first whether its plan can
   * still be changed: whoever may be at the door already stays expected.
   * @throws Rejection `session-not-scheduled` once its doors are open
   */
  async withdraw(
    acting: Acting,
    groupId: string,
    at: Occurrence,
    { patientId, reasonCode }: { readonly patientId: string; readonly reasonCode: WithdrawalReason | null },
  ): Promise<void> {
    const group = await this.requireOwn(acting, groupId);
    const known = group.plan === null ? null : changeOf(group.plan, at);
    const isGuest = known?.guests.some((guest) => guest.patientId === patientId) === true;
    const isMember = group.members.some((member) => member.patientId === patientId);
    if (known !== null && isGuest && !isMember)
      await this.#unplan(acting, sessionOfOccurrence(groupId, at, known.restored), { patientId, reasonCode });
    const command = { type: 'WithdrawGuest', ...at, patientId, reasonCode, at: acting.at } as const;
    await this.commands.handle(acting, groupDecider, 'group', groupId, command);
  }

  async #unplan(
    acting: Acting,
    sessionId: string,
    withdrawn: { readonly patientId: string; readonly reasonCode: WithdrawalReason | null },
  ): Promise<void> {
    const session = await this.sessions.state(sessionId);
    if (session.status === 'none' || session.status === 'cancelled') return;
    const { title, capacity, facilitators, roster } = session.plan;
    const others = roster.filter((entry) => entry.patientId !== withdrawn.patientId);
    const plan = { title, capacity, facilitators, roster: others, withdrawn, at: acting.at };
    await this.sessions.handle(acting, sessionId, { type: 'ChangeSessionPlan', ...plan });
  }
}
