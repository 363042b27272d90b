import type { SessionEvent } from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import { applyRecorded, emptyDocument } from '../apply.js';
import { minutes, patient, recordedOf, scheduled, staff, told } from '../testing/story.js';
import { engagementView } from './view.js';

const heard = (by: string, id: string, from: number, to: number): SessionEvent => ({
  type: 'SpeakingMeasured',
  data: { by, intervals: [{ person: patient(id), from, to }] },
});

describe('the engagement view', () => {
  it('counts words that two facilitators heard once', () => {
    const { document } = told(engagementView, 's1', [
      scheduled,
      heard('maya', 'ana', minutes(1), minutes(3)),
      heard('dee', 'ana', minutes(2), minutes(4)),
    ]);
    expect(document.patients).toMatchObject([
      { patientId: 'ana', speakingMs: 180_000, lastActiveAt: minutes(4) },
    ]);
  });

  it('measures patients and not staff, but knows that somebody listened', () => {
    const talk: SessionEvent = {
      type: 'SpeakingMeasured',
      data: { by: 'maya', intervals: [{ person: staff('dee'), from: minutes(1), to: minutes(2) }] },
    };
    expect(told(engagementView, 's1', [scheduled, talk]).document).toMatchObject({
      measuredAt: minutes(2),
      patients: [],
    });
  });

  it('counts hands and shares', () => {
    const { document } = told(engagementView, 's1', [
      scheduled,
      { type: 'HandRaised', data: { patientId: 'ana', at: minutes(1) } },
      {
        type: 'ShareStarted',
        data: { shareId: 'x', patientId: 'ana', kind: 'journal', by: staff('maya'), at: minutes(2) },
      },
    ]);
    expect(document.patients).toMatchObject([{ handsRaised: 1, shares: 1, lastActiveAt: minutes(2) }]);
  });

  it('changes nothing when the same event comes twice', () => {
    const events = recordedOf('session-s1', [scheduled, heard('maya', 'ana', minutes(1), minutes(3))]);
    const once = events.reduce(
      (stored, each) => applyRecorded(engagementView, stored, each),
      emptyDocument(engagementView, 's1'),
    );
    expect(events.reduce((stored, each) => applyRecorded(engagementView, stored, each), once)).toBe(once);
  });
});
