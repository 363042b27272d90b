import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Engine } from '../engine/engine.js';
import { prometheusText, type NodeMetrics } from './metrics.js';

export interface HealthServer {
  port: number;
  close(): Promise<void>;
}

/** Serves `/health/live`, `/health/ready` (503 while nothing can be written) and `/metrics` (Prometheus). */
export async function startHealthServer(
  engine: Engine,
  metrics: NodeMetrics,
  bind: string,
  port: number,
): Promise<HealthServer> {
  const server = http.createServer((request, response) => {
    const { code, type, body } = answer(request.url ?? '/', engine, metrics);
    response.writeHead(code, { 'content-type': type }).end(body);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, bind, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

interface Answer {
  code: number;
  type: string;
  body: string;
}

function answer(url: string, engine: Engine, metrics: NodeMetrics): Answer {
  switch (url.split('?')[0]) {
    case '/health/live':
      return { code: 204, type: 'text/plain', body: '' };
    case '/health':
    case '/health/ready': {
      const reason = engine.readOnlyReason;
      const body = { writable: reason === undefined, reason, position: engine.lastPosition };
      return { code: reason === undefined ? 200 : 503, type: 'application/json', body: JSON.stringify(body) };
    }
    case '/metrics':
      return { code: 200, type: 'text/plain; version=0.0.4', body: prometheusText(metrics, engine) };
    default:
      return { code: 404, type: 'text/plain', body: 'not found\n' };
  }
}
