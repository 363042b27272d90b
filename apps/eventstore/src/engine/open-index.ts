import {
  beginAttempt,
  endAttempt,
  hasUnendedAttempt,
  removeCheckpoints,
  restoreCheckpoint,
} from '../index/checkpoint.js';
import { breakSeal, distrust, type Distrust } from '../index/seal.js';
import { INDEX_FORMAT, StoreIndex } from '../index/store-index.js';
import { listSegmentFiles, readRecord, segmentFile } from '../log/segment-file.js';

export interface OpenedIndex {
  index: StoreIndex;
  /** Why an index that was there has not been used, if so. */
  distrusted: string | undefined;
}

/** The index, if it is as it was closed; otherwise its last checkpoint, or an empty one. */
export async function openIndex(dir: string, logDir: string): Promise<OpenedIndex> {
  const reason = await whyNot(dir);
  if (reason === undefined) {
    const index = new StoreIndex(dir);
    breakSeal(dir);
    return { index, distrusted: undefined };
  }
  const existed = StoreIndex.exists(dir);
  StoreIndex.remove(dir);
  const checkpoint = await openCheckpoint(dir, logDir);
  if (checkpoint instanceof StoreIndex)
    return { index: checkpoint, distrusted: existed ? reason : undefined };
  const distrusted = [existed ? reason : undefined, checkpoint]
    .filter((text) => text !== undefined)
    .join('; ');
  return { index: new StoreIndex(dir), distrusted: distrusted === '' ? undefined : distrusted };
}

/** The last checkpoint in the place of the index; undefined when there is none, or why it cannot be trusted. */
async function openCheckpoint(dir: string, logDir: string): Promise<StoreIndex | string | undefined> {
  if (hasUnendedAttempt(dir)) {
    removeCheckpoints(dir);
    endAttempt(dir);
    return 'the last checkpoint is of no use: the start that tried it did not come to its end';
  }
  const restored = restoreCheckpoint(dir);
  if (restored === undefined) return undefined;
  beginAttempt(dir);
  const reason = restored.doubt ? sentenceOf(restored.doubt) : await whyNotCheckpoint(dir, logDir);
  if (reason === undefined) return new StoreIndex(dir);
  removeCheckpoints(dir);
  endAttempt(dir);
  return `the last checkpoint is of no use: ${reason}`;
}

async function whyNotCheckpoint(dir: string, logDir: string): Promise<string | undefined> {
  const index = new StoreIndex(dir);
  const reason = foreignTo(index, logDir);
  await index.close();
  if (reason !== undefined) StoreIndex.remove(dir);
  return reason;
}

/** Why an index does not belong to a log as it is now, if so. */
function foreignTo(index: StoreIndex, logDir: string): string | undefined {
  const progress = index.readProgress();
  if (progress?.format !== INDEX_FORMAT) return `it has format ${progress?.format}`;
  for (const { number, generation } of listSegmentFiles(logDir)) {
    if (generation !== (index.generationOf(number) ?? 1)) return `segment ${number} has been rewritten since`;
  }
  const [last] = index.positionsFrom(progress.nextPosition - 1, 1, true);
  if (last === undefined) return undefined;
  const { segment, offset, size } = last.location;
  const file = segmentFile(logDir, { number: segment, generation: index.generationOf(segment) ?? 1 });
  const found = readRecord(file, offset, size);
  return found?.kind === 'event' && found.event.position === last.position
    ? undefined
    : `position ${last.position} is not where it says`;
}

async function whyNot(dir: string): Promise<string | undefined> {
  const doubt = distrust(dir);
  if (doubt) return sentenceOf(doubt);
  const index = new StoreIndex(dir, true);
  const format = index.readProgress()?.format;
  await index.close();
  return format === undefined || format === INDEX_FORMAT ? undefined : `it has format ${format}`;
}

function sentenceOf(doubt: Distrust): string {
  switch (doubt.kind) {
    case 'open':
      return 'it was not closed';
    case 'damaged':
      return doubt.error.message;
    default: {
      const never: never = doubt;
      return never;
    }
  }
}
