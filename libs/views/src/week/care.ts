import { isLicensedIn, localDate, type CareContext, type CareSession, type Interval } from '@hearth/domain';
import type { Credit, Episode } from '../enrollment/document.js';
import type { StaffProfile } from '../profile/document.js';
import type { OutlineDocument, OutlinePatient } from '../outline/view.js';

/** One session as far as a patient's minutes go, whether still running or sealed and credited. */
export interface Attended {
  readonly care: CareSession;
  readonly title: string;
  readonly countedMs: number;
  readonly asOf: number;
  readonly running: boolean;
  readonly until: number;
  readonly sealed: boolean;
  readonly flags: readonly string[];
}

const isOver = (status: OutlineDocument['status']): boolean => status === 'ended' || status === 'sealed';

/** What the patient can still attend; null when that is nothing. */
const remainingIn = (outline: OutlineDocument, me: OutlinePatient | undefined): Interval | null => {
  const shutOut = me === undefined || me.place === 'removed' || me.place === 'turned-away';
  const from = Math.max(outline.startsAt, Math.min(me?.counted.asOf ?? 0, outline.endsAt));
  return isOver(outline.status) || shutOut || from >= outline.endsAt ? null : { from, to: outline.endsAt };
};

const hasBegun = (status: OutlineDocument['status']): boolean => isOver(status) || status === 'live';

/** Patients who were counted; null before there can be any. */
const presentIn = (outline: OutlineDocument): number | null =>
  hasBegun(outline.status)
    ? outline.patients.filter(({ countedSpans }) => countedSpans.length > 0).length
    : null;

/** Where somebody who leads it may practise on that day; null when no licence of theirs is recorded. */
const licensedIn = (
  outline: OutlineDocument,
  staff: readonly StaffProfile[],
  day: string,
): readonly string[] | null => {
  const leads = new Set(outline.facilitators.map(({ staffId }) => staffId));
  const licences = staff.filter(({ personId }) => leads.has(personId)).flatMap((each) => each.licences);
  if (licences.length === 0) return null;
  const valid = licences.filter(({ state }) => isLicensedIn(licences, state, day));
  return [...new Set(valid.map(({ state }) => state))].sort();
};

const attendedIn = (
  outline: OutlineDocument,
  staff: readonly StaffProfile[],
  episode: Episode,
  timeZone: string,
  credit: Credit | undefined,
): Attended => {
  const me = outline.patients.find((each) => each.patientId === episode.patientId);
  const remaining = remainingIn(outline, me);
  const day = localDate(outline.startsAt, timeZone);
  return {
    care: {
      sessionId: outline.sessionId,
      sessionType: outline.sessionType,
      modality: 'video',
      day,
      startsAt: outline.startsAt,
      endsAt: outline.endsAt,
      attended: credit?.countedSpans ?? me?.countedSpans ?? [],
      remaining,
      expected: outline.patients.length,
      present: presentIn(outline),
      facilitators: outline.facilitators.length,
      patientState: me?.state ?? null,
      licensedIn: licensedIn(outline, staff, day),
    },
    title: outline.title,
    countedMs: credit?.countedMs ?? me?.counted.ms ?? 0,
    asOf: me?.counted.asOf ?? 0,
    running: !isOver(outline.status) && (me?.counted.running ?? false),
    until: me?.counted.until ?? outline.endsAt,
    sealed: credit !== undefined,
    flags: credit?.flags ?? me?.flags ?? [],
  };
};

/** The sessions of an episode that were not cancelled, in the order of their start. */
export const attendedOf = (
  outlines: readonly OutlineDocument[],
  staff: readonly StaffProfile[],
  episode: Episode,
  credits: readonly Credit[],
  timeZone: string,
): readonly Attended[] =>
  outlines
    .filter(({ status }) => status !== 'cancelled')
    .toSorted((a, b) => a.startsAt - b.startsAt || (a.sessionId < b.sessionId ? -1 : 1))
    .map((outline) =>
      attendedIn(
        outline,
        staff,
        episode,
        timeZone,
        credits.find(({ sessionId }) => sessionId === outline.sessionId),
      ),
    );

/** The patient's care as rules ask about it. */
export const careOf = (episode: Episode): CareContext => ({
  ageBand: episode.ageBand,
  birthDate: episode.birthDate,
  programmeKind: episode.asksSubstanceUse ? 'substance-use' : 'mental-health',
  startsOn: episode.startsOn,
  lastDay: episode.endedOn ?? episode.plannedEndOn,
  ended: episode.endedOn !== null,
  payers: episode.payers,
  residences: episode.residences,
  intensities: episode.intensities,
  pauses: episode.pauses,
});
