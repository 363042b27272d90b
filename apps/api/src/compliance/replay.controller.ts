import { replayBody, type ReplayAnswer, type ReplayAsked, type ReplayJobAnswer } from '@hearth/contracts';
import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId, ValidBody } from '../http/validated.js';
import { Programmes } from '../programme/programmes.js';
import { Replays } from './replays.js';

/** What other rules would have made of what was: at once for a short period, by the worker for a long one. */
@Controller('programmes/:programmeId')
export class ReplayController {
  constructor(
    private readonly programmes: Programmes,
    private readonly replays: Replays,
    private readonly audit: Audit,
  ) {}

  @Post('replay')
  @Roles('supervisor', 'admin')
  @Limited('export')
  @HttpCode(200)
  async replay(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(replayBody) body: z.infer<typeof replayBody>,
  ): Promise<ReplayAnswer> {
    await this.#openForExport(acting, programmeId);
    return this.replays.ofProgramme(programmeId, body);
  }

  @Post('replays')
  @Roles('supervisor', 'admin')
  @Limited('export')
  @HttpCode(202)
  async ask(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @ValidBody(replayBody) body: z.infer<typeof replayBody>,
  ): Promise<ReplayAsked> {
    await this.#openForExport(acting, programmeId);
    return { replayId: await this.replays.ask(acting, programmeId, body) };
  }

  @Get('replays/newest')
  @Roles('supervisor', 'admin')
  async newest(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
  ): Promise<{ readonly replay: ReplayJobAnswer | null }> {
    await this.programmes.requireOverseerOf(acting, programmeId);
    const replay = await this.replays.newest(programmeId);
    return { replay: await this.#read(acting, programmeId, replay) };
  }

  @Get('replays/:replayId')
  @Roles('supervisor', 'admin')
  async find(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @PathId('replayId') replayId: string,
  ): Promise<ReplayJobAnswer> {
    await this.programmes.requireOverseerOf(acting, programmeId);
    return this.#read(acting, programmeId, await this.replays.find(programmeId, replayId));
  }

  @Delete('replays/:replayId')
  @Roles('supervisor', 'admin')
  @HttpCode(204)
  async cancel(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @PathId('replayId') replayId: string,
  ): Promise<void> {
    await this.programmes.requireOverseerOf(acting, programmeId);
    await this.replays.cancel(programmeId, replayId);
  }

  /** How far it is names nobody; its report does, and is written down before it is handed out. */
  async #read<Answer extends ReplayJobAnswer | null>(
    acting: Acting,
    programmeId: string,
    answer: Answer,
  ): Promise<Answer> {
    if (answer !== null && answer.report !== null) await this.#log(acting, programmeId, 'read');
    return answer;
  }

  async #openForExport(acting: Acting, programmeId: string): Promise<void> {
    await this.programmes.requireOverseerOf(acting, programmeId);
    await this.#log(acting, programmeId, 'export');
  }

  #log(acting: Acting, programmeId: string, action: 'export' | 'read'): Promise<void> {
    return this.audit.record(acting, { action, entity: { kind: 'rules-replay', id: programmeId } });
  }
}
