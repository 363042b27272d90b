import { CorruptionError, reasonOf } from '../errors.js';
import { logFolder, indexFolder } from '../engine/recover.js';
import { TOMBSTONE_TYPE } from '../engine/decide.js';
import { listCheckpoints } from '../index/checkpoint.js';
import { distrust } from '../index/seal.js';
import { StoreIndex } from '../index/store-index.js';
import { scanActive, scanSealed, type ScannedEvent } from '../log/scan.js';
import { SEGMENT_HEADER } from '../log/segment-file.js';
import { openSegments } from '../log/segment-set.js';

export interface VerifyReport {
  segments: number;
  events: number;
  streams: number;
  lastPosition: number;
  /** Sentences, each naming the file and what is wrong. Empty: everything is as it was written. */
  problems: string[];
}

const MAX_PROBLEMS = 100;

/**
 * Reads every record of a data folder that no node uses, checks it, and compares it with the indexes: both ways,
 * so that neither a lost event nor an invented one passes. Changes nothing.
 * @param logOnly leaves the index alone
 */
export async function verify(dataDir: string, logOnly = false): Promise<VerifyReport> {
  const checker = new Checker();
  const dir = indexFolder(dataDir);
  let index: StoreIndex | undefined;
  try {
    if (!logOnly && StoreIndex.exists(dir)) index = openIndex(dir, checker);
    if (!logOnly) checkCheckpoints(dir, checker);
    checker.run(logFolder(dataDir), index);
  } catch (error) {
    checker.problem(reasonOf(error));
  } finally {
    await index?.close();
  }
  return checker.report;
}

/** An index that is not as it was closed is not opened: LMDB may end the process over it. */
function openIndex(dir: string, checker: Checker): StoreIndex | undefined {
  const doubt = distrust(dir);
  if (doubt?.kind !== 'damaged') return new StoreIndex(dir, true);
  checker.problem(`${doubt.error.message}; the next start builds the index again`);
  return undefined;
}

function checkCheckpoints(dir: string, checker: Checker): void {
  for (const checkpoint of listCheckpoints(dir)) {
    const doubt = distrust(checkpoint.dir);
    if (doubt?.kind === 'damaged')
      checker.problem(
        `${doubt.error.message}; a start after a crash would build the index from the whole log`,
      );
  }
}

class Checker {
  readonly report: VerifyReport = { segments: 0, events: 0, streams: 0, lastPosition: 0, problems: [] };
  private readonly lastRevisions = new Map<string, number>();
  /** Last revisions among the events that the index should know. */
  private readonly indexedRevisions = new Map<string, number>();
  private indexedEvents = 0;

  problem(sentence: string): void {
    if (this.report.problems.length < MAX_PROBLEMS) this.report.problems.push(sentence);
  }

  run(logDir: string, index: StoreIndex | undefined): void {
    const progress = index?.readProgress();
    const segments = openSegments(logDir, (number) =>
      progress ? (index?.generationOf(number) ?? 1) : undefined,
    );
    this.report.segments = segments.length;
    const indexedTo = (progress?.nextPosition ?? 1) - 1;
    let end = logDir;
    for (const info of segments) {
      const check = (scanned: ScannedEvent): void => this.check(scanned, index, indexedTo, info.file);
      try {
        if (info !== segments.at(-1)) {
          for (const scanned of scanSealed(info)) check(scanned);
        } else {
          const { tail } = scanActive(info, SEGMENT_HEADER, info.firstPosition, (append) =>
            append.forEach(check),
          );
          end = `${info.file} at byte ${tail}`;
        }
      } catch (error) {
        if (!(error instanceof CorruptionError)) throw error;
        this.problem(error.message);
      }
    }
    this.report.streams = this.lastRevisions.size;
    if (indexedTo > this.report.lastPosition) {
      this.problem(
        `${end}: the log ends at position ${this.report.lastPosition}, but ${indexedTo} had been acknowledged`,
      );
    }
    if (index) this.checkIndex(index);
  }

  private check(
    { event, location }: ScannedEvent,
    index: StoreIndex | undefined,
    indexedTo: number,
    file: string,
  ): void {
    const where = `${file} at byte ${location.offset}`;
    if (event.position <= this.report.lastPosition)
      this.problem(`${where}: position ${event.position} goes back`);
    this.report.lastPosition = event.position;
    this.report.events++;
    if (event.type !== TOMBSTONE_TYPE) {
      const last = this.lastRevisions.get(event.stream);
      if (last !== undefined && event.revision !== last + 1) {
        this.problem(`${where}: revision ${event.revision} of ${event.stream} follows ${last}`);
      }
      this.lastRevisions.set(event.stream, event.revision);
      if (event.position <= indexedTo) this.indexedRevisions.set(event.stream, event.revision);
    }
    if (index === undefined || event.position > indexedTo || event.erased) return;
    this.indexedEvents++;
    const state = index.stream(event.stream);
    const known = index.locate(event.position);
    if (
      known?.segment !== location.segment ||
      known.offset !== location.offset ||
      known.size !== location.size
    ) {
      this.problem(`${where}: the index does not know position ${event.position}`);
    } else if (state === undefined || index.positionOf(state.id, event.revision) !== event.position) {
      this.problem(`${where}: the index does not know revision ${event.revision} of ${event.stream}`);
    }
  }

  private checkIndex(index: StoreIndex): void {
    const { positions, revisions } = index.counts();
    if (positions !== this.indexedEvents) {
      this.problem(`the index knows ${positions} positions, the log has ${this.indexedEvents}`);
    }
    if (revisions !== this.indexedEvents) {
      this.problem(`the index knows ${revisions} revisions, the log has ${this.indexedEvents}`);
    }
    for (const [stream, last] of this.indexedRevisions) {
      const known = index.stream(stream)?.last;
      if (known === undefined || known < last)
        this.problem(`the index has ${stream} at revision ${known}, the log at ${last}`);
    }
  }
}
