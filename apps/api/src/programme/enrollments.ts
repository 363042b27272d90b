import { enrollmentsOfPatient, enrollmentView, type EnrollmentDocument } from '@hearth/views';
import type { ViewReader } from '@hearth/projections';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Current } from '../command/current.js';
import { LOG, VIEWS } from '../services.js';

type Episode = NonNullable<EnrollmentDocument['episode']>;

export interface RunningEpisode {
  readonly enrollmentId: string;
  readonly episode: Episode;
}

const MOST_KEPT = 10_000;

/** Episodes of care, from their own streams; which one is a patient's, from the views. */
@Injectable()
export class Enrollments {
  readonly #known = new Map<string, readonly string[]>();

  constructor(
    private readonly current: Current,
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async find(enrollmentId: string): Promise<Episode | null> {
    return (await this.current.read(enrollmentView, enrollmentId))?.episode ?? null;
  }

  /**
   * The patient's running episode, the newest when there are several; `unknown` while the views are away and this
   * process has not seen them before.
   * @throws StoreUnavailable
   */
  async runningIfKnown(patientId: string): Promise<RunningEpisode | null | 'unknown'> {
    const ids = await this.#idsOf(patientId);
    if (ids === null) return 'unknown';
    const found = await Promise.all(
      ids.map(async (enrollmentId) => ({ enrollmentId, episode: await this.find(enrollmentId) })),
    );
    const running = found.flatMap(({ enrollmentId, episode }) =>
      episode && episode.endedOn === null ? [{ enrollmentId, episode }] : [],
    );
    running.sort((a, b) => (a.episode.startsOn < b.episode.startsOn ? 1 : -1));
    return running[0] ?? null;
  }

  /** Of what the views said last, as long as they say nothing; null when they never did. */
  async #idsOf(patientId: string): Promise<readonly string[] | null> {
    try {
      const ids = await this.views.members(enrollmentsOfPatient(patientId));
      if (this.#known.size >= MOST_KEPT) this.#known.clear();
      this.#known.set(patientId, ids);
      return ids;
    } catch (error) {
      this.log.warn({ error: error instanceof Error ? error.name : typeof error }, 'the views are away');
      return this.#known.get(patientId) ?? null;
    }
  }
}
