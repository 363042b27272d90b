import { sessionBody } from '@hearth/contracts';
import { Rejection, standardAttendancePolicy } from '@hearth/domain';
import { groupView } from '@hearth/views';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Current } from '../command/current.js';
import { ValidBody } from '../http/validated.js';
import { Programmes } from '../programme/programmes.js';
import { Sessions } from './sessions.js';

type Body = z.infer<typeof sessionBody>;

/** Puts a session on the schedule. */
@Controller('sessions')
export class ScheduleController {
  constructor(
    private readonly sessions: Sessions,
    private readonly programmes: Programmes,
    private readonly current: Current,
  ) {}

  @Post()
  @Roles('admin')
  @HttpCode(204)
  async schedule(@By() acting: Acting, @ValidBody(sessionBody) body: Body): Promise<void> {
    await this.programmes.requireAdminOf(acting, [body.programmeId]);
    const { timeZone } = await this.programmes.read(body.programmeId);
    await this.sessions.handle(acting, body.sessionId, {
      type: 'ScheduleSession',
      ...body,
      timeZone,
      roster: body.roster ?? (await this.membersOf(body)),
      attendancePolicy: standardAttendancePolicy,
    });
  }

  /** Whoever is in the group now; a session without a group needs its roster named. */
  private async membersOf({ groupId, programmeId }: Body): Promise<NonNullable<Body['roster']>> {
    if (groupId === undefined) throw new Rejection('invalid');
    const group = await this.current.read(groupView, groupId);
    if (group?.programmeId !== programmeId) throw new Rejection('not-found', { groupId });
    return group.members.map(({ patientId, enrollmentId }) => ({ patientId, enrollmentId }));
  }
}
