import { Rejection } from '@hearth/domain';
import { RevisionConflict } from '@hearth/eventstore';

const MAX_CONFLICTS = 8;

const isOvertaken = (error: unknown): boolean =>
  error instanceof RevisionConflict || (error instanceof Rejection && error.code === 'stale-fact');

/**
 * Runs what reads, decides and appends again from its reading, as long as somebody else was faster.
 * @throws RevisionConflict when others were faster time after time; whatever else it throws
 */
export const untilSettled = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let conflicts = 0; ; conflicts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isOvertaken(error) || conflicts >= MAX_CONFLICTS) throw error;
    }
  }
};
