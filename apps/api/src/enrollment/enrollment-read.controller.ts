import type { EnrollmentAnswer } from '@hearth/contracts';
import { staffRoles } from '@hearth/domain';
import { patientView } from '@hearth/views';
import { Controller, Get } from '@nestjs/common';
import { Audit } from '../access/audit.js';
import { People } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeWeek } from '../access/relations.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Current } from '../command/current.js';
import { PathId } from '../http/validated.js';
import { notFound } from '../problem/problem-error.js';
import { Enrollments } from '../programme/enrollments.js';

/** An episode of care with its whole course, for those who treat in its programme. */
@Controller('enrollments')
export class EnrollmentReadController {
  constructor(
    private readonly enrollments: Enrollments,
    private readonly people: People,
    private readonly current: Current,
    private readonly audit: Audit,
  ) {}

  @Get(':enrollmentId')
  @Roles(...staffRoles)
  async read(@By() acting: Acting, @PathId('enrollmentId') enrollmentId: string): Promise<EnrollmentAnswer> {
    const episode = await this.enrollments.find(enrollmentId);
    const facts = await this.people.find(acting.principal.person);
    if (episode === null || facts === null || !maySeeWeek(facts, episode)) throw notFound();
    const { patientId } = episode;
    await this.audit.record(acting, {
      action: 'read',
      entity: { kind: 'enrollment', id: enrollmentId, patientId },
    });
    const profile = await this.current.read(patientView, patientId);
    return {
      enrollmentId,
      displayName: profile?.displayName ?? '—',
      simulated: profile?.simulated ?? false,
      episode,
    };
  }
}
