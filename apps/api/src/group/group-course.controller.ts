import {
  capacityBody,
  closureBody,
  groupFacilitatorsBody,
  groupScheduleBody,
  guestBody,
  guestWithdrawalBody,
  moveBody,
  restorationBody,
  skipBody,
  substitutionBody,
} from '@hearth/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Groups } from './groups.js';

type Of<Schema extends z.ZodType> = z.infer<Schema>;

/** The week of a group, and what becomes of single meetings. Sessions follow by themselves. */
@Controller('groups/:groupId')
export class GroupCourseController {
  constructor(private readonly groups: Groups) {}

  @Post('schedule')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  schedule(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(groupScheduleBody) body: Of<typeof groupScheduleBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'ScheduleGroup', ...body, at: acting.at });
  }

  @Post('skips')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  skip(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(skipBody) body: Of<typeof skipBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'SkipOccurrence', ...body, at: acting.at });
  }

  @Post('moves')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  move(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(moveBody) body: Of<typeof moveBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'MoveOccurrence', ...body, at: acting.at });
  }

  @Post('restorations')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  restore(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(restorationBody) body: Of<typeof restorationBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'RestoreOccurrence', ...body, at: acting.at });
  }

  @Post('substitutions')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  substitute(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(substitutionBody) body: Of<typeof substitutionBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'SubstituteFacilitator', ...body, at: acting.at });
  }

  @Post('guests')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  invite(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(guestBody) { patientId, reasonCode, ...at }: Of<typeof guestBody>,
  ): Promise<void> {
    return this.groups.invite(acting, id, at, { patientId, reasonCode });
  }

  @Post('guest-withdrawals')
  @Roles('admin', 'supervisor', 'therapist')
  @HttpCode(204)
  withdraw(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(guestWithdrawalBody) { patientId, reasonCode, ...at }: Of<typeof guestWithdrawalBody>,
  ): Promise<void> {
    return this.groups.withdraw(acting, id, at, { patientId, reasonCode });
  }

  @Post('facilitators')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  changeFacilitators(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(groupFacilitatorsBody) body: Of<typeof groupFacilitatorsBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'ChangeFacilitators', ...body, at: acting.at });
  }

  @Post('capacity')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  changeCapacity(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(capacityBody) { capacity, reasonCode }: Of<typeof capacityBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'ChangeCapacity', capacity, reasonCode, at: acting.at });
  }

  @Post('closure')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  close(
    @By() acting: Acting,
    @PathId('groupId') id: string,
    @ValidBody(closureBody) body: Of<typeof closureBody>,
  ): Promise<void> {
    return this.groups.handle(acting, id, { type: 'CloseGroup', ...body, at: acting.at });
  }
}
