import { Counter, Gauge, Histogram, Registry } from '@hearth/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestObserver } from '../http/request-log.js';
import { METRICS } from '../services.js';

/** What the api counts. Labels are route patterns, kinds and outcomes; never an id. */
@Injectable()
export class ApiMetrics implements RequestObserver {
  readonly #requests: Histogram;
  readonly webhooks: Counter;
  readonly sockets: Gauge;
  readonly pushes: Counter;

  constructor(@Inject(METRICS) registry: Registry) {
    const registers = [registry];
    this.#requests = new Histogram({
      name: 'hearth_api_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3],
      registers,
    });
    this.webhooks = new Counter({
      name: 'hearth_livekit_webhooks_total',
      help: 'Webhooks of LiveKit by what became of them',
      labelNames: ['outcome'],
      registers,
    });
    this.sockets = new Gauge({ name: 'hearth_live_sockets', help: 'Open live connections', registers });
    this.pushes = new Counter({
      name: 'hearth_live_pushes_total',
      help: 'What was pushed to screens',
      labelNames: ['view', 'kind'],
      registers,
    });
  }

  observe(route: string, method: string, status: number, tookMs: number): void {
    this.#requests.observe({ method, route, status: String(status) }, tookMs / 1_000);
  }
}
