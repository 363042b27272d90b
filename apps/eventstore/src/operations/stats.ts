import fs from 'node:fs';
import path from 'node:path';
import { indexFolder, logFolder } from '../engine/recover.js';
import { listCheckpoints } from '../index/checkpoint.js';
import { assertUndamaged } from '../index/seal.js';
import { StoreIndex } from '../index/store-index.js';

export interface Stats {
  lastPosition: number;
  events: number;
  streams: number;
  segments: number;
  logBytes: number;
  indexBytes: number;
  /** The copy of the index that a start after a crash begins with. */
  checkpointBytes: number;
}

/** Sizes of a data folder, whether or not a node is running on it. */
export async function stats(dataDir: string): Promise<Stats> {
  assertUndamaged(indexFolder(dataDir));
  const index = new StoreIndex(indexFolder(dataDir), true);
  try {
    const { positions, streams } = index.counts();
    const segments = fs.readdirSync(logFolder(dataDir)).filter((name) => name.endsWith('.log'));
    return {
      lastPosition: (index.readProgress()?.nextPosition ?? 1) - 1,
      events: positions,
      streams,
      segments: segments.length,
      logBytes: bytesIn(logFolder(dataDir)),
      indexBytes: bytesIn(indexFolder(dataDir)),
      checkpointBytes: listCheckpoints(indexFolder(dataDir)).reduce((sum, { dir }) => sum + bytesIn(dir), 0),
    };
  } finally {
    await index.close();
  }
}

function bytesIn(dir: string): number {
  return fs
    .readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { name }) => sum + fs.statSync(path.join(dir, name)).size, 0);
}
