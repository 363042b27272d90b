import { addDays, localDate } from '@hearth/domain';
import { byAttention, type BoardDocument } from '@hearth/views';
import { Group, Text } from '@mantine/core';
import { IconPin } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { BoardAsOf } from '../as-of/board-as-of';
import { HourBarLegend } from '../attendance/hour-bar-view';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useKnownNow, useServerNow } from '../live/server-now';
import { StaleNotice } from '../staleness/stale-notice';
import { WithLive } from '../live/with-live';
import { ProgrammeChoice } from '../programme/programme-choice';
import { useChosenProgramme } from '../programme/use-chosen-programme';
import { SafetyStrip } from '../safety/safety-strip';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { useSteadyOrder } from '../steady/use-steady-order';
import styles from './board.module.css';
import { withYesterday } from './merge-days';
import { SessionCard } from './session-card';
import { TotalsStrip } from './totals-strip';
import { allSignals, totalsOf } from './totals';

const namesOf = (board: BoardDocument): ReadonlyMap<string, string> =>
  new Map([
    ...board.sessions.flatMap((session) =>
      session.facilitators.map((each) => [each.staffId, each.displayName] as const),
    ),
    ...board.sessions.flatMap((session) =>
      session.patients.map((each) => [each.patientId, each.displayName] as const),
    ),
  ]);

/** The cards of the day, in the order of who needs attention; it waits while somebody is looking closely. */
const Board = ({ board, at = null }: { readonly board: BoardDocument; readonly at?: number | null }) => {
  const { t } = useTranslation('board');
  const known = useKnownNow(5_000);
  const now = at ?? known;
  const wanted = [...board.sessions].sort(byAttention).map((session) => session.sessionId);
  const { order, hold, held } = useSteadyOrder(wanted);
  const byId = new Map(board.sessions.map((session) => [session.sessionId, session]));
  const names = useMemo(() => namesOf(board), [board]);
  const waits = held && order.join() !== wanted.join();
  return (
    <>
      <TotalsStrip totals={totalsOf(board)} />
      <StaleNotice timeZone={board.timeZone} />
      <SafetyStrip signals={allSignals(board)} names={names} timeZone={board.timeZone} />
      {board.sessions.length === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>
      ) : (
        <>
          <Group justify="space-between" gap="sm">
            <HourBarLegend />
            <Text size="sm" c="dimmed" mih="1.5rem" role="status">
              {waits && (
                <Group component="span" gap={4} wrap="nowrap">
                  <IconPin size={16} aria-hidden />
                  {t('orderHeld')}
                </Group>
              )}
            </Text>
          </Group>
          <div className={styles.cards} {...hold}>
            {order.map((id) => {
              const session = byId.get(id);
              return (
                session !== undefined && (
                  <SessionCard key={id} session={session} timeZone={board.timeZone} now={now} />
                )
              );
            })}
          </div>
        </>
      )}
    </>
  );
};

/** Every session of a programme's day on one screen. */
export const BoardScreen = () => {
  const { t } = useTranslation('board');
  const format = useFormat();
  const { programme, choice } = useChosenProgramme();
  const today = localDate(useServerNow(60_000), programme?.timeZone ?? 'UTC');
  const programmeId = programme?.programmeId ?? '';
  const entry = useLiveView('board', `${programmeId}/${today}`);
  const before = useLiveView('board', `${programmeId}/${addDays(today, -1)}`);
  const yesterday = before.state === 'ready' ? before.document : null;
  return (
    <Screen
      title={t('title')}
      aside={
        <Group gap="md">
          <ProgrammeChoice {...choice} />
          <Text c="dimmed">{format.longDay(today)}</Text>
          <Link to="/calendar">{t('calendar')}</Link>
        </Group>
      }
    >
      {programme === undefined ? (
        <EmptyState title={t('noProgramme.title')}>{t('noProgramme.words')}</EmptyState>
      ) : (
        <WithLive
          view="board"
          viewKey={`${programmeId}/${today}`}
          entry={entry}
          absent={<EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>}
        >
          {(board) => (
            <BoardAsOf
              board={board}
              names={namesOf(board)}
              live={<Board board={withYesterday(board, yesterday)} />}
            >
              {(known, at) => <Board board={known} at={at} />}
            </BoardAsOf>
          )}
        </WithLive>
      )}
    </Screen>
  );
};
