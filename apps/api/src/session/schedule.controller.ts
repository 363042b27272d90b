import { sessionBody } from '@hearth/contracts';
import { localDate, Rejection, standardAttendancePolicy } from '@hearth/domain';
import { groupView } from '@hearth/views';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { worksIn } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Current } from '../command/current.js';
import { ValidBody } from '../http/validated.js';
import { forbidden } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { Programmes } from '../programme/programmes.js';
import { Sessions } from './sessions.js';

type Body = z.infer<typeof sessionBody>;

/** Of one patient, or of one patient and their family. */
const appointmentTypes: readonly Body['sessionType'][] = ['individual', 'family', 'medication'];

/**
 * Puts a session on the schedule. Whoever treats plans appointments, of patients who are in care and with staff of the
 * own programme; any other session is an admin's to plan, since those of groups follow from the groups.
 */
@Controller('sessions')
export class ScheduleController {
  constructor(
    private readonly sessions: Sessions,
    private readonly programmes: Programmes,
    private readonly enrollments: Enrollments,
    private readonly people: People,
    private readonly current: Current,
  ) {}

  @Post()
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  async schedule(@By() acting: Acting, @ValidBody(sessionBody) body: Body): Promise<void> {
    const isAdmin = acting.principal.role === 'admin';
    if (isAdmin) await this.programmes.requireAdminOf(acting, [body.programmeId]);
    else await this.programmes.requireStaffOf(acting, body.programmeId);
    const { timeZone } = await this.programmes.read(body.programmeId);
    if (!isAdmin) await this.requireAppointment(acting, body, timeZone);
    await this.sessions.handle(acting, body.sessionId, {
      type: 'ScheduleSession',
      ...body,
      timeZone,
      roster: body.roster ?? (await this.membersOf(body)),
      attendancePolicy: standardAttendancePolicy,
    });
  }

  private async requireAppointment(acting: Acting, body: Body, timeZone: string): Promise<void> {
    const { groupId, sessionType, startsAt, programmeId, facilitators, roster = [] } = body;
    if (groupId !== undefined || !appointmentTypes.includes(sessionType)) throw forbidden();
    if (startsAt <= acting.at) throw new Rejection('invalid', { field: 'startsAt' });
    for (const { staffId } of facilitators) {
      const facts = await this.people.find({ kind: 'staff', id: staffId });
      if (facts === null || !facts.isActive || !worksIn(facts, programmeId))
        throw new Rejection('invalid', { field: 'facilitators' });
    }
    if (roster.length === 0) throw new Rejection('not-enrolled');
    const day = localDate(startsAt, timeZone);
    for (const { enrollmentId, patientId } of roster) {
      const episode = await this.enrollments.find(enrollmentId);
      const isInCare =
        episode?.patientId === patientId &&
        episode.programmeId === programmeId &&
        episode.startsOn <= day &&
        (episode.endedOn === null || day <= episode.endedOn);
      if (!isInCare) throw new Rejection('not-enrolled');
    }
  }

  /** Whoever is in the group now; a session without a group needs its roster named. */
  private async membersOf({ groupId, programmeId }: Body): Promise<NonNullable<Body['roster']>> {
    if (groupId === undefined) throw new Rejection('invalid');
    const group = await this.current.read(groupView, groupId);
    if (group?.programmeId !== programmeId) throw new Rejection('not-found', { groupId });
    return group.members.map(({ patientId, enrollmentId }) => ({ patientId, enrollmentId }));
  }
}
