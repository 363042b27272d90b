import { demoStory, type Persona } from '@hearth/contracts';
import type { ViewReader } from '@hearth/projections';
import {
  patientsOfProgramme,
  patientView,
  programmes,
  staffOfProgramme,
  staffView,
  type PatientProfile,
  type StaffProfile,
} from '@hearth/views';
import { Controller, Get, Inject } from '@nestjs/common';
import { Public } from '../access/signed-in.guard.js';
import { notFound } from '../problem/problem-error.js';
import { SETTINGS, VIEWS } from '../services.js';
import type { ApiSettings } from '../settings.js';

const roleOrder: readonly Persona['role'][] = ['patient', 'therapist', 'supervisor', 'prescriber', 'admin'];

/** The made-up people that one can sign in as. There is nobody to choose from in production. */
@Controller('demo/personas')
export class PersonasController {
  constructor(
    @Inject(SETTINGS) private readonly settings: ApiSettings,
    @Inject(VIEWS) private readonly views: ViewReader,
  ) {}

  @Get()
  @Public()
  async list(): Promise<Persona[]> {
    if (this.settings.mode === 'production') throw notFound();
    const programmeIds = await this.views.members(programmes);
    const found = await Promise.all(programmeIds.map((id) => this.ofProgramme(id)));
    const distinct = new Map(found.flat().map((persona) => [persona.personaId, persona]));
    return [...distinct.values()].sort(
      (a, b) =>
        Number(a.simulated) - Number(b.simulated) ||
        roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role) ||
        a.displayName.localeCompare(b.displayName),
    );
  }

  private async ofProgramme(programmeId: string): Promise<Persona[]> {
    const [patientIds, staffIds] = await Promise.all([
      this.views.members(patientsOfProgramme(programmeId)),
      this.views.members(staffOfProgramme(programmeId)),
    ]);
    const patients = patientIds.map(async (id) => {
      const read = await this.views.read(patientView, id);
      return read && persona(read.document, 'patient');
    });
    const staff = staffIds.map(async (id) => {
      const read = await this.views.read(staffView, id);
      return read && read.document.role !== null ? persona(read.document, read.document.role) : null;
    });
    return (await Promise.all([...patients, ...staff])).flatMap((one) => (one ? [one] : []));
  }
}

const persona = (profile: PatientProfile | StaffProfile, role: Persona['role']): Persona | null =>
  profile.displayName === null
    ? null
    : {
        personaId: profile.personId,
        role,
        displayName: profile.displayName,
        simulated: profile.simulated,
        story: demoStory(profile.personId),
      };
