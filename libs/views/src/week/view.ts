import { enrollmentsOfProgramme, enrollmentView } from '../enrollment/view.js';
import { outlinesOfEnrollment, outlineView } from '../outline/view.js';
import { patientView, staffView } from '../profile/view.js';
import { gatherRules } from '../rule-pack/gather.js';
import type { DerivedView, Lookup } from '../view.js';
import { deriveWeek, type WeekParts } from './derive.js';
import type { PatientWeek, ProgrammeWeekDocument, WeekDay, WeekDocument } from './document.js';
import { daysOfWeek, type Verdict } from '@hearth/domain';

/** All that the weeks of an episode are made of. */
export const gatherWeek = async (enrollmentId: string, lookup: Lookup): Promise<WeekParts> => {
  const enrollment = await lookup.document(enrollmentView, enrollmentId);
  const episode = enrollment?.episode ?? null;
  const [outlines, profile, decided] = await Promise.all([
    lookup.members(outlinesOfEnrollment(enrollmentId)).then((keys) => lookup.documents(outlineView, keys)),
    episode === null ? null : lookup.document(patientView, episode.patientId),
    gatherRules(episode?.programmeId ?? null, lookup),
  ]);
  const leaders = outlines.flatMap(({ facilitators }) => facilitators.map(({ staffId }) => staffId));
  const staff = await lookup.documents(staffView, [...new Set(leaders)].sort());
  return { ...decided, enrollment, outlines, profile, staff };
};

const sameWeek = (a: PatientWeek, b: PatientWeek | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const changedWeeks = (document: WeekDocument, previous: WeekDocument | null): readonly string[] =>
  document.weeks
    .filter(
      (week) =>
        !sameWeek(
          week,
          previous?.weeks.find(({ weekStart }) => weekStart === week.weekStart),
        ),
    )
    .map(({ weekStart }) => weekStart);

export const weekView: DerivedView<WeekDocument, WeekParts> = {
  kind: 'derived',
  name: 'week',
  version: 2,
  gather: gatherWeek,
  derive: deriveWeek,
  indexes: () => [],
  dependents: (document, previous) => [
    ...changedWeeks(document, previous).map((weekStart) => ({
      view: 'programme-week',
      key: `${document.programmeId}/${weekStart}`,
    })),
    { view: 'authorization-use', key: document.enrollmentId },
  ],
};

const needsALook = ({ status }: Verdict): boolean =>
  status === 'at-risk' || status === 'missed' || status === 'not-billable';

/** Nothing was planned on it, nothing happened, and no rule asks for anything. */
const isIdle = ({ scheduledMinutes, counted, sessions, verdict, others }: WeekDay): boolean =>
  scheduledMinutes === 0 &&
  counted.ms === 0 &&
  !counted.running &&
  sessions.length === 0 &&
  verdict.status === 'not-applicable' &&
  others.length === 0;

// Hundreds of patients side by side: of what other rules say, only that which somebody should look at; and only days
// on which there is something, as most of the document would be days on which there is nothing.
const inShort = (week: PatientWeek): PatientWeek => ({
  ...week,
  others: week.others.filter(needsALook),
  days: week.days
    .map((day) => ({ ...day, others: day.others.filter(needsALook) }))
    .filter((day) => !isIdle(day)),
});

const parse = (key: string): { programmeId: string; weekStart: string } => {
  const slash = key.lastIndexOf('/');
  return { programmeId: key.slice(0, slash), weekStart: key.slice(slash + 1) };
};

export const programmeWeekView: DerivedView<ProgrammeWeekDocument, readonly WeekDocument[]> = {
  kind: 'derived',
  name: 'programme-week',
  version: 3,
  gather: async (key, lookup) =>
    lookup.documents(weekView, await lookup.members(enrollmentsOfProgramme(parse(key).programmeId))),
  derive: (key, documents) => {
    const { programmeId, weekStart } = parse(key);
    const patients = documents
      .flatMap(({ weeks }) => weeks.filter((week) => week.weekStart === weekStart).map(inShort))
      .sort(
        (a, b) => a.displayName.localeCompare(b.displayName) || (a.enrollmentId < b.enrollmentId ? -1 : 1),
      );
    const first = documents[0];
    if (first === undefined) return null;
    return { programmeId, timeZone: first.timeZone, weekStart, days: daysOfWeek(weekStart), patients };
  },
  indexes: () => [],
  dependents: () => [],
};
