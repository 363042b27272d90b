import { setImmediate as turn } from 'node:timers/promises';
import { addDays, verdictStatuses, type Verdict } from '@hearth/domain';
import { statusCounts } from '@hearth/views';
import { longDay, statusWord, verdictSentence } from '@hearth/wording';
import { filled } from '../paper/filled.js';
import { Paper } from '../paper/paper.js';
import type { ExportedPatient, ExportedWeek, Said } from './week-exports.js';
import { weekPaperWords, type WeekPaperWords } from './week-paper-words.js';

const HASH_SHOWN = 10;

interface Writing {
  readonly week: ExportedWeek;
  readonly words: WeekPaperWords;
  readonly paper: Paper;
  readonly number: (value: number) => string;
  readonly shortDay: (isoDate: string) => string;
  readonly span: { readonly programme: string; readonly from: string; readonly to: string };
  readonly madeAt: string;
}

const countsOf = ({ week, words, number }: Writing): string => {
  const counts = statusCounts(week.patients.map(({ row }) => row));
  const said = verdictStatuses
    .filter((status) => counts[status] > 0)
    .map((status) =>
      filled(words.count, { standing: statusWord(week.language, status), count: number(counts[status]) }),
    );
  return filled(words.counts, { patients: number(week.patients.length), counts: said.join(', ') });
};

const chosenOf = ({ week: { chosen, language }, words }: Writing): string => {
  const standing = verdictStatuses.find((status) => status === chosen.standing);
  const { track, payer, state } = chosen;
  const said = [
    ...(track === undefined ? [] : [filled(words.chosen.track, { what: track })]),
    ...(payer === undefined ? [] : [filled(words.chosen.payer, { what: payer })]),
    ...(state === undefined ? [] : [filled(words.chosen.state, { what: state })]),
    ...(standing === undefined
      ? []
      : [filled(words.chosen.standing, { what: statusWord(language, standing) })]),
  ];
  return said.length === 0 ? words.everybody : filled(words.only, { chosen: said.join(', ') });
};

const packsOf = ({ week: { packs }, words }: Writing): string =>
  filled(words.packs, {
    packs: packs
      .map(({ id, version, title }) =>
        title === null
          ? filled(words.unnamedPack, { id, version })
          : filled(words.pack, { title, id, version }),
      )
      .join('; '),
  });

const writeHead = (writing: Writing): void => {
  const { week, words, paper, span, madeAt } = writing;
  paper.heading(1, words.title);
  paper.paragraph(filled(words.about, { ...span, at: madeAt, zone: week.timeZone }));
  paper.paragraph(chosenOf(writing));
  if (week.patients.length === 0) return paper.paragraph(words.nobody);
  paper.paragraph(countsOf(writing));
  paper.paragraph(packsOf(writing));
  paper.paragraph(words.notFinal, { faint: true });
  paper.paragraph(words.hash, { faint: true });
};

const minutesOf = ({ words, number }: Writing, { minutes, targetMinutes, ruleId }: Verdict): string => {
  if (targetMinutes > 0)
    return filled(words.minutesOfTarget, { minutes: number(minutes), target: number(targetMinutes) });
  return minutes > 0 || ruleId === null ? number(minutes) : words.none;
};

const ruleOf = ({ words }: Writing, { ruleId, ruleVersion, packId, packVersion }: Verdict): string =>
  ruleId === null
    ? filled(words.noRule, { pack: packId, packVersion })
    : filled(words.rule, { rule: ruleId, version: ruleVersion, pack: packId, packVersion });

const rowOf = (writing: Writing, { span, from, verdict }: Said): readonly string[] => {
  const { language } = writing.week;
  return [
    span === 'week' ? writing.words.week : writing.shortDay(from),
    statusWord(language, verdict.status),
    minutesOf(writing, verdict),
    verdictSentence(language, verdict),
    ruleOf(writing, verdict),
    verdict.inputsHash.slice(0, HASH_SHOWN),
  ];
};

const summaryOf = ({ week, words, number }: Writing, { row }: ExportedPatient): string => {
  const { verdict, minutes, payer, residenceState: state } = row;
  const values = {
    standing: statusWord(week.language, row.standing),
    minutes: number(minutes),
    payer,
    state,
  };
  return verdict.targetMinutes > 0
    ? filled(words.summaryOfTarget, { ...values, target: number(verdict.targetMinutes) })
    : filled(words.summary, values);
};

const writePatient = (writing: Writing, patient: ExportedPatient): void => {
  const { words, paper } = writing;
  const { displayName: name, simulated, cells } = patient.row;
  paper.heading(2, simulated ? filled(words.simulated, { name }) : name);
  // A day on which nothing was planned has nothing to say, as on the screen.
  const idle = new Set(cells.flatMap(({ day, minutes }) => (minutes === null ? [day] : [])));
  const said = patient.said.filter(({ span, from }) => span === 'week' || !idle.has(from));
  const { when, standing, minutes, says, rule, inputs } = words.columns;
  paper.table(
    summaryOf(writing, patient),
    [
      { title: when, width: 1.5 },
      { title: standing, width: 1.5 },
      { title: minutes, width: 1.5 },
      { title: says, width: 5 },
      { title: rule, width: 2.7 },
      { title: inputs, width: 1.6 },
    ],
    said.map((each) => rowOf(writing, each)),
  );
};

/** A programme's week to read and to print, in the words of the screen. Others get their turn between patients. */
export const weekPdf = async (week: ExportedWeek): Promise<Buffer> => {
  const { language, timeZone, weekStart, programmeTitle } = week;
  const words = weekPaperWords[language];
  const span = {
    programme: programmeTitle,
    from: longDay(language, weekStart),
    to: longDay(language, addDays(weekStart, 6)),
  };
  const numbers = new Intl.NumberFormat(language);
  const days = new Intl.DateTimeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const madeAt = moment.format(week.madeAt);
  const paper = new Paper({
    title: `${words.title} ${weekStart}`,
    language,
    madeAt: new Date(week.madeAt),
  });
  const writing: Writing = {
    week,
    words,
    paper,
    number: (value) => numbers.format(value),
    shortDay: (isoDate) => days.format(new Date(`${isoDate}T12:00:00Z`)),
    span,
    madeAt,
  };
  writeHead(writing);
  for (const patient of week.patients) {
    writePatient(writing, patient);
    await turn();
  }
  return paper.finish(
    (page, pages) => filled(words.footer, { page, pages, at: madeAt }),
    filled(words.header, span),
  );
};
