import { replayBody, type ReplayAnswer, type ReplayAsked, type ReplayJobAnswer } from '@hearth/contracts';
import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeBoard } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forbidden } from '../problem/problem-error.js';
import { Replays } from './replays.js';

/** What other rules would have made of what was: at once for a short period, by the worker for a long one. */
@Controller('programmes/:programmeId')
export class ReplayController {
  constructor(
    private readonly people: People,
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
    await this.#open(acting, programmeId, 'export');
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
    await this.#open(acting, programmeId, 'export');
    return { replayId: await this.replays.ask(acting, programmeId, body) };
  }

  @Get('replays/newest')
  @Roles('supervisor', 'admin')
  async newest(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
  ): Promise<{ readonly replay: ReplayJobAnswer | null }> {
    await this.#require(acting, programmeId);
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
    await this.#require(acting, programmeId);
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
    await this.#require(acting, programmeId);
    await this.replays.cancel(programmeId, replayId);
  }

  /** How far it is names nobody; its report does, and is written down before it is handed out. */
  async #read<Answer extends ReplayJobAnswer | null>(
    acting: Acting,
    programmeId: string,
    answer: Answer,
  ): Promise<Answer> {
    if (answer !== null && answer.report !== null) await this.#open(acting, programmeId, 'read');
    return answer;
  }

  async #open(acting: Acting, programmeId: string, action: 'export' | 'read'): Promise<void> {
    await this.#require(acting, programmeId);
    await this.audit.record(acting, { action, entity: { kind: 'rules-replay', id: programmeId } });
  }

  async #require(acting: Acting, programmeId: string): Promise<void> {
    const facts = await this.people.find(acting.principal.person);
    if (facts === null || !maySeeBoard(facts, programmeId)) throw forbidden();
  }
}
