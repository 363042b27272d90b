import { addDays, localDate, weekStartOf, type VerdictStatus } from '@hearth/domain';
import {
  filteredRows,
  statusCounts,
  weekRows,
  type ProgrammeWeekDocument,
  type WeekFilter,
} from '@hearth/views';
import { Button, Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconRosetteDiscountCheck, IconScale } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useKnownNow, useServerNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { ProgrammeChoice } from '../programme/programme-choice';
import { ProgrammeLinks } from '../programme/programme-links';
import { useChosenProgramme } from '../programme/use-chosen-programme';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { StaleNotice } from '../staleness/stale-notice';
import { WeekExports } from './week-exports';
import { WeekFilters } from './week-filters';
import { WhatIf, type WhatIfOf } from './what-if';
import { VerdictTag } from './verdict-tag';
import { WeekTable } from './week-table';
import styles from './week.module.css';

const statuses: readonly VerdictStatus[] = [
  'at-risk',
  'missed',
  'not-billable',
  'on-track',
  'met',
  'not-applicable',
];

const openedOf = ({ patients }: ProgrammeWeekDocument, enrollmentId: string | null): WhatIfOf | null => {
  const week = patients.find((each) => each.enrollmentId === enrollmentId);
  if (week === undefined) return null;
  return { enrollmentId: week.enrollmentId, patientId: week.patientId, displayName: week.displayName, week };
};

const Week = ({ week }: { readonly week: ProgrammeWeekDocument }) => {
  const { t, i18n } = useTranslation('programme-week');
  const format = useFormat();
  const now = useKnownNow(15_000);
  const rows = useMemo(() => weekRows(week, now, i18n.language), [week, now, i18n.language]);
  const counts = statusCounts(rows);
  const directory = useLiveView('directory', week.programmeId);
  const tracks = directory.state === 'ready' ? directory.document.tracks : [];
  const [filter, setFilter] = useState<WeekFilter>({
    trackId: null,
    payer: null,
    state: null,
    standing: null,
  });
  const [openedId, setOpenedId] = useState<string | null>(null);
  const shown = useMemo(() => filteredRows(rows, filter), [rows, filter]);
  const present = statuses.filter((status) => counts[status] > 0);
  if (rows.length === 0) return <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>;
  return (
    <>
      <StaleNotice timeZone={week.timeZone} />
      <ul className={styles.counts} aria-label={t('countsLabel')}>
        {present.map((status) => (
          <li key={status}>
            <Group gap={6} wrap="nowrap">
              <strong className="tabular">{format.number(counts[status])}</strong>
              <VerdictTag status={status} />
            </Group>
          </li>
        ))}
      </ul>
      <WeekFilters rows={rows} statuses={present} tracks={tracks} filter={filter} onChange={setFilter} />
      <WeekExports programmeId={week.programmeId} weekStart={week.weekStart} filter={filter} />
      {shown.length === 0 ? (
        <EmptyState title={t('filter.none')}>{t('filter.noneWords')}</EmptyState>
      ) : (
        <WeekTable days={week.days} today={localDate(now, week.timeZone)} rows={shown} onOpen={setOpenedId} />
      )}
      <WhatIf of={openedOf(week, openedId)} weekStart={week.weekStart} onClose={() => setOpenedId(null)} />
    </>
  );
};

/** A programme's week: patients × days, minutes and a verdict with its sentence. */
export const ProgrammeWeekScreen = () => {
  const { t } = useTranslation('programme-week');
  const format = useFormat();
  const { programme, choice } = useChosenProgramme();
  const [weeksAway, setWeeksAway] = useState(0);
  const today = localDate(useServerNow(60_000), programme?.timeZone ?? 'UTC');
  const weekStart = addDays(weekStartOf(today, 'monday'), weeksAway * 7);
  const key = `${programme?.programmeId ?? ''}/${weekStart}`;
  const entry = useLiveView('programme-week', key);
  return (
    <Screen
      title={t('title')}
      aside={
        <Group gap="sm">
          <ProgrammeChoice {...choice} />
          <Button
            variant="default"
            size="sm"
            leftSection={<IconChevronLeft size={18} aria-hidden />}
            onClick={() => setWeeksAway(weeksAway - 1)}
          >
            {t('previous')}
          </Button>
          <Text aria-live="polite" className="tabular">
            {t('range', { from: format.longDay(weekStart), to: format.longDay(addDays(weekStart, 6)) })}
          </Text>
          <Button
            variant="default"
            size="sm"
            rightSection={<IconChevronRight size={18} aria-hidden />}
            onClick={() => setWeeksAway(weeksAway + 1)}
          >
            {t('next')}
          </Button>
          {weeksAway !== 0 && (
            <Button variant="subtle" size="sm" onClick={() => setWeeksAway(0)}>
              {t('thisWeek')}
            </Button>
          )}
        </Group>
      }
    >
      <Group gap="md">
        <Link to="/proofs" className={styles.proofs}>
          <IconRosetteDiscountCheck size={18} aria-hidden />
          {t('proofs')}
        </Link>
        <Link to="/rules" className={styles.proofs}>
          <IconScale size={18} aria-hidden />
          {t('toRules')}
        </Link>
      </Group>
      <ProgrammeLinks />
      <WithLive
        view="programme-week"
        viewKey={key}
        entry={entry}
        absent={<EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>}
      >
        {(week) => <Week week={week} />}
      </WithLive>
    </Screen>
  );
};
