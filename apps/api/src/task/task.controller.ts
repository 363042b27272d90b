import { taskReportBody, type TaskReportBody } from '@hearth/contracts';
import { staffRoles, taskDecider, type TaskKind } from '@hearth/domain';
import { taskView, type Task } from '@hearth/views';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { People, type StaffFacts } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeAuthorizations, maySeeTasks } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { PathId, ValidBody } from '../http/validated.js';
import { forbidden, notFound } from '../problem/problem-error.js';

/** Tasks of those who take care of people, and of those who talk with payers. */
const isCare = (kind: TaskKind): boolean => kind === 'call' || kind === 'repeated-absence';

const isOwn = (task: Task, staff: StaffFacts): boolean =>
  task.owner.kind === 'person' ? task.owner.staffId === staff.id : task.owner.role === staff.role;

/** Somebody takes a task on, and says what came of it. */
@Controller('tasks/:taskId')
export class TaskController {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
    private readonly people: People,
  ) {}

  @Post('taking')
  @Roles(...staffRoles)
  @HttpCode(204)
  async take(@By() acting: Acting, @PathId('taskId') taskId: string): Promise<void> {
    await this.#requireTheirs(acting, taskId);
    await this.commands.handle(acting, taskDecider, 'task', taskId, {
      type: 'TakeTask',
      by: acting.principal.person.id,
      at: acting.at,
    });
  }

  @Post('report')
  @Roles(...staffRoles)
  @HttpCode(204)
  async report(
    @By() acting: Acting,
    @PathId('taskId') taskId: string,
    @ValidBody(taskReportBody) { outcome, note }: TaskReportBody,
  ): Promise<void> {
    await this.#requireTheirs(acting, taskId);
    await this.commands.handle(acting, taskDecider, 'task', taskId, {
      type: 'ReportTask',
      by: acting.principal.person.id,
      outcome,
      ...(note === undefined ? {} : { note }),
      at: acting.at,
    });
  }

  /** Anybody who treats in the programme may call; what is a payer's is for those who oversee it, and for its owner. */
  async #requireTheirs(acting: Acting, taskId: string): Promise<void> {
    const task = (await this.current.read(taskView, taskId))?.task ?? null;
    if (task === null) throw notFound();
    const facts = await this.people.find(acting.principal.person);
    if (facts?.kind !== 'staff' || !maySeeTasks(facts, task.programmeId)) throw forbidden();
    const may = isCare(task.kind) || isOwn(task, facts) || maySeeAuthorizations(facts, task.programmeId);
    if (!may) throw forbidden();
  }
}
