import { describe, it } from '@jest/globals';
import { specificationOf } from '../testing/decider-specification.js';
import { evening, formed, joined, scheduledWith, scheduleWith } from '../testing/group-story.js';
import type { GroupCommand, GroupCommandOf } from './commands.js';
import { groupDecider } from './decide.js';
import type { GroupEvent } from './events.js';

const given = specificationOf(groupDecider);
const at = { slotId: 'evening', day: '2026-02-03', at: 3 };
const skip: GroupCommandOf<'SkipOccurrence'> = { type: 'SkipOccurrence', ...at, reasonCode: 'staff' };
const skipped: GroupEvent = { type: 'OccurrenceSkipped', data: { ...at, reasonCode: 'staff' } };
const to = { day: '2026-02-04', startsAt: '12:00', minutes: 60 };
const move: GroupCommandOf<'MoveOccurrence'> = { type: 'MoveOccurrence', ...at, to, reasonCode: 'staff' };
const moved: GroupEvent = { type: 'OccurrenceMoved', data: { ...at, to, reasonCode: 'staff' } };
const restore: GroupCommand = { type: 'RestoreOccurrence', ...at };
const restored: GroupEvent = { type: 'OccurrenceRestored', data: at };
const substitute = (absentId: string, substituteId: string | null): GroupCommand => ({
  type: 'SubstituteFacilitator',
  ...at,
  absentId,
  substituteId,
});
const substituted = (absentId: string, substituteId: string | null): GroupEvent => ({
  type: 'FacilitatorSubstituted',
  data: { ...at, absentId, substituteId },
});
const group = [formed, scheduledWith(evening)];

