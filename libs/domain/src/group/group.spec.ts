import { describe, expect, it } from '@jest/globals';
import { fold } from '../decider.js';
import { specificationOf } from '../testing/decider-specification.js';
import type { GroupCommand } from './commands.js';
import { groupDecider } from './decide.js';
import type { GroupEvent } from './events.js';

const given = specificationOf(groupDecider);
const data = {
  groupId: 'group-1',
  programmeId: 'programme-a',
  title: 'Evening process group',
  sessionType: 'process-group' as const,
  capacity: 2,
  facilitators: [{ staffId: 'staff-brandt', part: 'facilitator' as const }],
  norms: ['What is said here stays here'],
  modality: 'video' as const,
  at: 1,
};
const form: GroupCommand = { type: 'FormGroup', ...data };
const formed: GroupEvent = { type: 'GroupFormed', data };
const member = (patientId: string) => ({ patientId, enrollmentId: `e-${patientId}`, at: 2 });
const join = (patientId: string): GroupCommand => ({ type: 'JoinGroup', ...member(patientId) });
const joined = (patientId: string): GroupEvent => ({
  type: 'PatientJoinedGroup',
  data: { ...member(patientId), from: null },
});
const leave = (patientId: string): GroupCommand => ({ type: 'LeaveGroup', patientId, at: 3 });
const left = (patientId: string): GroupEvent => ({
  type: 'PatientLeftGroup',
  data: { patientId, from: null, at: 3 },
});

describe('a group', () => {
  it('is formed once, with somebody to facilitate it', () => {
    given().when(form).then([formed]);
    given(formed).when(form).rejected('already-exists');
    given()
      .when({ type: 'FormGroup', ...data, facilitators: [] })
      .rejected('invalid');
    given()
      .when({ type: 'FormGroup', ...data, facilitators: [...data.facilitators, ...data.facilitators] })
      .rejected('invalid');
  });

  it('takes patients in up to its capacity', () => {
    given(formed)
      .when(join('p1'))
      .then([joined('p1')]);
    given(formed, joined('p1')).when(join('p1')).nothing();
    given(formed, joined('p1'), joined('p2')).when(join('p3')).rejected('group-full');
    given(formed, joined('p1'), joined('p2')).when(join('p2')).nothing();
    given(formed, joined('p1'), joined('p2'), left('p1'))
      .when(join('p3'))
      .then([joined('p3')]);
    given().when(join('p1')).rejected('not-found');
  });

  it('lets them go', () => {
    given(formed, joined('p1'))
      .when(leave('p1'))
      .then([left('p1')]);
    given(formed).when(leave('p1')).nothing();
    given().when(leave('p1')).rejected('not-found');
    expect(fold(groupDecider, [joined('p1')])).toEqual({ status: 'none' });
  });
});
