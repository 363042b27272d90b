import { Counter, Gauge, Histogram, type Registry } from '@hearth/platform';

/** What the projections count of themselves. Labels are names of views and outcomes, never keys. */
export interface ProjectionMetrics {
  readonly jobs: Counter<'view' | 'outcome'>;
  readonly unknownEvents: Counter<'view'>;
  readonly lag: Histogram<'view'>;
  readonly behind: Gauge<'view'>;
  readonly pending: Gauge;
  readonly parked: Gauge;
  readonly waiting: Gauge;
  readonly news: Counter;
  readonly feed: Counter<'note'>;
}

export const projectionMetrics = (registry: Registry): ProjectionMetrics => {
  const registers = [registry];
  return {
    jobs: new Counter({
      name: 'hearth_projection_jobs_total',
      help: 'Documents looked at, by view and what came of it',
      labelNames: ['view', 'outcome'],
      registers,
    }),
    unknownEvents: new Counter({
      name: 'hearth_projection_unknown_events_total',
      help: 'Events passed over because their type or version is not known to this program',
      labelNames: ['view'],
      registers,
    }),
    lag: new Histogram({
      name: 'hearth_projection_lag_seconds',
      help: 'From the store recording an event to its document being written',
      labelNames: ['view'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
      registers,
    }),
    behind: new Gauge({
      name: 'hearth_projection_behind',
      help: 'Streams that are ahead of their document',
      labelNames: ['view'],
      registers,
    }),
    pending: new Gauge({
      name: 'hearth_projection_pending',
      help: 'Derived documents older than their parts',
      registers,
    }),
    parked: new Gauge({
      name: 'hearth_projection_parked',
      help: 'Documents whose stream is parked',
      registers,
    }),
    waiting: new Gauge({ name: 'hearth_projection_pokes_waiting', help: 'Pokes that wait', registers }),
    news: new Counter({
      name: 'hearth_feed_streams_poked_total',
      help: 'Streams handed on by the feed',
      registers,
    }),
    feed: new Counter({
      name: 'hearth_feed_notes_total',
      help: 'What happened to the feed',
      labelNames: ['note'],
      registers,
    }),
  };
};
