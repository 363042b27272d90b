import type { Pulse } from '@hearth/contracts';
import type { ProjectionPulse } from '@hearth/projections';

/** Without a word from the feed for this long, nothing that is shown can be trusted to be newer. */
const SILENT_MS = 10_000;
/** More waiting pokes than this are a backlog and not the work at hand. */
const BACKLOG = 50;

/** How fresh the views are. `reported` is null when the projections could not be asked. */
export const freshness = (
  reported: ProjectionPulse | null,
  lastFeedAt: number | null,
  now: number,
): Pulse => {
  const feedAt = reported?.feedAt ?? lastFeedAt;
  if (!reported || reported.feedAt === null || now - reported.feedAt > SILENT_MS) {
    return { serverTime: now, state: 'stale', since: feedAt };
  }
  return reported.caughtUp && reported.waiting <= BACKLOG
    ? { serverTime: now, state: 'live', since: null }
    : { serverTime: now, state: 'catching-up', since: feedAt };
};
