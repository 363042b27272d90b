import { groupBody } from '@hearth/contracts';
import { groupDecider } from '@hearth/domain';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { ValidBody } from '../http/validated.js';
import { Programmes } from './programmes.js';

/** The recurring thing that sessions belong to. */
@Controller('groups')
export class GroupController {
  constructor(
    private readonly commands: Commands,
    private readonly programmes: Programmes,
  ) {}

  @Post()
  @Roles('admin')
  @HttpCode(204)
  async form(@By() acting: Acting, @ValidBody(groupBody) body: z.infer<typeof groupBody>): Promise<void> {
    await this.programmes.requireAdminOf(acting, [body.programmeId]);
    await this.commands.handle(acting, groupDecider, 'group', body.groupId, {
      type: 'FormGroup',
      ...body,
      at: acting.at,
    });
  }
}
