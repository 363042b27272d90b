import { signalClosureBody } from '@hearth/contracts';
import { Rejection, safetyDecider, staffRoles } from '@hearth/domain';
import { safetyView } from '@hearth/views';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { mayAnswerSignal } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forbidden } from '../problem/problem-error.js';

/** Somebody takes a safety signal on, and later says what came of it. */
@Controller('signals/:signalId')
export class SignalController {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
    private readonly people: People,
  ) {}

  @Post('acknowledgement')
  @Roles(...staffRoles)
  @HttpCode(204)
  async acknowledge(@By() acting: Acting, @PathId('signalId') signalId: string): Promise<void> {
    await this.requireOwn(acting, signalId);
    await this.commands.handle(acting, safetyDecider, 'safety', signalId, {
      type: 'AcknowledgeSignal',
      by: acting.principal.person.id,
      at: acting.at,
    });
  }

  @Post('closure')
  @Roles(...staffRoles)
  @HttpCode(204)
  async close(
    @By() acting: Acting,
    @PathId('signalId') signalId: string,
    @ValidBody(signalClosureBody) body: z.infer<typeof signalClosureBody>,
  ): Promise<void> {
    await this.requireOwn(acting, signalId);
    await this.commands.handle(acting, safetyDecider, 'safety', signalId, {
      type: 'CloseSignal',
      ...body,
      by: acting.actor,
      at: acting.at,
    });
  }

  /** A signal is the business of its programme's staff, whoever facilitated. */
  private async requireOwn(acting: Acting, signalId: string): Promise<void> {
    const document = await this.current.read(safetyView, signalId);
    if (!document || document.programmeId === null) throw new Rejection('not-found');
    const facts = await this.people.find(acting.principal.person);
    if (!facts || !mayAnswerSignal(facts, document.programmeId)) throw forbidden();
  }
}
