import { isGroupType, onDay, unitDays, wholeMinutes, type CareDay, type UnitDay } from '@hearth/domain';
import type { EnrollmentDocument, Episode } from '../enrollment/document.js';
import { enrollmentView } from '../enrollment/view.js';
import { patientView } from '../profile/view.js';
import type { PatientProfile } from '../profile/document.js';
import { programmeView, type ProgrammeDocument } from '../programme/view.js';
import type { DerivedView } from '../view.js';
import type { WeekDay, WeekDocument } from '../week/document.js';
import { weekView } from '../week/view.js';
import type {
  AuthorizationDocument,
  AuthorizationRow,
  AuthorizationsDocument,
  AuthorizationUse,
  AuthorizationUseDocument,
} from './document.js';
import { authorizationsOfEnrollment, authorizationView } from './view.js';

interface UseParts {
  readonly authorizations: readonly AuthorizationDocument[];
  readonly enrollment: EnrollmentDocument | null;
  readonly week: WeekDocument | null;
  readonly profile: PatientProfile | null;
  readonly programme: ProgrammeDocument | null;
}

/** The days on which a group was attended, as far as it is sealed. */
const groupDaysIn = (enrollment: EnrollmentDocument | null): ReadonlySet<string> =>
  new Set(
    (enrollment?.credits ?? [])
      .filter(({ sessionType, countedMs }) => isGroupType(sessionType) && countedMs > 0)
      .map(({ day }) => day),
  );

const careDay = (day: WeekDay, episode: Episode, groupDays: ReadonlySet<string>): CareDay => ({
  day: day.day,
  countedMinutes: wholeMinutes(day.counted.ms),
  verdicts: [day.verdict, ...day.others],
  sealed: day.sessions.every(({ sealed, countedMs }) => sealed || countedMs === 0),
  residenceType: onDay(episode.residences, day.day)?.residenceType ?? episode.residenceType,
  hasGroup: groupDays.has(day.day),
});

const attendedDays = (
  week: WeekDocument | null,
  episode: Episode,
  enrollment: EnrollmentDocument | null,
): readonly CareDay[] => {
  const groupDays = groupDaysIn(enrollment);
  return (week?.weeks ?? [])
    .flatMap(({ days }) => days)
    .filter(({ counted }) => counted.ms > 0)
    .map((day) => careDay(day, episode, groupDays));
};

const useOf = (
  { authorizationId, entered, changes }: AuthorizationDocument,
  unitsOn: readonly UnitDay[],
): readonly AuthorizationUse[] => {
  if (entered === null) return [];
  const { terms, number, note, reviews, closed } = entered;
  const days = unitsOn.filter(({ unit }) => unit?.authorizationId === authorizationId).map(({ day }) => day);
  const used = Math.min(terms.units, terms.usedBefore) + days.length;
  const of = { authorizationId, terms, number, note, reviews, closed, changes };
  return [{ ...of, used, left: Math.max(0, terms.units - used), days }];
};

/** Episodes of a programme for which a payer has allowed something. */
export const usesOfProgramme = (programmeId: string): string =>
  `authorization-uses-of-programme:${programmeId}`;

/** How many seals and corrections an episode was credited with. */
export const creditsIn = (corrections: readonly number[]): number =>
  corrections.reduce((sum, correction) => sum + correction + 1, 0);

const rowsOf = (use: AuthorizationUseDocument): readonly AuthorizationRow[] => {
  const { enrollmentId, patientId, displayName, simulated } = use;
  const uncovered = use.days.filter(({ unit }) => unit !== null && unit.authorizationId === null).length;
  return use.authorizations.map(({ days, note: _note, reviews: _reviews, changes: _changes, ...row }) => ({
    ...row,
    enrollmentId,
    patientId,
    displayName,
    simulated,
    lastUnitOn: days.at(-1) ?? null,
    uncovered,
  }));
};

export const authorizationUseView: DerivedView<AuthorizationUseDocument, UseParts> = {
  kind: 'derived',
  name: 'authorization-use',
  version: 2,
  gather: async (enrollmentId, lookup) => {
    const ids = await lookup.members(authorizationsOfEnrollment(enrollmentId));
    if (ids.length === 0)
      return { authorizations: [], enrollment: null, week: null, profile: null, programme: null };
    const [authorizations, enrollment, week] = await Promise.all([
      lookup.documents(authorizationView, [...ids].sort()),
      lookup.document(enrollmentView, enrollmentId),
      lookup.document(weekView, enrollmentId),
    ]);
    const episode = enrollment?.episode ?? null;
    const [profile, programme] = await Promise.all([
      episode === null ? null : lookup.document(patientView, episode.patientId),
      episode === null ? null : lookup.document(programmeView, episode.programmeId),
    ]);
    return { authorizations, enrollment, week, profile, programme };
  },
  derive: (enrollmentId, { authorizations, enrollment, week, profile, programme }) => {
    const episode = enrollment?.episode;
    if (authorizations.length === 0 || episode == null || programme?.established == null) return null;
    const open = authorizations.flatMap(({ authorizationId, entered }) =>
      entered === null || entered.closed === 'mistake' ? [] : [{ authorizationId, terms: entered.terms }],
    );
    const days = unitDays(attendedDays(week, episode, enrollment), open);
    return {
      enrollmentId,
      patientId: episode.patientId,
      programmeId: episode.programmeId,
      timeZone: programme.established.timeZone,
      displayName: profile?.displayName ?? '—',
      simulated: profile?.simulated ?? false,
      payer: episode.payer,
      endedOn: episode.endedOn,
      credits: creditsIn(enrollment?.credits.map(({ correction }) => correction) ?? []),
      authorizations: authorizations.flatMap((one) => useOf(one, days)),
      days,
    };
  },
  indexes: ({ programmeId }) => [usesOfProgramme(programmeId)],
  // Not all of a use is on the list: what changes nothing there is no news to it.
  dependents: (use, previous) =>
    previous !== null && JSON.stringify(rowsOf(use)) === JSON.stringify(rowsOf(previous))
      ? []
      : [{ view: 'authorizations', key: use.programmeId }],
};

interface ListParts {
  readonly programme: ProgrammeDocument | null;
  readonly uses: readonly AuthorizationUseDocument[];
}

export const authorizationsView: DerivedView<AuthorizationsDocument, ListParts> = {
  kind: 'derived',
  name: 'authorizations',
  version: 2,
  gather: async (programmeId, lookup) => ({
    programme: await lookup.document(programmeView, programmeId),
    uses: await lookup
      .members(usesOfProgramme(programmeId))
      .then((keys) => lookup.documents(authorizationUseView, keys)),
  }),
  derive: (programmeId, { programme, uses }) =>
    programme?.established == null
      ? null
      : {
          programmeId,
          timeZone: programme.established.timeZone,
          alerts: programme.authorizationAlerts,
          rows: uses
            .flatMap(rowsOf)
            .sort(
              (a, b) =>
                a.displayName.localeCompare(b.displayName) ||
                (a.authorizationId < b.authorizationId ? -1 : 1),
            ),
        },
  indexes: () => [],
  dependents: () => [],
};
