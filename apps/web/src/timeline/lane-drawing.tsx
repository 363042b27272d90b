import type { SegmentEdge } from '@hearth/domain';
import { doubtSeconds } from '../minutes/running';
import { percentAt, percentSpan, pieceEnd, pieceStart, type LanePiece, type Stretch } from './geometry';
import styles from './timeline.module.css';

export const LANE_HEIGHT = 50;
const BAR_TOP = 16;
const BAR_HEIGHT = 18;
/** Marks of witnesses stand under the bar, so that a name can stand above it where there is no room beside. */
const MARK_AT = 41;

const witnessMark: Readonly<Record<SegmentEdge['witness'], string>> = {
  'livekit-webhook': 'M0,-5 L5,0 L0,5 L-5,0 Z',
  'livekit-poll': 'M-4,-4 H4 V4 H-4 Z',
  client: 'M0,-5 L5,4 H-5 Z',
  staff: 'M-5,0 A5,5 0 1 0 5,0 A5,5 0 1 0 -5,0 Z',
  schedule: 'M-1.5,-5 H1.5 V5 H-1.5 Z',
  'session-end': 'M-5,-1.5 H5 V1.5 H-5 Z',
};

/** A small sign of where an edge comes from; its words are in the explanation, the legend and the table. */
export const WitnessMark = ({ witness }: { readonly witness: SegmentEdge['witness'] }) => (
  <path d={witnessMark[witness]} className={styles.witness} data-witness={witness} />
);

interface EdgeProps {
  readonly edge: SegmentEdge;
  readonly range: Stretch;
  readonly side: 'start' | 'end';
}

/** Doubt below this is too narrow to write beside. */
const WRITTEN_DOUBT_MS = 5_000;
/** From here on, in percent, it is written to the left of its mark: to the right the drawing ends. */
const WRITTEN_LEFT_FROM = 92;

/** The doubt of an edge as a fade as wide as the doubt itself, and the mark of its witness. */
const Edge = ({ edge, range, side }: EdgeProps) => {
  const doubt = percentSpan(range, { from: edge.at - edge.uncertaintyMs, to: edge.at + edge.uncertaintyMs });
  const percent = percentAt(range, edge.at);
  const at = `${percent}%`;
  const isAtTheRight = percent > WRITTEN_LEFT_FROM;
  return (
    <>
      <rect
        x={`${doubt.x}%`}
        width={`${doubt.width}%`}
        y={BAR_TOP}
        height={BAR_HEIGHT}
        fill={`url(#doubt-${side})`}
      />
      <svg x={at} y={MARK_AT} overflow="visible" aria-hidden>
        <WitnessMark witness={edge.witness} />
        {edge.uncertaintyMs >= WRITTEN_DOUBT_MS && (
          <text
            x={isAtTheRight ? '-8' : '8'}
            y="4"
            textAnchor={isAtTheRight ? 'end' : 'start'}
            className={styles.doubt}
          >
            ±{doubtSeconds(edge.uncertaintyMs)} s
          </text>
        )}
      </svg>
    </>
  );
};

/** What of a piece is beyond doubt. */
const certain = (piece: LanePiece): Stretch => {
  if (piece.kind !== 'segment') return piece;
  const from = piece.from.at + piece.from.uncertaintyMs;
  return { from, to: Math.max(from, pieceEnd(piece) - (piece.to?.uncertaintyMs ?? 0)) };
};

const fills: Readonly<Record<LanePiece['kind'], string>> = {
  segment: 'var(--h-brand)',
  bridged: 'url(#bridged)',
  'after-removal': 'url(#after-removal)',
};

interface PieceDrawingProps {
  readonly piece: LanePiece;
  readonly range: Stretch;
  readonly label: string;
  readonly tabbable: boolean;
  readonly onExplain: (words: string | null) => void;
  readonly onFocus: () => void;
}

/** One segment or gap: a thing that can be pointed at, focused and explained. */
export const PieceDrawing = ({ piece, range, label, tabbable, onExplain, onFocus }: PieceDrawingProps) => {
  const { x, width } = percentSpan(range, { from: pieceStart(piece), to: pieceEnd(piece) });
  const solid = percentSpan(range, certain(piece));
  return (
    <g
      role="img"
      aria-label={label}
      tabIndex={tabbable ? 0 : -1}
      className={styles.piece}
      data-piece={piece.kind}
      onPointerEnter={() => onExplain(label)}
      onPointerLeave={() => onExplain(null)}
      onFocus={() => {
        onFocus();
        onExplain(label);
      }}
      onBlur={() => onExplain(null)}
    >
      <rect x={`${x}%`} width={`${width}%`} y={0} height={LANE_HEIGHT} fill="transparent" />
      <rect
        className={styles.solid}
        x={`${solid.x}%`}
        width={`${solid.width}%`}
        y={BAR_TOP}
        height={BAR_HEIGHT}
        fill={fills[piece.kind]}
      />
      {piece.kind === 'segment' && (
        <>
          <Edge edge={piece.from} range={range} side="start" />
          {piece.to !== null && <Edge edge={piece.to} range={range} side="end" />}
        </>
      )}
    </g>
  );
};

/** Hatches and fades that the drawing uses by name. */
export const Patterns = () => (
  <defs>
    <pattern id="bridged" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--h-brand-soft)" />
      <rect width="3" height="6" fill="var(--h-brand)" />
    </pattern>
    <pattern id="after-removal" width="6" height="4" patternUnits="userSpaceOnUse">
      <rect width="6" height="1" fill="var(--h-muted)" />
    </pattern>
    <pattern
      id="unstaffed"
      width="12"
      height="12"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(-45)"
    >
      <rect width="12" height="12" fill="var(--h-look-soft)" />
      <rect width="1.5" height="12" fill="var(--h-look)" />
    </pattern>
    <pattern id="break" width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill="var(--h-ground)" />
      <circle cx="2" cy="2" r="1" fill="var(--h-muted)" />
    </pattern>
    <linearGradient id="doubt-start">
      <stop offset="0" stopColor="var(--h-brand)" stopOpacity="0" />
      <stop offset="1" stopColor="var(--h-brand)" />
    </linearGradient>
    <linearGradient id="doubt-end">
      <stop offset="0" stopColor="var(--h-brand)" />
      <stop offset="1" stopColor="var(--h-brand)" stopOpacity="0" />
    </linearGradient>
  </defs>
);
