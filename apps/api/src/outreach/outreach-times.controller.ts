import {
  authorizationAlertsBody,
  outreachTimesBody,
  type FollowUpAnswer,
  type SetLast,
} from '@hearth/contracts';
import {
  programmeDecider,
  type AuthorizationAlerts,
  type OutreachTimes,
  type ProgrammeCommand,
  type ProgrammeEvent,
  type Recorded,
} from '@hearth/domain';
import { programmeView, type ProgrammeDocument } from '@hearth/views';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound, ProblemError } from '../problem/problem-error.js';
import { Programmes } from '../programme/programmes.js';

/** A programme's figures, and the events that set them last. */
interface Figures {
  readonly document: ProgrammeDocument;
  readonly set: Partial<Record<ProgrammeEvent['type'], Recorded<ProgrammeEvent>>>;
}

const figures = {
  category: 'programme',
  initial: (programmeId: string): Figures => ({ document: programmeView.initial(programmeId), set: {} }),
  fold: ({ document, set }: Figures, recorded: Recorded<ProgrammeEvent>): Figures => ({
    document: programmeView.fold(document, recorded),
    set: { ...set, [recorded.event.type]: recorded },
  }),
} as const;

/** When a programme reaches out to people, and when it wants to be told of authorizations. */
@Controller('programmes/:programmeId')
export class OutreachTimesController {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
    private readonly programmes: Programmes,
    private readonly people: People,
  ) {}

  @Get('follow-up')
  @Roles('admin', 'supervisor', 'therapist', 'prescriber')
  async read(@By() acting: Acting, @PathId('programmeId') programmeId: string): Promise<FollowUpAnswer> {
    await this.programmes.requireStaffOf(acting, programmeId);
    const found = await this.current.read(figures, programmeId);
    if (found?.document.established == null) throw notFound();
    const { outreachTimes, authorizationAlerts } = found.document;
    return {
      outreachTimes,
      authorizationAlerts,
      outreachTimesSet: await this.#setBy(found.set.OutreachTimesSet),
      authorizationAlertsSet: await this.#setBy(found.set.AuthorizationAlertsSet),
    };
  }

  async #setBy(recorded: Recorded<ProgrammeEvent> | undefined): Promise<SetLast | null> {
    if (recorded === undefined) return null;
    const { kind, id } = recorded.metadata.actor;
    const person = kind === 'staff' ? await this.people.find({ kind, id }) : null;
    return { displayName: person?.displayName ?? '', at: recorded.event.data.at };
  }

  @Post('outreach-times')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async setTimes(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(outreachTimesBody) times: OutreachTimes,
  ): Promise<void> {
    await this.#handle(acting, programmeId, { type: 'SetOutreachTimes', times, at: acting.at });
  }

  @Post('authorization-alerts')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async setAlerts(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(authorizationAlertsBody) alerts: AuthorizationAlerts,
  ): Promise<void> {
    await this.programmes.requireStaffOf(acting, programmeId);
    const { coordinatorId } = alerts;
    if (coordinatorId !== null) {
      const coordinator = await this.people.find({ kind: 'staff', id: coordinatorId });
      if (coordinator?.kind !== 'staff' || !coordinator.programmeIds.includes(programmeId)) {
        throw new ProblemError('invalid', { field: 'coordinatorId' });
      }
    }
    await this.#handle(acting, programmeId, { type: 'SetAuthorizationAlerts', alerts, at: acting.at });
  }

  async #handle(acting: Acting, programmeId: string, command: ProgrammeCommand): Promise<void> {
    await this.programmes.requireStaffOf(acting, programmeId);
    await this.commands.handle(acting, programmeDecider, 'programme', programmeId, command);
  }
}
