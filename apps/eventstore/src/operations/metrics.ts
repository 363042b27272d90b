import type { Engine } from '../engine/engine.js';

/** Counters of one node. Plain numbers; the health server writes them out for Prometheus. */
export class NodeMetrics {
  appends = 0;
  eventsAppended = 0;
  appendsRefused = 0;
  reads = 0;
  eventsSent = 0;
  subscriptions = 0;
  /** How often a subscriber was too slow to be served from memory and went back to the log. */
  fellBehind = 0;
  compactions = 0;
}

/** The counters in Prometheus' text form. */
export function prometheusText(metrics: NodeMetrics, engine: Engine): string {
  const lines: [name: string, type: 'counter' | 'gauge', help: string, value: number][] = [
    [
      'appends_total',
      'counter',
      'Appends that were written or found to be written already.',
      metrics.appends,
    ],
    ['events_appended_total', 'counter', 'Events in those appends.', metrics.eventsAppended],
    ['appends_refused_total', 'counter', 'Appends whose expectation did not hold.', metrics.appendsRefused],
    ['reads_total', 'counter', 'Reads of streams and of $all.', metrics.reads],
    ['events_sent_total', 'counter', 'Events sent to readers and subscribers.', metrics.eventsSent],
    ['subscriptions', 'gauge', 'Catch-up subscriptions that are open.', metrics.subscriptions],
    ['fell_behind_total', 'counter', 'Times a slow subscriber went back to the log.', metrics.fellBehind],
    ['compactions_total', 'counter', 'Compactions that were finished.', metrics.compactions],
    ['last_position', 'gauge', 'Position of the last durable event.', engine.lastPosition],
    [
      'index_lag_events',
      'gauge',
      'Events that reads do not see yet.',
      engine.lastPosition - engine.indexedPosition,
    ],
    [
      'checkpoint_lag_events',
      'gauge',
      'Events that a start after a crash would have to index again.',
      engine.lastPosition - engine.checkpointPosition,
    ],
    ['read_only', 'gauge', '1 while nothing can be written.', engine.readOnlyReason === undefined ? 0 : 1],
    ['resident_memory_bytes', 'gauge', 'Memory of the process.', process.memoryUsage.rss()],
  ];
  return lines
    .map(([name, type, help, value]) => {
      const full = `hearth_eventstore_${name}`;
      return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${full} ${value}\n`;
    })
    .join('');
}
