import type { RoomDocument } from '@hearth/views';
import { Button, Group, Text } from '@mantine/core';
import { IconArrowLeft, IconTable } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionAsOf } from '../as-of/session-as-of';
import { useFormat } from '../i18n/format';
import { useLiveView } from '../live/live-context';
import { useKnownNow } from '../live/server-now';
import { WithLive } from '../live/with-live';
import { Observation } from '../observation/observation';
import { StatusTag } from '../people/status-tag';
import { SafetyStrip } from '../safety/safety-strip';
import { EmptyState } from '../shell/empty-state';
import { Screen } from '../shell/screen';
import { StaleNotice } from '../staleness/stale-notice';
import { roomNames } from '../people/room-names';
import { useLightPaper } from '../theme/use-light-paper';
import { Corrections } from './corrections';
import { timelineOf } from './geometry';
import { TimelineDrawing } from './timeline-drawing';
import { TimelineLegend } from './timeline-legend';
import { TimelineTable } from './timeline-table';
import styles from './timeline.module.css';

interface TimelineProps {
  readonly room: RoomDocument;
  /** The moment that is looked back at; null while it is live. */
  readonly at: number | null;
}

const Timeline = ({ room, at }: TimelineProps) => {
  const { t } = useTranslation('timeline');
  const [table, setTable] = useState(false);
  const now = useKnownNow(5_000);
  const model = timelineOf(room, at ?? now, (name) => t('asSealed', { name }));
  if (room.patients.length === 0 && model.lanes.every(({ pieces }) => pieces.length === 0))
    return <EmptyState title={t('empty.title')}>{t('empty.words')}</EmptyState>;
  return (
    <>
      <TimelineDrawing model={model} timeZone={room.timeZone} />
      <TimelineLegend lanes={model.lanes} />
      <Group className={styles.controls}>
        <Button
          variant="default"
          size="sm"
          aria-expanded={table}
          leftSection={<IconTable size={18} aria-hidden />}
          onClick={() => setTable(!table)}
        >
          {t(table ? 'table.hide' : 'table.show')}
        </Button>
      </Group>
      <div className={table ? undefined : styles.screenReaderOnly}>
        <TimelineTable model={model} timeZone={room.timeZone} isReached={table} />
      </div>
      <Corrections room={room} />
    </>
  );
};

const Drill = ({ room }: { readonly room: RoomDocument }) => {
  const { t } = useTranslation('timeline');
  const format = useFormat();
  return (
    <>
      <Group gap="md">
        <StatusTag status={room.status} />
        <Text className="tabular">
          {t('when', {
            day: format.day(room.startsAt, room.timeZone),
            from: format.time(room.startsAt, room.timeZone),
            to: format.time(room.endsAt, room.timeZone),
            zone: format.zone(room.startsAt, room.timeZone),
          })}
        </Text>
        <Text>
          {t('facilitators', { names: room.facilitators.map((each) => each.displayName).join(', ') })}
        </Text>
      </Group>
      <StaleNotice timeZone={room.timeZone} />
      <SafetyStrip signals={room.signals} names={roomNames(room)} timeZone={room.timeZone} />
      <Observation room={room} />
      <SessionAsOf room={room}>{(shown, at) => <Timeline room={shown} at={at} />}</SessionAsOf>
    </>
  );
};

/** One session for the supervisor: every person's presence, and who witnessed each edge of it. */
export const TimelineScreen = () => {
  const { t } = useTranslation('timeline');
  useLightPaper();
  const { sessionId = '' } = useParams({ strict: false });
  const entry = useLiveView('room', sessionId);
  return (
    <>
      <Link to="/board" className={styles.back}>
        <IconArrowLeft size={18} aria-hidden />
        {t('back')}
      </Link>
      <Screen title={entry.state === 'ready' ? entry.document.title : t('title')}>
        <WithLive view="room" viewKey={sessionId} entry={entry}>
          {(room) => <Drill room={room} />}
        </WithLive>
      </Screen>
    </>
  );
};
