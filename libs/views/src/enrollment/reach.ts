import { localDate } from '@hearth/domain';
import { outlinesOfEnrollment, outlineView, type OutlineDocument } from '../outline/view.js';
import type { DerivedView } from '../view.js';
import type { EnrollmentDocument } from './document.js';
import { enrollmentView } from './view.js';

/** The boards on which a patient is, whose rules there follow from payer, state and age. Key: enrollment id. */
export interface CareReachDocument {
  /** What of the episode a board asks. */
  readonly asked: string;
  readonly boards: readonly string[];
}

interface ReachParts {
  readonly enrollment: EnrollmentDocument | null;
  readonly outlines: readonly OutlineDocument[];
}

/** Stands between a change of payer or state and the boards, so that they do not wait for something to happen on them. */
export const careReachView: DerivedView<CareReachDocument, ReachParts> = {
  kind: 'derived',
  name: 'care-reach',
  version: 1,
  gather: async (enrollmentId, lookup) => {
    const [enrollment, outlines] = await Promise.all([
      lookup.document(enrollmentView, enrollmentId),
      lookup.members(outlinesOfEnrollment(enrollmentId)).then((keys) => lookup.documents(outlineView, keys)),
    ]);
    return { enrollment, outlines };
  },
  derive: (_enrollmentId, { enrollment, outlines }) => {
    const episode = enrollment?.episode ?? null;
    if (episode === null) return null;
    // Days before the newest of these changes are judged as they were.
    const from =
      [...episode.payers, ...episode.residences]
        .map((each) => each.from)
        .toSorted()
        .at(-1) ?? '';
    const boards = outlines
      .map(({ programmeId, startsAt, timeZone }) => ({ programmeId, day: localDate(startsAt, timeZone) }))
      .filter(({ day }) => day >= from)
      .map(({ programmeId, day }) => `${programmeId}/${day}`);
    return {
      asked: JSON.stringify([episode.payers, episode.residences]),
      boards: [...new Set(boards)].sort(),
    };
  },
  indexes: () => [],
  dependents: ({ boards }) => boards.map((key) => ({ view: 'board', key })),
};
