/** Which piece of which lane the keyboard is on. */
export interface Position {
  readonly lane: number;
  readonly piece: number;
}

const clamp = (value: number, size: number): number => Math.min(Math.max(value, 0), Math.max(size - 1, 0));

const nextLane = (sizes: readonly number[], from: number, step: 1 | -1): number => {
  for (let lane = from + step; lane >= 0 && lane < sizes.length; lane += step)
    if ((sizes[lane] ?? 0) > 0) return lane;
  return from;
};

/**
 * Moves over the lanes with the arrow keys, Home and End; lanes without pieces are passed over.
 * @param sizes how many pieces each lane has
 * @returns the new position, or null when the key is not one of ours
 */
export const movePosition = (key: string, position: Position, sizes: readonly number[]): Position | null => {
  const size = sizes[position.lane] ?? 0;
  const inLane = (lane: number): Position => ({ lane, piece: clamp(position.piece, sizes[lane] ?? 0) });
  switch (key) {
    case 'ArrowRight':
      return { ...position, piece: clamp(position.piece + 1, size) };
    case 'ArrowLeft':
      return { ...position, piece: clamp(position.piece - 1, size) };
    case 'ArrowDown':
      return inLane(nextLane(sizes, position.lane, 1));
    case 'ArrowUp':
      return inLane(nextLane(sizes, position.lane, -1));
    case 'Home':
      return { ...position, piece: 0 };
    case 'End':
      return { ...position, piece: clamp(size - 1, size) };
    default:
      return null;
  }
};
