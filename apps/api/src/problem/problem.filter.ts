import type { Problem } from '@hearth/contracts';
import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { Audit } from '../access/audit.js';
import { LOG } from '../services.js';
import { problemOf } from './problem-of.js';

/** Turns whatever was thrown into a `Problem`, with the right status. The only place that does. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOG) private readonly log: Logger,
    private readonly audit: Audit,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const { status, code, details, fields } = problemOf(error);
    if (status === 403 && request.acting) await this.recordRefusal(request, code);
    // What is away says so by a code of its own, and is known; `internal` is what nobody foresaw.
    if (status >= 500)
      this.log[code === 'internal' ? 'error' : 'warn'](
        { code, ...describe(error, request) },
        'request failed',
      );
    if (response.headersSent) return;
    const correlationId = request.correlationId ?? 'none';
    const problem: Problem = { code, correlationId, details, ...(fields ? { fields } : {}) };
    response.status(status).json(problem);
  }

  /** The refusal stands also when it could not be written down. */
  private async recordRefusal(request: Request, code: string): Promise<void> {
    if (!request.acting) return;
    const { sessionId } = request.params;
    try {
      await this.audit.record(request.acting, {
        action: 'refused',
        outcome: 'refused',
        entity: {
          kind: code,
          ...(typeof sessionId === 'string' ? { sessionId: sessionId.slice(0, 128) } : {}),
        },
      });
    } catch (failure) {
      this.log.warn(describe(failure, request), 'a refusal could not be audited');
    }
  }
}

/** The name of the error and where it arose; never its message, which may quote what a person wrote. */
const describe = (error: unknown, request: Request) => ({
  correlationId: request.correlationId,
  method: request.method,
  error: error instanceof Error ? error.name : typeof error,
  stack: error instanceof Error ? placesOf(error) : undefined,
});

const placesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' | ');
