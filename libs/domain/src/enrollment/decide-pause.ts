import { Rejection } from '../rejection.js';
import type { EnrollmentCommandOf } from './commands.js';
import type { EnrollmentEvent } from './events.js';
import { openEpisode, type EnrollmentState } from './state.js';

/** The patient will be away from a day on. Said again for the same day, it changes when they are expected back. */
export const pause = (
  { type: _type, ...data }: EnrollmentCommandOf<'PauseEnrollment'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  const { from, expectedBackOn } = data;
  if (episode.status === 'paused') {
    if (episode.pausedFrom !== from) throw new Rejection('enrollment-paused');
    if (episode.expectedBackOn === expectedBackOn) return [];
  }
  const isAfterLast = episode.backOn === null || from >= episode.backOn;
  if (from < episode.startsOn || !isAfterLast) throw new Rejection('invalid', { field: 'from' });
  if (expectedBackOn !== null && expectedBackOn <= from)
    throw new Rejection('invalid', { field: 'expectedBackOn' });
  return [{ type: 'EnrollmentPaused', data }];
};

/** The patient is back; on the very day on which the pause began, the pause is taken back. */
export const resume = (
  { type: _type, ...data }: EnrollmentCommandOf<'ResumeEnrollment'>,
  state: EnrollmentState,
): readonly EnrollmentEvent[] => {
  const episode = openEpisode(state);
  if (episode.status === 'running') {
    if (episode.backOn === data.on) return [];
    throw new Rejection('enrollment-not-paused');
  }
  if (data.on < episode.pausedFrom) throw new Rejection('invalid', { field: 'on' });
  return [{ type: 'EnrollmentResumed', data }];
};
