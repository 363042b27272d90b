export interface TileLayout {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

/** Tiles may be as tall as this or as wide as that; faces are cut off beyond. */
const TALLEST = 3 / 4;
const WIDEST = 16 / 9;

/**
 * Divides an area among tiles of equal size so that each is as large as can be and all are seen, without scrolling.
 * Measures are in px.
 */
export const tileLayout = (count: number, width: number, height: number, gap: number): TileLayout => {
  let best: TileLayout = { columns: 1, rows: Math.max(1, count), width: 0, height: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns += 1) {
    const rows = Math.ceil(Math.max(1, count) / columns);
    const cellWidth = (width - gap * (columns - 1)) / columns;
    const cellHeight = (height - gap * (rows - 1)) / rows;
    if (cellWidth <= 0 || cellHeight <= 0) continue;
    const ratio = cellWidth / cellHeight;
    const tile = {
      columns,
      rows,
      width: Math.floor(ratio > WIDEST ? cellHeight * WIDEST : cellWidth),
      height: Math.floor(ratio < TALLEST ? cellWidth / TALLEST : cellHeight),
    };
    if (tile.width * tile.height > best.width * best.height) best = tile;
  }
  return best;
};
