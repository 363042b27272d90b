import type { SessionEvent } from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import { applyRecorded, emptyDocument } from '../apply.js';
import {
  doorsOpened,
  joined,
  left,
  minutes,
  patient,
  recordedOf,
  scheduled,
  staff,
  started,
  told,
} from '../testing/story.js';
import { attendanceView } from './view.js';

const staffed: SessionEvent[] = [doorsOpened, started, joined(staff('maya'), 'PA_maya', minutes(0))];
const settledOf = (...events: SessionEvent[]) => {
  const { document } = told(attendanceView, 's1', [scheduled, ...staffed, ...events]);
  const ana = document.settled?.patients.find(({ patientId }) => patientId === 'ana');
  return { document, ana, running: document.running.find(({ patientId }) => patientId === 'ana') };
};

describe('the attendance view', () => {
  it('has nothing to say before the session starts', () => {
    expect(told(attendanceView, 's1', [scheduled, doorsOpened]).document.settled).toBeNull();
  });

  it('grows with the clock while a patient and a facilitator are in the room', () => {
    const { ana, running } = settledOf(
      joined(patient('ana'), 'PA_1', minutes(0)),
      joined(patient('jo'), 'PA_2', minutes(10)),
    );
    expect(ana?.countedMs).toBe(10 * 60_000);
    expect(running).toMatchObject({ running: true, until: minutes(60) });
  });

  it('stands still during a break and once the facilitator is gone', () => {
    const inside = joined(patient('ana'), 'PA_1', minutes(0));
    const paused = settledOf(inside, { type: 'BreakStarted', data: { by: 'maya', at: minutes(10) } });
    expect(paused.running?.running).toBe(false);
    expect(settledOf(inside, left(staff('maya'), 'PA_maya', minutes(10))).running?.running).toBe(false);
  });

  it('knows when the staff were there, with the witness of each edge, but for whoever was hidden', () => {
    const { document } = settledOf(
      left(staff('maya'), 'PA_maya', minutes(20), { witness: 'livekit-poll', uncertaintyMs: 15_000 }),
      joined(staff('maya'), 'PA_maya2', minutes(22)),
      joined(staff('ruth'), 'PA_ruth', minutes(23)),
      joined(staff('unseen'), 'PA_unseen', minutes(24), { hidden: true }),
    );
    expect(document.staff).toMatchObject([
      {
        staffId: 'maya',
        segments: [
          {
            from: { at: minutes(0), witness: 'livekit-webhook' },
            to: { at: minutes(20), witness: 'livekit-poll', uncertaintyMs: 15_000 },
          },
          { from: { at: minutes(22) }, to: null },
        ],
      },
      { staffId: 'ruth', segments: [{ to: null }] },
    ]);
  });

  it('does not change with hands and messages', () => {
    const inside = joined(patient('ana'), 'PA_1', minutes(0));
    const with_ = settledOf(inside, { type: 'HandRaised', data: { patientId: 'ana', at: minutes(5) } });
    expect(with_.document).toEqual(settledOf(inside).document);
  });

  it('holds what was sealed, and after a correction the new figure', () => {
    const { document } = settledOf(joined(patient('ana'), 'PA_1', minutes(0)), {
      type: 'SessionEnded',
      data: { by: { kind: 'staff', id: 'maya' }, at: minutes(60) },
    });
    const attendance = document.settled;
    const before = attendance?.patients.find(({ patientId }) => patientId === 'ana');
    if (attendance == null || before === undefined) throw new Error('nothing was settled');
    const sealed: SessionEvent = {
      type: 'AttendanceSealed',
      data: {
        by: { kind: 'staff', id: 'maya' },
        at: minutes(65),
        attendance,
        seal: { hash: 'a'.repeat(64), previousHash: null, sequence: 0, keyId: 'k', signature: 's' },
        leafSecret: null,
      },
    };
    const corrected: SessionEvent = {
      type: 'AttendanceCorrected',
      data: {
        correctionId: 'c1',
        patientId: 'ana',
        by: 'maya',
        at: minutes(90),
        before,
        after: { ...before, countedMs: 42, flags: [...before.flags, 'corrected'] },
        evidence: { basis: 'telephone', added: [], withdrawn: [] },
        reasonDigest: null,
        personal: { reason: 'joined by telephone first' },
      },
    };
    const end: SessionEvent = {
      type: 'SessionEnded',
      data: { by: { kind: 'staff', id: 'maya' }, at: minutes(60) },
    };
    const inside = joined(patient('ana'), 'PA_1', minutes(0));
    expect(settledOf(inside, end, sealed)).toMatchObject({
      ana: before,
      document: { sealHash: 'a'.repeat(64), running: [] },
    });
    expect(settledOf(inside, end, sealed, corrected).ana).toMatchObject({
      countedMs: 42,
      flags: ['inferred', 'corrected'],
    });
  });

  it('changes nothing when the same event comes twice', () => {
    const events = recordedOf('session-s1', [
      scheduled,
      ...staffed,
      joined(patient('ana'), 'PA_1', minutes(0)),
    ]);
    const once = events.reduce(
      (stored, each) => applyRecorded(attendanceView, stored, each),
      emptyDocument(attendanceView, 's1'),
    );
    expect(events.reduce((stored, each) => applyRecorded(attendanceView, stored, each), once)).toBe(once);
  });
});
