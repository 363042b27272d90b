import { reminderAddressBody, type ReminderAddress } from '@hearth/contracts';
import { isRedacted, patientDecider } from '@hearth/domain';
import { patientView } from '@hearth/views';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { ValidBody } from '../http/validated.js';

/** Where a patient wants to be reminded; their own to say and to take back. */
@Controller('me/reminders')
export class ReminderController {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
  ) {}

  @Get()
  @Roles('patient')
  async read(@By() acting: Acting): Promise<ReminderAddress> {
    const found = await this.current.read(
      {
        category: patientView.category,
        initial: (): ReminderAddress => ({ mail: null }),
        fold: (address, { event }) =>
          event.type === 'ReminderAddressSet'
            ? { mail: isRedacted(event.data.personal) ? null : event.data.personal.mail }
            : address,
      },
      acting.principal.person.id,
    );
    return found ?? { mail: null };
  }

  @Post()
  @Roles('patient')
  @HttpCode(204)
  async set(
    @By() acting: Acting,
    @ValidBody(reminderAddressBody) { mail }: z.infer<typeof reminderAddressBody>,
  ): Promise<void> {
    const { person: by } = acting.principal;
    await this.commands.handle(acting, patientDecider, 'patient', by.id, {
      type: 'SetReminderAddress',
      patientId: by.id,
      by,
      mail,
      at: acting.at,
    });
  }
}
