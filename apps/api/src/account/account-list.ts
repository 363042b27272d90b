import type { Account } from '@hearth/contracts';
import type { PersonRef } from '@hearth/domain';
import type { ViewReader } from '@hearth/projections';
import {
  patientAccountView,
  patientsOfProgramme,
  patientView,
  staffAccountView,
  staffOfProgramme,
  staffView,
  type AccountDocument,
  type PatientProfile,
  type StaffProfile,
} from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { VIEWS } from '../services.js';

const wayOf = (account: AccountDocument | undefined): Account['way'] => {
  if (account?.linkedAt != null) return { kind: 'linked', linkedAt: account.linkedAt };
  if (account?.invitation) return { kind: 'invited', expiresAt: account.invitation.expiresAt };
  return { kind: 'none' };
};

const entry = (
  person: PersonRef,
  role: Account['role'],
  profile: StaffProfile | PatientProfile,
  account: AccountDocument | undefined,
): Account => ({
  person,
  role,
  displayName: profile.displayName ?? '',
  simulated: profile.simulated,
  isActive: account?.isActive ?? true,
  way: wayOf(account),
});

/** Everybody of a programme, with how they sign in: from the views. */
@Injectable()
export class AccountList {
  constructor(@Inject(VIEWS) private readonly views: ViewReader) {}

  /** Staff first, then by name; each person once. */
  async of(programmeIds: readonly string[]): Promise<readonly Account[]> {
    const [staffIds, patientIds] = await Promise.all([
      this.#members(programmeIds.map(staffOfProgramme)),
      this.#members(programmeIds.map(patientsOfProgramme)),
    ]);
    const found = await Promise.all([
      ...staffIds.map((id) => this.#staff(id)),
      ...patientIds.map((id) => this.#patient(id)),
    ]);
    return found
      .flatMap((one) => (one ? [one] : []))
      .sort(
        (a, b) =>
          Number(a.role === 'patient') - Number(b.role === 'patient') ||
          a.displayName.localeCompare(b.displayName),
      );
  }

  async #members(indexes: readonly string[]): Promise<readonly string[]> {
    const members = await Promise.all(indexes.map((index) => this.views.members(index)));
    return [...new Set(members.flat())];
  }

  async #staff(id: string): Promise<Account | null> {
    const [profile, account] = await Promise.all([
      this.views.read(staffView, id),
      this.views.read(staffAccountView, id),
    ]);
    if (!profile || profile.document.role === null) return null;
    return entry({ kind: 'staff', id }, profile.document.role, profile.document, account?.document);
  }

  async #patient(id: string): Promise<Account | null> {
    const [profile, account] = await Promise.all([
      this.views.read(patientView, id),
      this.views.read(patientAccountView, id),
    ]);
    return profile && entry({ kind: 'patient', id }, 'patient', profile.document, account?.document);
  }
}
