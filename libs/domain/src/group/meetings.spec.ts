import { describe, expect, it } from '@jest/globals';
import { wallTimeOf } from '../local-time.js';
import { evening, joined, planAfter, scheduledWith } from '../testing/group-story.js';
import { HOUR, MINUTE } from '../time.js';
import type { GroupEvent, Slot } from './events.js';
import { meetingsOf, sessionOfOccurrence } from './meetings.js';

const NEW_YORK = 'America/New_York';
const calendar = { timeZone: NEW_YORK, holidays: [] as string[] };
const week = (from: string, to: string) => ({ from, to });
const told = (plan: ReturnType<typeof planAfter>, from: string, to: string, on = calendar) =>
  meetingsOf(plan, on, week(from, to)).map(({ day, startsAt, calledOff }) => [
    day,
    wallTimeOf(startsAt, on.timeZone),
    calledOff,
  ]);
const nightly = (startsAt: string, minutes = 60): Slot => ({
  ...evening,
  slotId: 'night',
  rule: 'FREQ=DAILY',
  startsAt,
  minutes,
});

describe('the meetings of a group', () => {
  it('are those of its rule in a window, also of one that never ends', () => {
    const plan = planAfter(scheduledWith(evening));
    expect(told(plan, '2031-06-02', '2031-06-08')).toEqual([
      ['2031-06-02', '17:30', null],
      ['2031-06-03', '17:30', null],
      ['2031-06-05', '17:30', null],
    ]);
  });

  it('stay at their time by the clock when the clocks change, in spring and in autumn', () => {
    const plan = planAfter(scheduledWith(nightly('17:30')));
    for (const [from, to] of [
      ['2026-03-07', '2026-03-09'],
      ['2026-10-31', '2026-11-02'],
    ] as const) {
      expect(told(plan, from, to).map(([, time]) => time)).toEqual(['17:30', '17:30', '17:30']);
      const starts = meetingsOf(plan, calendar, week(from, to)).map(({ startsAt }) => startsAt);
      expect(starts.map((at) => at % (24 * HOUR))).not.toEqual(
        starts.map(() => (starts[0] ?? 0) % (24 * HOUR)),
      );
    }
  });

  it('take place at a time that the clocks skip, an hour later by the clock', () => {
    const plan = planAfter(scheduledWith(nightly('02:30')));
    expect(told(plan, '2026-03-07', '2026-03-09')).toEqual([
      ['2026-03-07', '02:30', null],
      ['2026-03-08', '03:30', null],
      ['2026-03-09', '02:30', null],
    ]);
  });

  it('last as many real minutes in the night in which the clocks change', () => {
    for (const day of ['2026-03-08', '2026-11-01']) {
      const [meeting] = meetingsOf(planAfter(scheduledWith(nightly('01:30'))), calendar, week(day, day));
      expect((meeting?.endsAt ?? 0) - (meeting?.startsAt ?? 0)).toBe(60 * MINUTE);
    }
  });

  it('go over midnight, and belong to the day on which they begin', () => {
    const [meeting] = meetingsOf(
      planAfter(scheduledWith(nightly('23:30', 90))),
      calendar,
      week('2028-02-28', '2028-02-28'),
    );
    expect(meeting?.day).toBe('2028-02-28');
    expect(wallTimeOf(meeting?.endsAt ?? 0, NEW_YORK)).toBe('01:00');
  });

  it('are there on 29 February', () => {
    const plan = planAfter(scheduledWith(nightly('09:00')));
    expect(told(plan, '2028-02-29', '2028-02-29')).toEqual([['2028-02-29', '09:00', null]]);
    expect(told(plan, '2027-02-28', '2027-03-01')).toHaveLength(2);
  });

  it('are called off on holidays, unless they are to be held or were restored', () => {
    const on = { timeZone: NEW_YORK, holidays: ['2026-07-02'] };
    const plan = planAfter(scheduledWith(evening));
    expect(told(plan, '2026-07-02', '2026-07-02', on)).toEqual([['2026-07-02', '17:30', 'holiday']]);
    const always = planAfter(scheduledWith({ ...evening, onHolidays: 'meet' }));
    expect(told(always, '2026-07-02', '2026-07-02', on)).toEqual([['2026-07-02', '17:30', null]]);
  });

  it('are called off one by one, and come back as another session', () => {
    const at = { slotId: 'evening', day: '2026-02-03', at: 3 };
    const skipped = planAfter(scheduledWith(evening), {
      type: 'OccurrenceSkipped',
      data: { ...at, reasonCode: 'staff' },
    });
    expect(told(skipped, '2026-02-03', '2026-02-03')).toEqual([['2026-02-03', '17:30', 'staff']]);
    const restored = planAfter(
      scheduledWith(evening),
      { type: 'OccurrenceSkipped', data: { ...at, reasonCode: 'staff' } },
      { type: 'OccurrenceRestored', data: at },
    );
    const [meeting] = meetingsOf(restored, calendar, week('2026-02-03', '2026-02-03'));
    expect(meeting).toMatchObject({ calledOff: null, restored: 1 });
    expect(sessionOfOccurrence('g', at, 1)).not.toBe(sessionOfOccurrence('g', at, 0));
  });

  it('are the same session when they are moved, also into another week', () => {
    const moved = planAfter(scheduledWith(evening), {
      type: 'OccurrenceMoved',
      data: {
        slotId: 'evening',
        day: '2026-02-05',
        to: { day: '2026-02-11', startsAt: '12:00', minutes: 90 },
        reasonCode: 'staff',
        at: 3,
      },
    });
    expect(told(moved, '2026-02-11', '2026-02-11')).toEqual([['2026-02-05', '12:00', null]]);
  });

  it('are called off when a new schedule has them no more', () => {
    const plan = planAfter(
      scheduledWith(evening),
      scheduledWith({ ...evening, rule: 'FREQ=WEEKLY;BYDAY=MO' }),
    );
    expect(told(plan, '2026-02-02', '2026-02-08')).toEqual([
      ['2026-02-02', '17:30', null],
      ['2026-02-03', '17:30', 'other'],
      ['2026-02-05', '17:30', 'other'],
    ]);
  });

  it('are called off from the day on which the group closes', () => {
    const plan = planAfter(scheduledWith(evening), {
      type: 'GroupClosed',
      data: { from: '2026-02-03', at: 3 },
    });
    expect(told(plan, '2026-02-02', '2026-02-03')).toEqual([
      ['2026-02-02', '17:30', null],
      ['2026-02-03', '17:30', 'other'],
    ]);
  });
});

