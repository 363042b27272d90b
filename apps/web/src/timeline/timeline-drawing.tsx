import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/format';
import { useExplain } from './explanation';
import { percentAt, percentSpan, type TimelineModel } from './geometry';
import { LANE_HEIGHT, Patterns, PieceDrawing } from './lane-drawing';
import { movePosition, type Position } from './roving';
import styles from './timeline.module.css';

const AXIS_HEIGHT = 28;

interface TimelineDrawingProps {
  readonly model: TimelineModel;
  readonly timeZone: string;
}

const Bands = ({
  model,
  timeZone,
  onExplain,
}: TimelineDrawingProps & { onExplain: (words: string | null) => void }) => {
  const explain = useExplain(timeZone);
  const height = model.lanes.length * LANE_HEIGHT;
  return model.bands.map((band) => {
    const { x, width } = percentSpan(model.range, band);
    const words = explain.band(band);
    return (
      <rect
        key={`${band.kind}-${band.from}`}
        role="img"
        aria-label={words}
        x={`${x}%`}
        width={`${width}%`}
        y={AXIS_HEIGHT}
        height={height}
        fill={`url(#${band.kind})`}
        data-band={band.kind}
        onPointerEnter={() => onExplain(words)}
        onPointerLeave={() => onExplain(null)}
      />
    );
  });
};

const Axis = ({ model, timeZone }: TimelineDrawingProps) => {
  const format = useFormat();
  const height = model.lanes.length * LANE_HEIGHT;
  return (
    <g aria-hidden>
      {model.ticks.map((tick) => (
        <g key={tick} className={styles.tickGroup}>
          <line
            x1={`${percentAt(model.range, tick)}%`}
            x2={`${percentAt(model.range, tick)}%`}
            y1={AXIS_HEIGHT - 6}
            y2={AXIS_HEIGHT + height}
            className={styles.tick}
          />
          <text x={`${percentAt(model.range, tick)}%`} y={AXIS_HEIGHT - 10} className={styles.tickLabel}>
            {format.time(tick, timeZone)}
          </text>
        </g>
      ))}
      {model.now !== null && (
        <line
          x1={`${percentAt(model.range, model.now)}%`}
          x2={`${percentAt(model.range, model.now)}%`}
          y1={AXIS_HEIGHT - 6}
          y2={AXIS_HEIGHT + height}
          className={styles.now}
        />
      )}
    </g>
  );
};

/** Below this lane the patients begin. */
const isLastOfStaff = (lanes: TimelineModel['lanes'], index: number): boolean =>
  lanes[index]?.part !== 'patient' && lanes[index + 1]?.part === 'patient';

/** The session as it was: a lane for each person. Arrow keys move from mark to mark. */
export const TimelineDrawing = ({ model, timeZone }: TimelineDrawingProps) => {
  const { t } = useTranslation(['timeline', 'session']);
  const explain = useExplain(timeZone);
  const [words, setWords] = useState<string | null>(null);
  const [wanted, setWanted] = useState<Position>({ lane: 0, piece: 0 });
  const drawing = useRef<SVGSVGElement>(null);
  const sizes = model.lanes.map((lane) => lane.pieces.length);
  const firstLane = Math.max(
    0,
    sizes.findIndex((size) => size > 0),
  );
  const position = (sizes[wanted.lane] ?? 0) > 0 ? wanted : { lane: firstLane, piece: 0 };
  const scheduled = percentSpan(model.range, model.scheduled);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = movePosition(event.key, position, sizes);
    if (next === null) return;
    event.preventDefault();
    setWanted(next);
    drawing.current
      ?.querySelectorAll<SVGGElement>(`[data-lane="${next.lane}"] [data-piece]`)
      [next.piece]?.focus();
  };

  return (
    <div className={styles.drawing}>
      <div className={styles.names} aria-hidden style={{ paddingBlockStart: AXIS_HEIGHT }}>
        {model.lanes.map((lane) => (
          <div key={lane.personId} className={styles.name} style={{ height: LANE_HEIGHT }}>
            <span className={styles.nameWords} title={lane.displayName}>
              {lane.displayName}
            </span>
            <span className={styles.aside}>
              {[
                ...(lane.part === 'patient' ? [] : [t(`part.${lane.part}`)]),
                ...(lane.simulated ? [t('session:simulated')] : []),
              ].join(' · ')}
            </span>
          </div>
        ))}
      </div>
      <div className={styles.scroll}>
        <svg
          ref={drawing}
          role="group"
          aria-label={t('drawing')}
          className={styles.svg}
          width="100%"
          height={AXIS_HEIGHT + model.lanes.length * LANE_HEIGHT}
          onKeyDown={onKeyDown}
        >
          <Patterns />
          <rect
            x={`${scheduled.x}%`}
            width={`${scheduled.width}%`}
            y={AXIS_HEIGHT}
            height={model.lanes.length * LANE_HEIGHT}
            className={styles.scheduled}
          />
          <Bands model={model} timeZone={timeZone} onExplain={setWords} />
          <Axis model={model} timeZone={timeZone} />
          {model.lanes.map((lane, laneIndex) => (
            <g
              key={lane.personId}
              data-lane={laneIndex}
              transform={`translate(0 ${AXIS_HEIGHT + laneIndex * LANE_HEIGHT})`}
            >
              <line
                x1="0"
                x2="100%"
                y1={LANE_HEIGHT}
                y2={LANE_HEIGHT}
                className={isLastOfStaff(model.lanes, laneIndex) ? styles.border : styles.rule}
              />
              <text x="4" y="11" className={styles.laneName} aria-hidden>
                {lane.part === 'patient'
                  ? lane.displayName
                  : `${lane.displayName} · ${t(`part.${lane.part}`)}`}
              </text>
              {lane.pieces.map((piece, pieceIndex) => (
                <PieceDrawing
                  key={piece.id}
                  piece={piece}
                  range={model.range}
                  label={explain.piece(piece, lane.displayName)}
                  tabbable={position.lane === laneIndex && position.piece === pieceIndex}
                  onExplain={setWords}
                  onFocus={() => setWanted({ lane: laneIndex, piece: pieceIndex })}
                />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <p className={styles.explanation} data-explanation>
        {words ?? t('hint')}
      </p>
    </div>
  );
};
