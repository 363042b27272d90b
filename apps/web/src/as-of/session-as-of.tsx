import type { RoomDocument } from '@hearth/views';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useKnownNow } from '../live/server-now';
import { roomNames } from '../people/room-names';
import { AsOfSlider } from './as-of-slider';
import { roomDifferences } from './differences';
import { LaterNotice } from './later-notice';
import { useAsOf } from './use-as-of';

const MINUTE = 60_000;
/** Doors can open this long before the start; nothing happens before. */
const BEFORE_MS = 60 * MINUTE;
/** Sealing and late facts come in this time after the end. */
const AFTER_MS = 120 * MINUTE;

interface SessionAsOfProps {
  readonly room: RoomDocument;
  /** Draws the session, live or as it was known; `at` is null while it is live. */
  readonly children: (room: RoomDocument, at: number | null) => ReactNode;
}

/** One session with the question what was known of it when. */
export const SessionAsOf = ({ room, children }: SessionAsOfProps) => {
  const { t } = useTranslation('as-of');
  const now = useKnownNow(30_000);
  const [at, setAt] = useState<number | null>(null);
  const { answer, trouble } = useAsOf<RoomDocument>(`/sessions/${room.sessionId}/as-of`, at);
  const to = Math.max(room.startsAt, Math.min(now, (room.endedAt ?? Infinity) + AFTER_MS));
  const slider = (
    <AsOfSlider from={room.startsAt - BEFORE_MS} to={to} at={at} timeZone={room.timeZone} onChange={setAt} />
  );
  if (at === null) {
    return (
      <>
        {slider}
        {children(room, null)}
      </>
    );
  }
  return (
    <>
      {slider}
      <TroubleNotice trouble={trouble} />
      {answer === null && trouble === null && <p role="status">{t('loading')}</p>}
      {answer !== null && (
        <>
          <LaterNotice
            answer={answer}
            differences={roomDifferences(answer)}
            names={roomNames(room)}
            timeZone={room.timeZone}
          />
          {answer.then === null ? <p>{t('absent')}</p> : children(answer.then, answer.at)}
        </>
      )}
    </>
  );
};
