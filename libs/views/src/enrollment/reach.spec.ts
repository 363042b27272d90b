import { describe, expect, it } from '@jest/globals';
import type { EnrollmentEvent } from '@hearth/domain';
import { outlinesOfEnrollment } from '../outline/view.js';
import { a01Enrolled } from '../testing/a-eve.js';
import { lookupOf, told } from '../testing/story.js';
import { careReachView } from './reach.js';
import { enrollmentView } from './view.js';

const payer: EnrollmentEvent = {
  type: 'PayerChanged',
  data: { from: '2026-11-17', payer: 'TRICARE', at: 2 },
};
const id = 'e-a01';
const enrollment = (...events: readonly EnrollmentEvent[]) =>
  told(enrollmentView, id, [a01Enrolled, ...events]).document;

const reachOf = async (...events: readonly EnrollmentEvent[]) => {
  const noon = (day: number): number => Date.UTC(2026, 10, day, 17);
  const outlines = [16, 17, 19].map((day) => ({
    ...{ sessionId: `s${day}`, programmeId: 'p1', timeZone: 'America/New_York', startsAt: noon(day) },
  }));
  const documents = new Map<string, object>([[`enrollment/${id}`, enrollment(...events)]]);
  for (const outline of outlines) documents.set(`outline/${outline.sessionId}`, outline);
  const members = new Map([[outlinesOfEnrollment(id), outlines.map(({ sessionId }) => sessionId)]]);
  return careReachView.derive(id, await careReachView.gather(id, lookupOf(documents, members)));
};

describe('a change of payer', () => {
  it('reaches the boards of the patient’s days from then on, and asks for nothing else of them', async () => {
    const reach = await reachOf(payer);
    expect(reach === null ? [] : careReachView.dependents(reach, null)).toEqual([
      { view: 'board', key: 'p1/2026-11-17' },
      { view: 'board', key: 'p1/2026-11-19' },
    ]);
    expect(reach).not.toEqual(await reachOf());
  });

  it('is what pokes them: a credit of a session does not', () => {
    const poked = { view: 'care-reach', key: id };
    expect(enrollmentView.dependents(enrollment(payer), enrollment())).toContainEqual(poked);
    expect(enrollmentView.dependents(enrollment(), enrollment())).not.toContainEqual(poked);
    expect(enrollmentView.dependents(enrollment(), null)).not.toContainEqual(poked);
  });
});
