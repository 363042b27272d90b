import type { ComplianceWeekQuery } from '@hearth/contracts';
import type { Instant, Verdict } from '@hearth/domain';
import { lookupOn, type ViewReader } from '@hearth/projections';
import {
  filteredRows,
  programmeWeekView,
  trackView,
  verdictAt,
  weekRows,
  weekView,
  type PatientWeek,
  type WeekFilter,
  type WeekRow,
  programmeRules,
} from '@hearth/views';
import type { Language } from '@hearth/wording';
import { Inject, Injectable } from '@nestjs/common';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { notFound } from '../problem/problem-error.js';
import { Programmes } from '../programme/programmes.js';
import { VIEWS } from '../services.js';

/** A verdict, and of which day or week. */
export interface Said {
  readonly span: 'day' | 'week';
  readonly from: string;
  readonly verdict: Verdict;
}

/** A patient who fits what was asked for, with every verdict of the week as it stood then. */
export interface ExportedPatient {
  readonly row: WeekRow;
  readonly said: readonly Said[];
}

/** A programme's week as it leaves the program. */
export interface ExportedWeek {
  readonly programmeTitle: string;
  readonly timeZone: string;
  readonly weekStart: string;
  readonly madeAt: Instant;
  /** Of whoever asked. */
  readonly language: Language;
  /** What was asked for, the track by its title; empty: everybody. */
  readonly chosen: Partial<Record<'track' | 'payer' | 'state' | 'standing', string>>;
  /** Those whose week needs a look first. */
  readonly patients: readonly ExportedPatient[];
  /** All packs that had something to say, with their titles where they are known. */
  readonly packs: readonly { readonly id: string; readonly version: number; readonly title: string | null }[];
}

const AT_ONCE = 25;

const filterOf = ({ trackId, payer, state, standing }: ComplianceWeekQuery): WeekFilter => ({
  trackId: trackId ?? null,
  payer: payer ?? null,
  state: state ?? null,
  standing: standing ?? null,
});

/** Every verdict of a week: of each day and then of the week, the minutes first. */
export const saidOf = (week: PatientWeek, now: Instant): readonly Said[] => [
  ...week.days.flatMap(({ day, counted, verdict, others }) =>
    [verdictAt(verdict, counted, now), ...others].map((each) => ({
      span: 'day' as const,
      from: day,
      verdict: each,
    })),
  ),
  ...[verdictAt(week.verdict, week.counted, now), ...week.others].map((verdict) => ({
    span: 'week' as const,
    from: week.weekStart,
    verdict,
  })),
];

/** Brings a programme's week together for paper and for other programs. */
@Injectable()
export class WeekExports {
  constructor(
    private readonly programmes: Programmes,
    private readonly people: People,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  /** @throws ProblemError `forbidden` unless it is a programme in which whoever asks works */
  async of(acting: Acting, programmeId: string, query: ComplianceWeekQuery): Promise<ExportedWeek> {
    await this.programmes.requireStaffOf(acting, programmeId);
    const asking = await this.people.find(acting.principal.person);
    if (asking === null) throw notFound();
    const { title, timeZone } = await this.programmes.read(programmeId);
    const { weekStart } = query;
    const key = `${programmeId}/${weekStart}`;
    const found = await this.views.read(programmeWeekView, key);
    const rows = found === null ? [] : weekRows(found.document, acting.at, asking.locale);
    const shown = filteredRows(rows, filterOf(query));
    const short = new Map(found?.document.patients.map((week) => [week.enrollmentId, week]));
    const patients: ExportedPatient[] = [];
    for (let first = 0; first < shown.length; first += AT_ONCE) {
      const some = shown.slice(first, first + AT_ONCE);
      const weeks = await Promise.all(some.map((row) => this.#whole(row, weekStart)));
      some.forEach((row, index) => {
        const week = weeks[index] ?? short.get(row.enrollmentId);
        if (week !== undefined) patients.push({ row, said: saidOf(week, acting.at) });
      });
    }
    return {
      programmeTitle: title,
      timeZone,
      weekStart,
      madeAt: acting.at,
      language: asking.locale,
      chosen: await this.#chosen(programmeId, query),
      patients,
      packs: await this.#packs(programmeId, patients),
    };
  }

  /** A patient's week with all that was said; the programme's has only what somebody should look at. */
  async #whole({ enrollmentId }: WeekRow, weekStart: string): Promise<PatientWeek | undefined> {
    const found = await this.views.read(weekView, enrollmentId);
    return found?.document.weeks.find((week) => week.weekStart === weekStart);
  }

  async #chosen(
    programmeId: string,
    { trackId, payer, state, standing }: ComplianceWeekQuery,
  ): Promise<ExportedWeek['chosen']> {
    const found = trackId === undefined ? null : await this.views.read(trackView, trackId);
    const track = found?.document.track;
    return {
      ...(trackId === undefined ? {} : { track: track?.programmeId === programmeId ? track.title : trackId }),
      ...(payer === undefined ? {} : { payer }),
      ...(state === undefined ? {} : { state }),
      ...(standing === undefined ? {} : { standing }),
    };
  }

  async #packs(programmeId: string, patients: readonly ExportedPatient[]): Promise<ExportedWeek['packs']> {
    const rules = await programmeRules(lookupOn(this.views), programmeId);
    const all = [...(rules?.packs ?? []), ...(rules?.added ?? [])];
    const said = patients.flatMap((patient) => patient.said.map(({ verdict }) => verdict));
    const named = new Map(
      said.map(({ packId: id, packVersion: version }) => [
        `${id} ${version}`,
        { id, version, title: all.find((pack) => pack.id === id && pack.version === version)?.title ?? null },
      ]),
    );
    return [...named.values()].sort((a, b) => a.id.localeCompare(b.id) || a.version - b.version);
  }
}
