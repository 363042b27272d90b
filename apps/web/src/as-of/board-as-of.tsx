import type { BoardDocument } from '@hearth/views';
import { addDays, startOfDay } from '@hearth/domain';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TroubleNotice } from '../api/trouble-notice';
import { useKnownNow } from '../live/server-now';
import { AsOfSlider } from './as-of-slider';
import { boardDifferences } from './differences';
import { frozenBoard } from './frozen';
import { LaterNotice } from './later-notice';
import { useAsOf } from './use-as-of';

interface BoardAsOfProps {
  readonly board: BoardDocument;
  readonly names: ReadonlyMap<string, string>;
  /** Draws the board as it was known. */
  readonly children: (board: BoardDocument, at: number) => ReactNode;
  /** Draws it as it is. */
  readonly live: ReactNode;
}

/** The board of a day with the question what was known when. */
export const BoardAsOf = ({ board, names, children, live }: BoardAsOfProps) => {
  const { t } = useTranslation('as-of');
  const now = useKnownNow(30_000);
  const [at, setAt] = useState<number | null>(null);
  const { programmeId, day, timeZone } = board;
  const { answer, trouble } = useAsOf<BoardDocument>(`/programmes/${programmeId}/as-of?day=${day}`, at);
  const from = startOfDay(day, timeZone);
  const to = Math.max(from, Math.min(now, startOfDay(addDays(day, 1), timeZone)));
  return (
    <>
      <AsOfSlider from={from} to={to} at={at} timeZone={timeZone} onChange={setAt} />
      {at === null ? (
        live
      ) : (
        <>
          <TroubleNotice trouble={trouble} />
          {answer === null && trouble === null && <p role="status">{t('loading')}</p>}
          {answer !== null && (
            <>
              <LaterNotice
                answer={answer}
                differences={boardDifferences(answer)}
                names={names}
                timeZone={timeZone}
              />
              {answer.then === null ? (
                <p>{t('absent')}</p>
              ) : (
                children(frozenBoard(answer.then, answer.at), answer.at)
              )}
            </>
          )}
        </>
      )}
    </>
  );
};
