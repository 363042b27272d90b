import { describe, expect, it } from '@jest/globals';
import type { OutreachEvent } from '@hearth/domain';
import { absencesOfSession, outreachView } from '../outreach/view.js';
import { outlineView } from '../outline/view.js';
import { scheduleView } from '../schedule/view.js';
import { sessionView } from '../session/view.js';
import { lookupOf, minutes, scheduled, told } from '../testing/story.js';
import { patientRoom } from './patient-room.js';
import { roomView } from './view.js';

const said = { patientId: 'ana', sessionIds: ['s1'], at: minutes(-30) };
const announced: OutreachEvent = {
  type: 'AbsenceAnnounced',
  data: { ...said, personal: { reason: 'My bus does not run' } },
};
const takenBack: OutreachEvent = {
  type: 'AbsenceTakenBack',
  data: { patientId: 'ana', sessionIds: ['s1'], at: minutes(-20) },
};
const outreach = (...events: readonly OutreachEvent[]) => told(outreachView, 'e-ana', events).document;

const roomAfter = async (...events: readonly OutreachEvent[]) => {
  const document = outreach(...events);
  const lookup = lookupOf(
    new Map<string, object>([
      ['session/s1', told(sessionView, 's1', [scheduled]).document],
      ['outreach/e-ana', document],
    ]),
    new Map(outreachView.indexes(document).map((index) => [index, ['e-ana']])),
  );
  const room = roomView.derive('s1', await roomView.gather('s1', lookup));
  if (room === null) throw new Error('no room was derived');
  return room;
};
const absences = async (...events: readonly OutreachEvent[]) =>
  (await roomAfter(...events)).patients.map(({ patientId, absence }) => [patientId, absence]);

describe('who has said that they cannot come', () => {
  it('is told where the session is led, with the reason if they gave one', async () => {
    expect(await absences(announced)).toEqual([
      ['ana', { at: minutes(-30), reason: 'My bus does not run' }],
      ['jo', undefined],
    ]);
    const plain: OutreachEvent = { type: 'AbsenceAnnounced', data: said };
    expect(await absences(plain)).toMatchObject([
      ['ana', { reason: null }],
      ['jo', undefined],
    ]);
  });

  it('is nobody any more once it was taken back', async () => {
    expect(await absences(announced, takenBack)).toEqual([
      ['ana', undefined],
      ['jo', undefined],
    ]);
  });

  it('reaches the room of that session alone, when something is said of it', () => {
    const [before, after] = [outreach(), outreach(announced)];
    const room = { view: 'room', key: 's1' };
    const history = { view: 'outreach-history', key: 'e-ana' };
    expect(outreachView.indexes(after)).toEqual([absencesOfSession('s1')]);
    expect(outreachView.dependents(after, before)).toEqual([history, room]);
    expect(outreachView.dependents(after, after)).toEqual([history]);
    expect(outreachView.dependents(outreach(announced, takenBack), after)).toEqual([history, room]);
  });

  it('is counted in the day of whoever leads the session, without the reason', async () => {
    const room = await roomAfter(announced);
    const cannotCome = (from: typeof room) => {
      const outline = outlineView.derive('s1', from);
      const schedule = outline === null ? null : scheduleView.derive('maya', [outline]);
      expect(JSON.stringify(schedule)).not.toContain('bus');
      return schedule?.sessions[0]?.roster?.cannotCome;
    };
    const [ana, ...others] = room.patients;
    if (ana === undefined) throw new Error('Ana is expected');
    expect(cannotCome(room)).toEqual([ana.displayName]);
    expect(cannotCome({ ...room, patients: [{ ...ana, place: 'waiting' }, ...others] })).toEqual([]);
  });

  it('is no business of the others in the group', async () => {
    expect(JSON.stringify(patientRoom(await roomAfter(announced), 'jo'))).not.toContain('bus');
  });
});
