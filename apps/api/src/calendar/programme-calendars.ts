import { addDays, daysApart } from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import {
  conflictsOf,
  enrollmentView,
  groupView,
  patientView,
  programmeView,
  roomsOfDay,
  rulesOf,
  rulesView,
  sessionView,
  staffView,
  type CalendarSession,
  type EnrollmentDocument,
  type Episode,
  type GroupDocument,
  type PatientProfile,
  type ProgrammeCalendarDocument,
  type ProgrammeDocument,
  type RulesDocument,
  type SessionDocument,
  type StaffProfile,
} from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { notFound, ProblemError } from '../problem/problem-error.js';
import { VIEWS } from '../services.js';
import { allowedGapBy } from './allowed-gap.js';

/** As many days as anybody plans at once, and as are made of groups. */
const MAX_DAYS = 35;

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

/** The calendar of a programme, from the views as they are now. */
@Injectable()
export class ProgrammeCalendars {
  constructor(@Inject(VIEWS) private readonly views: ViewReader) {}

  /** @throws ProblemError when there is no such programme, or for too many days at once */
  async read(programmeId: string, from: string, to: string): Promise<ProgrammeCalendarDocument> {
    if (daysApart(from, to) < 0 || daysApart(from, to) >= MAX_DAYS)
      throw new ProblemError('invalid-body', {}, [{ path: 'to', message: `is not within ${MAX_DAYS} days` }]);
    const programme = await this.one<ProgrammeDocument>(programmeView.name, programmeId);
    if (programme?.established == null) throw notFound();
    const sessions = await this.sessionsOf(programmeId, from, to);
    const { timeZone } = programme.established;
    const staff = await this.by<StaffProfile>(
      staffView.name,
      sessions.flatMap(({ facilitators }) => facilitators.map(({ staffId }) => staffId)),
    );
    const groups = await this.by<GroupDocument>(
      groupView.name,
      sessions.flatMap(({ plan }) => plan?.groupId ?? []),
    );
    const enrollments = await this.by<EnrollmentDocument>(
      enrollmentView.name,
      sessions.flatMap(({ patients }) => patients.map(({ enrollmentId }) => enrollmentId)),
    );
    const episodes = new Map<string, Episode>(
      [...enrollments].flatMap(([id, { episode }]) => (episode === null ? [] : [[id, episode] as const])),
    );
    const { limits } = programme;
    const decided = await this.one<RulesDocument>(rulesView.name, programmeId);
    const allowedGap = allowedGapBy(rulesOf(programme, decided));
    const conflicts = conflictsOf({ timeZone, sessions, staff, groups, episodes, limits, allowedGap });
    const concerned = conflicts.flatMap((one) => ('patientId' in one ? [one.patientId] : []));
    const patients = await this.by<PatientProfile>(patientView.name, concerned);
    return {
      programmeId,
      timeZone,
      from,
      to,
      sessions: sessions.flatMap((session) => shown(session, staff)),
      conflicts,
      patients: [...patients].map(([patientId, { displayName }]) => ({
        patientId,
        displayName: displayName ?? '—',
      })),
    };
  }

  private async sessionsOf(
    programmeId: string,
    from: string,
    to: string,
  ): Promise<readonly SessionDocument[]> {
    const days = Array.from({ length: daysApart(from, to) + 1 }, (_, index) => addDays(from, index));
    const ids = await Promise.all(days.map((day) => this.views.members(roomsOfDay(programmeId, day))));
    const found = await this.by<SessionDocument>(sessionView.name, ids.flat());
    return [...found.values()].sort((a, b) => (a.plan?.startsAt ?? 0) - (b.plan?.startsAt ?? 0));
  }

  private async one<Document>(view: string, key: string): Promise<Document | null> {
    return (await this.views.read<Document>(view, key))?.document ?? null;
  }

  private async by<Document>(view: string, keys: readonly string[]): Promise<ReadonlyMap<string, Document>> {
    const read = await Promise.all(
      unique(keys).map(async (key) => [key, await this.one<Document>(view, key)] as const),
    );
    return new Map(read.flatMap(([key, document]) => (document === null ? [] : [[key, document] as const])));
  }
}

const shown = (
  { sessionId, plan, status, facilitators, patients }: SessionDocument,
  staff: ReadonlyMap<string, StaffProfile>,
): readonly CalendarSession[] => {
  if (plan === null) return [];
  const { groupId, title, sessionType, startsAt, endsAt, capacity } = plan;
  return [
    {
      sessionId,
      groupId,
      title,
      sessionType,
      startsAt,
      endsAt,
      status,
      capacity,
      expected: patients.length,
      facilitators: facilitators.map(({ staffId }) => ({
        staffId,
        displayName: staff.get(staffId)?.displayName ?? '—',
      })),
    },
  ];
};
