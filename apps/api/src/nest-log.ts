import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

/** What Nest itself says, in the process's own log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }
  debug(message: unknown, context?: unknown): void {
    this.logger.debug({ context }, String(message));
  }
  verbose(message: unknown, context?: unknown): void {
    this.logger.trace({ context }, String(message));
  }
  warn(message: unknown, context?: unknown): void {
    this.logger.warn({ context }, String(message));
  }
  error(message: unknown): void {
    this.logger.error(message instanceof Error ? message.name : String(message));
  }
  fatal(message: unknown): void {
    this.logger.fatal(String(message));
  }
}
