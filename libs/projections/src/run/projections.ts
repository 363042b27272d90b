import type { ViewKey } from '@hearth/views';
import type { ParkedRecord } from '../store/documents.js';
import { compareGenerations } from './compare.js';
import { definitionsId, Generations, type Standing } from './generations.js';
import { Pipeline, type PipelineOptions, type Progress } from './pipeline.js';
import { repeat } from './repeat.js';

export interface ProjectionTimes {
  /** How often it is looked at which generations there are, and whether one is complete. */
  readonly watchMs: number;
  readonly sweepMs: number;
  /** How long a replaced generation is kept for readers that are in the middle of it. */
  readonly forgetAfterMs: number;
  /** How long a live generation of other definitions may be without a feed until this process takes over. */
  readonly takeOverAfterMs: number;
}

export const usualProjectionTimes: ProjectionTimes = {
  watchMs: 1_000,
  sweepMs: 30_000,
  forgetAfterMs: 60_000,
  takeOverAfterMs: 30_000,
};

export interface ProjectionsOptions extends PipelineOptions {
  readonly times?: Partial<ProjectionTimes>;
}

export interface GenerationStatus extends Progress {
  readonly generation: string;
  readonly live: boolean;
}

/**
 * Builds the views in this process, together with any number of others. Builds the live generation, and beside it a
 * newer one when versions were raised or a rebuild was asked for; flips when that one is complete.
 */
export class Projections {
  readonly #pipelines = new Map<string, Pipeline>();
  readonly #generations: Generations;
  readonly #times: ProjectionTimes;
  readonly #stopping = new AbortController();
  readonly #outdatedSince = new Map<string, number>();
  #loops: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ProjectionsOptions) {
    this.#times = { ...usualProjectionTimes, ...options.times };
    this.#generations = new Generations(options.redis, options.namespace, definitionsId(options.views));
  }

  start(): void {
    this.#loops = Promise.all([
      this.#repeat(this.#times.watchMs, () => this.#watch()),
      this.#repeat(this.#times.sweepMs, () => this.sweep()),
    ]);
  }

  /** Lets an operator's command look and act without building anything itself. */
  async attach(): Promise<void> {
    const { wanted } = await this.#generations.standing();
    for (const generation of wanted) this.#pipelines.set(generation, new Pipeline(this.options, generation));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loops;
    await Promise.all([...this.#pipelines.values()].map((pipeline) => pipeline.stop()));
    this.#pipelines.clear();
  }

  /** Builds everything anew in the shadow and then shows it. @returns the id of the new generation */
  rebuild(): Promise<string> {
    return this.#generations.rebuild();
  }

  /** Takes a parked stream up again in all generations. @returns whether it was parked in one */
  async replay(address: ViewKey): Promise<boolean> {
    const replayed = await Promise.all(
      [...this.#pipelines.values()].map((pipeline) => pipeline.replay(address)),
    );
    return replayed.includes(true);
  }

  /** Says that documents may be behind; harmless when they are not. */
  async poke(addresses: readonly ViewKey[]): Promise<void> {
    await Promise.all([...this.#pipelines.values()].map((pipeline) => pipeline.poke(addresses)));
  }

  /** Pokes what is behind. Done every 30 s by the process that feeds. */
  async sweep(): Promise<void> {
    for (const pipeline of this.#pipelines.values()) if (pipeline.feeds) await pipeline.sweep();
  }

  async status(): Promise<readonly GenerationStatus[]> {
    const live = await this.#generations.live();
    return Promise.all(
      [...this.#pipelines].map(async ([generation, pipeline]) => ({
        generation,
        live: generation === live,
        ...(await pipeline.progress()),
      })),
    );
  }

  async parked(): Promise<readonly ParkedRecord[]> {
    const lists = await Promise.all(
      [...this.#pipelines.values()].map((pipeline) => pipeline.documents.parked()),
    );
    return lists.flat();
  }

  async #watch(): Promise<void> {
    const standing = await this.#generations.standing();
    await this.#follow(standing);
    if (standing.overtaken) await this.#takeOverIfNobodyFeeds(standing.live);
    for (const [generation, pipeline] of this.#pipelines) {
      if (generation !== standing.live && pipeline.feeds) await this.#flipIfComplete(standing.live, pipeline);
    }
    await this.#forgetOutdated();
  }

  async #follow({ wanted }: Standing): Promise<void> {
    for (const generation of wanted) {
      if (this.#pipelines.has(generation)) continue;
      const pipeline = new Pipeline(this.options, generation);
      this.#pipelines.set(generation, pipeline);
      pipeline.start();
      this.options.logger.info({ generation }, 'building views');
    }
    for (const [generation, pipeline] of this.#pipelines) {
      if (wanted.includes(generation)) continue;
      this.#pipelines.delete(generation);
      await pipeline.stop();
      this.options.logger.info({ generation }, 'stopped building views');
    }
  }

  async #flipIfComplete(live: string, pipeline: Pipeline): Promise<void> {
    const progress = await pipeline.progress();
    const { generation } = pipeline;
    this.options.logger.info({ generation, ...progress }, 'building in the shadow');
    if (!progress.caughtUp || progress.behind > 0 || progress.pending > 0) return;
    const { redis, namespace, views, logger } = this.options;
    const comparison = await compareGenerations(redis, namespace, views, live, generation);
    await redis.set(pipeline.documents.keys.comparison, JSON.stringify(comparison));
    logger.info({ generation, replaces: live, ...comparison }, 'compared');
    if (await this.#generations.flip(generation)) logger.info({ generation, replaces: live }, 'flipped');
  }

  /** The processes of a newer version are gone, so this one was started to go back: build ours as the newest. */
  async #takeOverIfNobodyFeeds(live: string): Promise<void> {
    const now = (this.options.now ?? Date.now)();
    const fedAt = await this.#generations.fedAt(live);
    if (fedAt !== null && now - fedAt < this.#times.takeOverAfterMs) return;
    const generation = await this.#generations.rebuild();
    this.options.logger.warn({ generation, replaces: live }, 'nobody feeds the live views; taking over');
  }

  async #forgetOutdated(): Promise<void> {
    const outdated = await this.#generations.outdated();
    for (const known of this.#outdatedSince.keys())
      if (!outdated.includes(known)) this.#outdatedSince.delete(known);
    for (const generation of outdated) {
      const since = this.#outdatedSince.get(generation) ?? performance.now();
      this.#outdatedSince.set(generation, since);
      if (performance.now() - since < this.#times.forgetAfterMs) continue;
      await this.#generations.forget(generation);
      this.options.logger.info({ generation }, 'forgot replaced views');
    }
  }

  #repeat(everyMs: number, work: () => Promise<void>): Promise<void> {
    return repeat(everyMs, this.#stopping.signal, work, (error) =>
      this.options.logger.warn({ err: error }, 'projections'),
    );
  }
}
