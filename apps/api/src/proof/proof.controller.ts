import { periodQuery } from '@hearth/contracts';
import { staffRoles, type AttendanceProof } from '@hearth/domain';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, type AuditEntry } from '../access/audit.js';
import type { Acting } from '../access/principal.js';
import { By, Roles } from '../access/signed-in.guard.js';
import { Limited } from '../http/rate-limit.js';
import { PathId } from '../http/validated.js';
import { proofPdf } from './proof-pdf.js';
import { Proofs } from './proofs.js';

type Period = z.infer<typeof periodQuery>;
const PDF = 'application/pdf';

/** Proofs of attendance, as data and to be read. Each one is written down before it is handed out. */
@Controller()
export class ProofController {
  constructor(
    private readonly proofs: Proofs,
    private readonly audit: Audit,
  ) {}

  @Get('sessions/:sessionId/proof')
  @Roles(...staffRoles)
  @Limited('export')
  async session(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<AttendanceProof> {
    return this.#logged(acting, await this.proofs.ofSession(acting, sessionId));
  }

  @Get('sessions/:sessionId/proof.pdf')
  @Roles(...staffRoles)
  @Limited('export')
  @Header('Content-Type', PDF)
  async sessionPdf(@By() acting: Acting, @PathId('sessionId') sessionId: string): Promise<StreamableFile> {
    return this.#written(acting, await this.proofs.ofSession(acting, sessionId));
  }

  /** Also the patient's own: nobody else is in it. */
  @Get('enrollments/:enrollmentId/proof')
  @Roles(...staffRoles, 'patient')
  @Limited('export')
  async enrollment(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @Query({ schema: periodQuery }) period: Period,
  ): Promise<AttendanceProof> {
    return this.#logged(acting, await this.proofs.ofEnrollment(acting, enrollmentId, period, 'data'));
  }

  /** The same, on paper. */
  @Get('enrollments/:enrollmentId/proof.pdf')
  @Roles(...staffRoles, 'patient')
  @Limited('export')
  @Header('Content-Type', PDF)
  async enrollmentPdf(
    @By() acting: Acting,
    @PathId('enrollmentId') enrollmentId: string,
    @Query({ schema: periodQuery }) period: Period,
  ): Promise<StreamableFile> {
    return this.#written(acting, await this.proofs.ofEnrollment(acting, enrollmentId, period, 'paper'));
  }

  @Get('programmes/:programmeId/proof')
  @Roles('supervisor', 'admin')
  @Limited('export')
  async period(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: periodQuery }) period: Period,
  ): Promise<AttendanceProof> {
    return this.#logged(acting, await this.proofs.ofPeriod(acting, programmeId, period));
  }

  @Get('programmes/:programmeId/proof.pdf')
  @Roles('supervisor', 'admin')
  @Limited('export')
  @Header('Content-Type', PDF)
  async periodPdf(
    @By() acting: Acting,
    @PathId('programmeId') programmeId: string,
    @Query({ schema: periodQuery }) period: Period,
  ): Promise<StreamableFile> {
    return this.#written(acting, await this.proofs.ofPeriod(acting, programmeId, period));
  }

  async #logged(acting: Acting, proof: AttendanceProof): Promise<AttendanceProof> {
    await this.audit.record(acting, { action: 'export', entity: entityOf(proof) });
    return proof;
  }

  async #written(acting: Acting, proof: AttendanceProof): Promise<StreamableFile> {
    const reading = await this.proofs.reading(acting, proof);
    await this.#logged(acting, proof);
    const disposition = `attachment; filename="attendance-proof-${proof.proof.checkCode}.pdf"`;
    return new StreamableFile(await proofPdf(proof, reading), { type: PDF, disposition });
  }
}

const entityOf = ({ scope, programme }: AttendanceProof): AuditEntry['entity'] => {
  const kind = 'attendance-proof';
  switch (scope.kind) {
    case 'session':
      return { kind, sessionId: scope.sessionId };
    case 'patient':
      return { kind, id: scope.enrollmentId, patientId: scope.patientId };
    case 'period':
      return { kind, id: programme.programmeId };
    default:
      return scope satisfies never;
  }
};
