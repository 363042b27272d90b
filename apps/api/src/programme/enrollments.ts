import { enrollmentsOfPatient, enrollmentView, type EnrollmentDocument } from '@hearth/views';
import type { ViewReader } from '@hearth/projections';
import { Inject, Injectable } from '@nestjs/common';
import { Current } from '../command/current.js';
import { VIEWS } from '../services.js';

type Episode = NonNullable<EnrollmentDocument['episode']>;

/** Episodes of care, from their own streams; which one is a patient's, from the views. */
@Injectable()
export class Enrollments {
  constructor(
    private readonly current: Current,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  async find(enrollmentId: string): Promise<Episode | null> {
    return (await this.current.read(enrollmentView, enrollmentId))?.episode ?? null;
  }

  /** The patient's running episode, the newest when there are several. */
  async running(patientId: string): Promise<{ enrollmentId: string; episode: Episode } | null> {
    const ids = await this.views.members(enrollmentsOfPatient(patientId));
    const found = await Promise.all(
      ids.map(async (enrollmentId) => ({ enrollmentId, episode: await this.find(enrollmentId) })),
    );
    const running = found.flatMap(({ enrollmentId, episode }) =>
      episode && episode.endedOn === null ? [{ enrollmentId, episode }] : [],
    );
    running.sort((a, b) => (a.episode.startsOn < b.episode.startsOn ? 1 : -1));
    return running[0] ?? null;
  }
}