describe('the week of a group', () => {
  it('is set whole, and set again', () => {
    given(formed)
      .when(scheduleWith(evening))
      .then([scheduledWith(evening)]);
    given(...group)
      .when(scheduleWith(evening))
      .nothing();
    given(...group)
      .when(scheduleWith())
      .then([scheduledWith()]);
    given().when(scheduleWith(evening)).rejected('not-found');
  });

  it('does not hold a rule that never happens, or cannot be read', () => {
    given(formed)
      .when(scheduleWith({ ...evening, rule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30' }))
      .rejected('recurrence-refused');
    given(formed)
      .when(scheduleWith({ ...evening, rule: 'mondays' }))
      .rejected('recurrence-refused');
    given(formed).when(scheduleWith(evening, evening)).rejected('invalid');
  });
});

describe('one meeting of a group', () => {
  it('is called off, and restored', () => {
    given(...group)
      .when(skip)
      .then([skipped]);
    given(...group, skipped)
      .when(skip)
      .nothing();
    given(...group, skipped)
      .when(restore)
      .then([restored]);
    given(...group)
      .when(restore)
      .nothing();
    given(...group, skipped, restored)
      .when(restore)
      .nothing();
  });

  it('is moved, unless it is called off', () => {
    given(...group)
      .when(move)
      .then([moved]);
    given(...group, moved)
      .when(move)
      .nothing();
    given(...group, moved)
      .when(restore)
      .then([restored]);
    given(...group, skipped)
      .when(move)
      .rejected('session-cancelled');
  });

  it('is one that the rule has', () => {
    const never = { ...at, day: '2026-02-04' };
    given(...group)
      .when({ ...skip, ...never })
      .rejected('not-found');
    given(...group)
      .when({ ...skip, slotId: 'other' })
      .rejected('not-found');
    given().when(skip).rejected('not-found');
  });

  it('is led by somebody in the place of another', () => {
    given(...group)
      .when(substitute('staff-brandt', 'staff-reyes'))
      .then([substituted('staff-brandt', 'staff-reyes')]);
    given(...group, substituted('staff-brandt', 'staff-reyes'))
      .when(substitute('staff-brandt', 'staff-reyes'))
      .nothing();
    given(...group)
      .when(substitute('staff-brandt', null))
      .then([substituted('staff-brandt', null)]);
    given(...group)
      .when(substitute('staff-brandt', 'staff-carter'))
      .rejected('invalid');
    given(...group)
      .when(substitute('staff-nobody', 'staff-reyes'))
      .rejected('not-facilitator');
    given(...group, substituted('staff-brandt', null))
      .when(substitute('staff-carter', null))
      .rejected('invalid');
  });

  it('has guests', () => {
    const invite: GroupCommand = { type: 'InviteGuest', ...at, patientId: 'cal', enrollmentId: 'e-cal' };
    const invited: GroupEvent = {
      type: 'GuestInvited',
      data: { ...at, patientId: 'cal', enrollmentId: 'e-cal', reasonCode: null },
    };
    const withdraw: GroupCommandOf<'WithdrawGuest'> = {
      type: 'WithdrawGuest',
      ...at,
      patientId: 'cal',
      reasonCode: 'cannot-come',
    };
    given(...group)
      .when(invite)
      .then([invited]);
    given(...group)
      .when({ ...invite, reasonCode: 'short-week' })
      .then([{ ...invited, data: { ...invited.data, reasonCode: 'short-week' } }]);
    given(...group, invited)
      .when(invite)
      .nothing();
    given(...group, skipped)
      .when(invite)
      .rejected('session-cancelled');
    given(...group, invited)
      .when(withdraw)
      .then([{ type: 'GuestWithdrawn', data: { ...at, patientId: 'cal', reasonCode: 'cannot-come' } }]);
    given(...group)
      .when(withdraw)
      .nothing();
  });
});

describe('the places of a group', () => {
  const capacity = (
    places: number,
    reasonCode: GroupCommandOf<'ChangeCapacity'>['reasonCode'] = null,
  ): GroupCommandOf<'ChangeCapacity'> => ({ type: 'ChangeCapacity', capacity: places, reasonCode, at: 4 });
  const changed = (places: number, reasonCode: 'regulation' | null = null): GroupEvent => ({
    type: 'GroupCapacityChanged',
    data: { capacity: places, reasonCode, at: 4 },
  });
  const full = [formed, joined('ana'), joined('ben')];
  const join = (patientId: string, from?: string): GroupCommand => ({
    type: 'JoinGroup',
    patientId,
    enrollmentId: `e-${patientId}`,
    ...(from === undefined ? {} : { from }),
    at: 2,
  });
  const left = (patientId: string, from: string | null): GroupEvent => ({
    type: 'PatientLeftGroup',
    data: { patientId, from, at: 5 },
  });

  it('become fewer than its people only with a reason, and then nobody is sent away or joins', () => {
    given(...full)
      .when(capacity(1))
      .rejected('capacity-below-roster');
    given(...full)
      .when(capacity(1, 'regulation'))
      .then([changed(1, 'regulation')]);
    given(...full, changed(1, 'regulation'), left('ana', null))
      .when(join('cal'))
      .rejected('group-full');
    given(...full)
      .when(capacity(3))
      .then([changed(3)]);
    given(...full)
      .when(capacity(2))
      .nothing();
  });

  it('are free from the day on which somebody leaves', () => {
    given(...full, left('ana', '2026-02-05'))
      .when(join('cal', '2026-02-04'))
      .rejected('group-full');
    given(...full, left('ana', '2026-02-05'))
      .when(join('cal', '2026-02-05'))
      .then([joined('cal', '2026-02-05')]);
  });

  it('are kept for who is away', () => {
    const away: GroupEvent = {
      type: 'MemberAbsenceSet',
      data: { patientId: 'ana', away: [{ from: '2026-02-02', until: null }], at: 5 },
    };
    given(...full, away)
      .when(join('cal', '2026-02-05'))
      .rejected('group-full');
    given(...full, away)
      .when({ type: 'SetMemberAbsence', ...away.data })
      .nothing();
    given(...full)
      .when({ type: 'SetMemberAbsence', ...away.data })
      .then([away]);
  });

  it('can be taken again by who left', () => {
    given(formed, joined('ana'), left('ana', '2026-02-05'))
      .when(join('ana', '2026-03-02'))
      .then([joined('ana', '2026-03-02')]);
    given(formed, joined('ana'), left('ana', '2026-02-05'))
      .when(join('ana', '2026-02-04'))
      .rejected('invalid');
  });

  it('are no more once the group is closed', () => {
    given(formed, { type: 'GroupClosed', data: { from: '2026-02-05', at: 1 } })
      .when(join('ana', '2026-02-05'))
      .rejected('group-closed');
  });
});

describe('who leads a group', () => {
  const change = (from: string, staffId: string): GroupCommandOf<'ChangeFacilitators'> => ({
    type: 'ChangeFacilitators',
    from,
    facilitators: [{ staffId, part: 'facilitator' }],
    at: 6,
  });
  const changed = (from: string, staffId: string): GroupEvent => {
    const { type: _type, ...data } = change(from, staffId);
    return { type: 'GroupFacilitatorsChanged', data };
  };

  it('changes from a day on, and not for the days before', () => {
    given(formed)
      .when(change('2026-02-02', 'staff-reyes'))
      .then([changed('2026-02-02', 'staff-reyes')]);
    given(formed, changed('2026-02-02', 'staff-reyes')).when(change('2026-02-09', 'staff-reyes')).nothing();
    given(formed, changed('2026-02-02', 'staff-reyes'))
      .when(change('2026-02-01', 'staff-raman'))
      .rejected('invalid');
    given(formed)
      .when({ ...change('2026-02-02', 'x'), facilitators: [] })
      .rejected('invalid');
  });
});