describe('who is in a meeting', () => {
  const rosterOn = (day: string, ...events: readonly Exclude<GroupEvent, { type: 'GroupFormed' }>[]) =>
    meetingsOf(planAfter(scheduledWith(evening), ...events), calendar, week(day, day)).flatMap(({ roster }) =>
      roster.map(({ patientId }) => patientId),
    );

  it('is whoever has a place on that day', () => {
    const events = [
      joined('ana'),
      joined('ben', '2026-02-03'),
      { type: 'PatientLeftGroup', data: { patientId: 'ana', from: '2026-02-05', at: 3 } },
    ] as const;
    expect(rosterOn('2026-02-02', ...events)).toEqual(['ana']);
    expect(rosterOn('2026-02-03', ...events)).toEqual(['ana', 'ben']);
    expect(rosterOn('2026-02-05', ...events)).toEqual(['ben']);
  });

  it('is nobody who is away', () => {
    const events = [
      joined('ana'),
      {
        type: 'MemberAbsenceSet',
        data: { patientId: 'ana', away: [{ from: '2026-02-03', until: '2026-02-05' }], at: 3 },
      },
    ] satisfies GroupEvent[];
    expect(rosterOn('2026-02-02', ...events)).toEqual(['ana']);
    expect(rosterOn('2026-02-03', ...events)).toEqual([]);
    expect(rosterOn('2026-02-05', ...events)).toEqual(['ana']);
  });

  it('is a guest who makes up for another meeting, for this one only', () => {
    const guest = {
      type: 'GuestInvited',
      data: {
        slotId: 'evening',
        day: '2026-02-03',
        patientId: 'cal',
        enrollmentId: 'e-cal',
        reasonCode: null,
        at: 3,
      },
    } as const;
    expect(rosterOn('2026-02-03', joined('ana'), guest)).toEqual(['ana', 'cal']);
    expect(rosterOn('2026-02-05', joined('ana'), guest)).toEqual(['ana']);
  });

  it('leads it: by day, and with whoever comes in the place of another', () => {
    const plan = planAfter(
      scheduledWith(evening),
      {
        type: 'GroupFacilitatorsChanged',
        data: { from: '2026-02-03', facilitators: [{ staffId: 'raman', part: 'facilitator' }], at: 3 },
      },
      {
        type: 'FacilitatorSubstituted',
        data: { slotId: 'evening', day: '2026-02-05', absentId: 'raman', substituteId: 'reyes', at: 3 },
      },
    );
    const leads = meetingsOf(plan, calendar, week('2026-02-02', '2026-02-05')).map(
      ({ facilitators }) => facilitators[0]?.staffId,
    );
    expect(leads).toEqual(['staff-brandt', 'raman', 'reyes']);
  });
});
