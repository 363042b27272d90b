import { describe, expect, it } from '@jest/globals';
import { usualAuthorizationAlerts, type EventsOf, type ProgrammeEvent } from '@hearth/domain';
import { applyRecorded, emptyDocument } from '../apply.js';
import { programmeEstablished, recordedOf, told } from '../testing/story.js';
import { programmeView, type ProgrammeDocument } from './view.js';

const sealed = (sequence: number): EventsOf<'programme'> => ({
  type: 'SealChained',
  data: { sessionId: `s${sequence}`, sequence, hash: `h${sequence}`, previousHash: null, at: sequence },
});
const after = (...events: readonly ProgrammeEvent[]): ProgrammeDocument =>
  told(programmeView, 'p1', [programmeEstablished, ...events]).document;
const poked = (document: ProgrammeDocument, previous: ProgrammeDocument | null): readonly string[] =>
  programmeView.dependents(document, previous).map(({ view }) => view);

describe('what a programme’s stream says', () => {
  it('is news to everything that reads it when the programme begins', () => {
    expect(poked(after(), null)).toEqual(['authorizations', 'tasks', 'rules-reach', 'directory']);
    expect(poked(after(), told(programmeView, 'p1', []).document)).toEqual([
      'authorizations',
      'tasks',
      'directory',
    ]);
  });

  it('is news to nobody when a session is sealed', () => {
    expect(after(sealed(0)).seals).toBe(1);
    expect(poked(after(sealed(0)), after())).toEqual([]);
  });

  it('is news to the lists that read it, and to no other', () => {
    const before = after();
    const alerts = { ...usualAuthorizationAlerts, unitsPercent: 70 };
    expect(poked({ ...before, authorizationAlerts: alerts }, before)).toEqual(['authorizations']);
    expect(poked({ ...before, holidays: [{ day: '2026-12-25', title: 'Christmas' }] }, before)).toEqual([
      'directory',
    ]);
  });

  it('counts once, however often it is told', () => {
    const [first, second] = recordedOf('programme-p1', [programmeEstablished, sealed(0)]);
    if (first === undefined || second === undefined) throw new Error('two were recorded');
    const twice = [first, second, second, first].reduce(
      (stored, recorded) => applyRecorded(programmeView, stored, recorded),
      emptyDocument(programmeView, 'p1'),
    );
    expect(twice).toEqual(told(programmeView, 'p1', [programmeEstablished, sealed(0)]));
  });
});
