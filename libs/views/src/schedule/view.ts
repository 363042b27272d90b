import { outlinesOfPerson, outlineView, type OutlineDocument } from '../outline/view.js';
import type { DerivedView } from '../view.js';
import type { ScheduleDocument, ScheduledSession } from './document.js';

const mineIn = (outline: OutlineDocument, personId: string): ScheduledSession['mine'] => {
  const me = outline.patients.find(({ patientId }) => patientId === personId);
  return me === undefined ? null : { place: me.place, checkedIn: me.checkedIn, missing: me.missing };
};

// Whoever is unsafe comes first, then whoever lacks something after having checked in; the rest have time.
const rosterIn = (outline: OutlineDocument, personId: string): ScheduledSession['roster'] => {
  if (!outline.facilitators.some(({ staffId }) => staffId === personId)) return null;
  const attention = outline.patients
    .filter(({ safety, checkedIn, missing }) => safety || (checkedIn && missing.length > 0))
    .map(({ patientId, displayName, missing, safety }) => ({ patientId, displayName, missing, safety }))
    .sort((a, b) => Number(b.safety) - Number(a.safety));
  return {
    expected: outline.patients.length,
    checkedIn: outline.patients.filter(({ checkedIn }) => checkedIn).length,
    waiting: outline.patients.filter(({ place }) => place === 'waiting').length,
    inRoom: outline.patients.filter(({ place }) => place === 'in-room').length,
    cannotCome: outline.patients.flatMap(({ cannotCome, displayName }) =>
      cannotCome === undefined ? [] : [displayName],
    ),
    attention,
  };
};

const scheduled = (outline: OutlineDocument, personId: string): ScheduledSession => ({
  sessionId: outline.sessionId,
  title: outline.title,
  sessionType: outline.sessionType,
  startsAt: outline.startsAt,
  endsAt: outline.endsAt,
  status: outline.status,
  ...(outline.notHeld === undefined ? {} : { notHeld: outline.notHeld }),
  facilitators: outline.facilitators.map(({ staffId: _staffId, ...shown }) => shown),
  mine: mineIn(outline, personId),
  roster: rosterIn(outline, personId),
});

/** Signals are for those who facilitate; a patient's own schedule carries none. */
const signalsFor = (outlines: readonly OutlineDocument[], personId: string): ScheduleDocument['signals'] =>
  outlines
    .filter(({ facilitators }) => facilitators.some(({ staffId }) => staffId === personId))
    .flatMap(({ signals }) => signals)
    .filter(({ closed }) => closed === null)
    .sort((a, b) => a.raisedAt - b.raisedAt);

export const scheduleView: DerivedView<ScheduleDocument, readonly OutlineDocument[]> = {
  kind: 'derived',
  name: 'schedule',
  version: 2,
  gather: async (personId, lookup) =>
    lookup.documents(outlineView, await lookup.members(outlinesOfPerson(personId))),
  derive: (personId, outlines) => {
    const inOrder = [...outlines].sort(
      (a, b) => a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1),
    );
    const first = inOrder[0];
    if (first === undefined) return null;
    return {
      personId,
      timeZone: first.timeZone,
      sessions: inOrder.map((outline) => scheduled(outline, personId)),
      signals: signalsFor(inOrder, personId),
    };
  },
  indexes: () => [],
  dependents: () => [],
};
