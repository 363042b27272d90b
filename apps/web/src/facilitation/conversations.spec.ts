import { describe, expect, it } from '@jest/globals';
import type { RoomMessage } from '@hearth/views';
import { roomOf } from '../../test/staff-documents';
import { conversationsOf, waitingForAnswer } from './conversations';

const message = (
  messageId: string,
  patientId: string,
  from: 'patient' | 'staff',
  at: number,
): RoomMessage => ({
  messageId,
  patientId,
  from: { kind: from, id: from === 'staff' ? 'maya' : patientId },
  at,
  text: messageId,
});

describe('conversationsOf', () => {
  it('has one for each patient, in time, unanswered ones first', () => {
    const conversations = conversationsOf(
      roomOf({
        messages: [
          message('m3', 'p1', 'staff', 30),
          message('m1', 'p1', 'patient', 10),
          message('m2', 'p4', 'patient', 20),
        ],
      }),
    );
    expect(conversations).toHaveLength(10);
    expect(conversations[0]).toMatchObject({ patientId: 'p4', unanswered: 1 });
    expect(conversations[1]).toMatchObject({ patientId: 'p1', unanswered: 0 });
    expect(conversations[1]?.messages.map((each) => each.messageId)).toEqual(['m1', 'm3']);
    expect(waitingForAnswer(conversations)).toBe(1);
  });

  it('counts what came after the last answer', () => {
    const conversations = conversationsOf(
      roomOf({
        messages: [
          message('a', 'p1', 'patient', 1),
          message('b', 'p1', 'staff', 2),
          message('c', 'p1', 'patient', 3),
          message('d', 'p1', 'patient', 4),
        ],
      }),
    );
    expect(conversations[0]?.unanswered).toBe(2);
  });
});
