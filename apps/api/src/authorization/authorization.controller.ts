import {
  authorizationBody,
  authorizationChangeBody,
  authorizationClosureBody,
  authorizationReviewBody,
  type AuthorizationBody,
  type AuthorizationReviewBody,
} from '@hearth/contracts';
import { authorizationDecider, termsOf, type AuthorizationCommand } from '@hearth/domain';
import { authorizationView } from '@hearth/views';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';
import { Programmes } from '../programme/programmes.js';

const letterOf = ({ number, note }: { readonly number: string; readonly note?: string | undefined }) => ({
  number,
  ...(note === undefined || note === '' ? {} : { note }),
});

/** What payers allow, as those who talk with them enter it. */
@Controller()
export class AuthorizationController {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
    private readonly enrollments: Enrollments,
    private readonly programmes: Programmes,
  ) {}

  @Post('enrollments/:enrollmentId/authorizations')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async enter(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @ValidBody(authorizationBody) body: AuthorizationBody,
  ): Promise<void> {
    const episode = await this.enrollments.find(enrollmentId);
    if (episode === null) throw notFound();
    const { patientId, programmeId } = episode;
    await this.programmes.requireStaffOf(acting, programmeId);
    const { authorizationId } = body;
    await this.#handle(acting, authorizationId, {
      type: 'EnterAuthorization',
      authorizationId,
      enrollmentId,
      patientId,
      programmeId,
      ...termsOf(body),
      ...this.#by(acting),
      letter: letterOf(body),
    });
  }

  @Post('authorizations/:authorizationId/changes')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async change(
    @By() acting: Acting,
    @PathId('authorizationId') authorizationId: string,
    @ValidBody(authorizationChangeBody) body: z.infer<typeof authorizationChangeBody>,
  ): Promise<void> {
    await this.#requireOwn(acting, authorizationId);
    const letter = letterOf(body);
    const command = { type: 'ChangeAuthorization', authorizationId, ...termsOf(body), letter } as const;
    await this.#handle(acting, authorizationId, { ...command, ...this.#by(acting) });
  }

  @Post('authorizations/:authorizationId/reviews')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async review(
    @By() acting: Acting,
    @PathId('authorizationId') authorizationId: string,
    @ValidBody(authorizationReviewBody) { on, outcome, nextOn }: AuthorizationReviewBody,
  ): Promise<void> {
    await this.#requireOwn(acting, authorizationId);
    const held = { type: 'RecordReview', authorizationId, on, outcome, ...this.#by(acting) } as const;
    await this.#handle(acting, authorizationId, nextOn === undefined ? held : { ...held, nextOn });
  }

  @Post('authorizations/:authorizationId/closure')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async close(
    @By() acting: Acting,
    @PathId('authorizationId') authorizationId: string,
    @ValidBody(authorizationClosureBody) { why }: z.infer<typeof authorizationClosureBody>,
  ): Promise<void> {
    await this.#requireOwn(acting, authorizationId);
    const command = { type: 'CloseAuthorization', authorizationId, why, ...this.#by(acting) } as const;
    await this.#handle(acting, authorizationId, command);
  }

  #by(acting: Acting): { readonly by: string; readonly at: number } {
    return { by: acting.principal.person.id, at: acting.at };
  }

  async #handle(acting: Acting, authorizationId: string, command: AuthorizationCommand): Promise<void> {
    await this.commands.handle(acting, authorizationDecider, 'authorization', authorizationId, command);
  }

  async #requireOwn(acting: Acting, authorizationId: string): Promise<void> {
    const entered = (await this.current.read(authorizationView, authorizationId))?.entered ?? null;
    if (entered === null) throw notFound();
    await this.programmes.requireStaffOf(acting, entered.programmeId);
  }
}
