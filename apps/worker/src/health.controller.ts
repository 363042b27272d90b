import { HealthChecks, Registry, type HealthReport } from '@hearth/platform';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { HEALTH, METRICS } from './services.js';

/** For the launcher, orchestrators and operators. */
@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH) private readonly health: HealthChecks,
    @Inject(METRICS) private readonly metrics: Registry,
  ) {}

  /** The process runs. */
  @Get('health/live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** It can reach what it stands on; 503 otherwise, with which part is missing. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<HealthReport> {
    const report = await this.health.run();
    response.status(report.ready ? 200 : 503);
    return report;
  }

  @Get('metrics')
  async exposition(@Res() response: Response): Promise<void> {
    response.type(this.metrics.contentType).send(await this.metrics.metrics());
  }
}
