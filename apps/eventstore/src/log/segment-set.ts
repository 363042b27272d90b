import fs from 'node:fs';
import path from 'node:path';
import { CorruptionError } from '../errors.js';
import {
  listSegmentFiles,
  readSeal,
  readSegmentInfo,
  SEGMENT_HEADER,
  segmentFile,
  type SegmentId,
  type SegmentInfo,
} from './segment-file.js';

/** Ending of a file that compaction is still writing. */
export const DRAFT_SUFFIX = '.draft';

/**
 * Removes files that an interrupted compaction or an interrupted change of segment left.
 * @param generationOf the generation of a segment that the index refers to, if it knows
 */
export function removeLeftovers(dir: string, generationOf: (segment: number) => number | undefined): void {
  const live = new Set(openSegments(dir, generationOf).map(({ file }) => file));
  for (const id of listSegmentFiles(dir)) {
    const file = segmentFile(dir, id);
    if (!live.has(file)) fs.unlinkSync(file);
  }
  for (const name of fs.readdirSync(dir)) {
    if (name.endsWith(DRAFT_SUFFIX)) fs.unlinkSync(path.join(dir, name));
  }
}

/**
 * The live file of every segment of a folder, in order, with seals and succession checked. Changes nothing.
 * @param generationOf the generation of a segment that the index refers to, if it knows
 */
export function openSegments(
  dir: string,
  generationOf: (segment: number) => number | undefined,
): SegmentInfo[] {
  const files = listSegmentFiles(dir);
  const numbers = [...new Set(files.map(({ number }) => number))];
  const infos = numbers
    .slice(0, -1)
    .map((number) => pickGeneration(dir, number, files, generationOf(number)));
  const last = numbers.at(-1);
  if (last !== undefined) {
    const previous = infos.at(-1);
    const id = { number: last, generation: 1 };
    if (!isUnfinishedStart(previous, segmentFile(dir, id))) infos.push(readSegmentInfo(dir, id));
  }
  infos.forEach((info, at) => checkSuccession(info, infos[at + 1]));
  return infos;
}

function pickGeneration(
  dir: string,
  number: number,
  files: readonly SegmentId[],
  known: number | undefined,
): SegmentInfo {
  const generations = files.filter((id) => id.number === number).map(({ generation }) => generation);
  const chosen = known ?? generations.at(-1) ?? 1;
  return readSegmentInfo(dir, { number, generation: chosen });
}

/** A crash while changing to a new segment: the new file is there, and the old one is not sealed. */
function isUnfinishedStart(previous: SegmentInfo | undefined, file: string): boolean {
  const length = fs.statSync(file).size;
  if (length > SEGMENT_HEADER) return false;
  if (previous === undefined) return length < SEGMENT_HEADER;
  try {
    readSeal(previous);
    return false;
  } catch (error) {
    if (error instanceof CorruptionError) return true;
    throw error;
  }
}

function checkSuccession(info: SegmentInfo, next: SegmentInfo | undefined): void {
  if (next === undefined) return;
  if (next.number !== info.number + 1) {
    throw new CorruptionError(info.file, info.length, `segment ${info.number + 1} is missing`);
  }
  if (readSeal(info).nextPosition !== next.firstPosition) {
    throw new CorruptionError(next.file, 24, 'it does not follow the segment before it');
  }
}
