import { createLogger } from '@hearth/platform';
import { dispose } from '@livekit/rtc-node';
import { BareConnections } from './bare-connections.js';
import { Company } from './company.js';
import type { Order, Report } from './protocol.js';

/**
 * A process of its own for simulated participants: rtc-node can be disposed of once in a process, and a process that
 * is not disposed of never ends. Orders come from the parent; when the parent is gone, everybody leaves.
 */
const logger = createLogger({ name: 'participants', level: process.env['LOG_LEVEL'] ?? 'info' });
const report = (message: Report): void => {
  if (process.connected) process.send?.(message);
};
const company = new Company(process.env['HEARTH_API_URL'] ?? 'http://127.0.0.1:3000', logger);
const bare = new BareConnections(report);

let ending = false;
const end = async (): Promise<void> => {
  if (ending) return;
  ending = true;
  await Promise.allSettled([company.end(), bare.end()]);
  await dispose();
  process.exit(0);
};

const obey = (order: Order): void => {
  switch (order.kind) {
    case 'take-part': {
      const { sessionId, personaId } = order.plan;
      company.takePart(order.plan, () => report({ kind: 'done', sessionId, personaId }));
      return;
    }
    case 'connect':
      void bare.connect(order);
      return;
    case 'speak':
      bare.speak(order.key, order.on);
      return;
    case 'disconnect':
      void bare.disconnect(order.key);
      return;
    case 'end':
      void end();
      return;
    default:
      order satisfies never;
  }
};

process.on('message', obey);
for (const signal of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(signal, () => void end());
report({ kind: 'ready' });
