import type { SegmentEdge } from '@hearth/domain';
import type { Lane, LanePart, LanePiece } from './geometry';

export interface TimelineRow {
  readonly id: string;
  readonly kind: LanePiece['kind'];
  readonly displayName: string;
  readonly part: LanePart;
  readonly from: { readonly at: number; readonly edge: SegmentEdge | null };
  /** Null while it is still going on. */
  readonly to: { readonly at: number; readonly edge: SegmentEdge | null } | null;
  readonly ms: number;
}

/** The timeline as rows of a table, lane by lane in time. */
export const timelineRows = (lanes: readonly Lane[]): readonly TimelineRow[] =>
  lanes.flatMap((lane) =>
    lane.pieces.map((piece): TimelineRow => {
      const base = { id: `${lane.personId}/${piece.id}`, displayName: lane.displayName, part: lane.part };
      if (piece.kind !== 'segment')
        return {
          ...base,
          kind: piece.kind,
          from: { at: piece.from, edge: null },
          to: { at: piece.to, edge: null },
          ms: piece.to - piece.from,
        };
      return {
        ...base,
        kind: 'segment',
        from: { at: piece.from.at, edge: piece.from },
        to: piece.to === null ? null : { at: piece.to.at, edge: piece.to },
        ms: piece.shownTo - piece.from.at,
      };
    }),
  );
