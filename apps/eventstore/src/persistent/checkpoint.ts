import type { Engine } from '../engine/engine.js';
import { ALL, checkpointStream, type GroupDefinition } from './settings.js';
import { appendJson, lastJson } from './system-stream.js';

const CHECKPOINT_TYPE = '$SubscriptionCheckpoint';

/** Writes a group's checkpoint: not for every message, and one write at a time. */
export class CheckpointWriter {
  /** Cursor of the last checkpoint that is durable. */
  stored: number | undefined;
  private wanted: number | undefined;
  private sinceLast = 0;
  private lastWrite = performance.now();
  private writing: Promise<void> | undefined;
  private readonly stream: string;

  constructor(
    private readonly engine: Engine,
    private readonly definition: GroupDefinition,
    private readonly onError: (error: unknown) => void,
  ) {
    this.stream = checkpointStream(definition.stream, definition.group);
    this.stored = parseCheckpoint(lastJson(engine, this.stream));
  }

  /** Everything up to `cursor` has been handled, `messages` more than before. */
  reached(cursor: number, messages: number): void {
    if (messages === 0) return;
    this.wanted = cursor;
    this.sinceLast += messages;
    if (this.sinceLast >= Math.max(1, this.definition.settings.maxCheckpointCount)) this.begin();
  }

  tick(): void {
    const { checkpointAfter, minCheckpointCount } = this.definition.settings;
    const waited = performance.now() - this.lastWrite;
    if (this.sinceLast === 0 || waited < checkpointAfter) return;
    // Below the lower bound it waits longer, but not for ever: fewer messages are repeated after a crash.
    if (this.sinceLast >= minCheckpointCount || waited >= checkpointAfter * 5) this.begin();
  }

  /** Writes what there is to write. Resolves when it is durable. */
  async flush(): Promise<void> {
    await this.writing;
    if (this.wanted !== undefined && this.wanted !== this.stored) await this.write(this.wanted);
  }

  private begin(): void {
    if (this.writing || this.wanted === undefined) return;
    this.writing = this.write(this.wanted)
      .catch(this.onError)
      .finally(() => (this.writing = undefined));
  }

  private async write(cursor: number): Promise<void> {
    this.sinceLast = 0;
    this.lastWrite = performance.now();
    const data = this.definition.stream === ALL ? `C:${cursor}/P:${cursor}` : cursor;
    await appendJson(this.engine, this.stream, CHECKPOINT_TYPE, data);
    this.stored = cursor;
  }
}

function parseCheckpoint(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? /^C:(\d+)\/P:\d+$/.exec(value) : null;
  return match ? Number(match[1]) : undefined;
}
