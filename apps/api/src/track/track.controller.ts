import { trackBody, trackChangeBody, waitlistBody } from '@hearth/contracts';
import { Rejection, staffRoles, trackDecider, type TrackCommand } from '@hearth/domain';
import { trackView, tracksOfProgramme, type TrackDocument } from '@hearth/views';
import type { ViewReader } from '@hearth/projections';
import { Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { PathId, ValidBody } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Programmes } from '../programme/programmes.js';
import { VIEWS } from '../services.js';

/** The weekly shapes of a programme, and who waits for a place in one. Promotion is enrolment or transfer into it. */
@Controller()
export class TrackController {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
    private readonly programmes: Programmes,
    private readonly people: People,
    private readonly audit: Audit,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  @Get('programmes/:programmeId/tracks')
  @Roles(...staffRoles)
  async list(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
  ): Promise<readonly NonNullable<TrackDocument['track']>[]> {
    await this.programmes.requireStaffOf(acting, programmeId);
    await this.audit.record(acting, { action: 'read', entity: { kind: 'tracks', id: programmeId } });
    const ids = await this.views.members(tracksOfProgramme(programmeId));
    const documents = await Promise.all(ids.map((id) => this.current.read(trackView, id)));
    return documents
      .flatMap((document) => (document?.track == null ? [] : [document.track]))
      .sort((a, b) => a.title.localeCompare(b.title));
  }

  @Post('tracks')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async define(@By() acting: Acting, @ValidBody(trackBody) body: z.infer<typeof trackBody>): Promise<void> {
    await this.programmes.requireStaffOf(acting, body.programmeId);
    await this.commands.handle(acting, trackDecider, 'track', body.trackId, {
      type: 'DefineTrack',
      ...body,
      at: acting.at,
    });
  }

  @Post('tracks/:trackId/changes')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async change(
    @By() acting: Acting,
    @PathId('trackId') trackId: string,
    @ValidBody(trackChangeBody) { reasonCode, ...shape }: z.infer<typeof trackChangeBody>,
  ): Promise<void> {
    await this.handle(acting, trackId, { type: 'ChangeTrack', ...shape, reasonCode, at: acting.at });
  }

  @Post('tracks/:trackId/closure')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async close(@By() acting: Acting, @PathId('trackId') trackId: string): Promise<void> {
    await this.handle(acting, trackId, { type: 'CloseTrack', at: acting.at });
  }

  @Post('tracks/:trackId/waitlist')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async wait(
    @By() acting: Acting,
    @PathId('trackId') trackId: string,
    @ValidBody(waitlistBody) { patientId }: z.infer<typeof waitlistBody>,
  ): Promise<void> {
    const { programmeId } = await this.requireOwn(acting, trackId);
    const patient = await this.people.find({ kind: 'patient', id: patientId });
    if (patient?.kind !== 'patient' || patient.programmeId !== programmeId)
      throw new Rejection('not-found', { patientId });
    await this.handle(acting, trackId, { type: 'JoinWaitlist', patientId, at: acting.at });
  }

  @Delete('tracks/:trackId/waitlist/:patientId')
  @Roles('admin', 'supervisor')
  @HttpCode(204)
  async withdraw(
    @By() acting: Acting,
    @PathId('trackId') trackId: string,
    @PathId('patientId') patientId: string,
  ): Promise<void> {
    await this.handle(acting, trackId, { type: 'LeaveWaitlist', patientId, at: acting.at });
  }

  private async requireOwn(acting: Acting, trackId: string): Promise<NonNullable<TrackDocument['track']>> {
    const document = await this.current.read(trackView, trackId);
    if (document?.track == null) throw notFound();
    await this.programmes.requireStaffOf(acting, document.track.programmeId);
    return document.track;
  }

  private async handle(acting: Acting, trackId: string, command: TrackCommand): Promise<void> {
    await this.requireOwn(acting, trackId);
    await this.commands.handle(acting, trackDecider, 'track', trackId, command);
  }
}
