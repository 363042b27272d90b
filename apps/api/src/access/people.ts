import type { Instant, PersonRef, StaffRole } from '@hearth/domain';
import { StoreUnavailable } from '@hearth/eventstore';
import { patientAccountView, patientView, staffAccountView, staffView } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../clock.js';
import { Current } from '../command/current.js';
import { CLOCK } from '../services.js';

interface Known {
  readonly id: string;
  /** Empty once it can no longer be read. */
  readonly displayName: string;
  readonly locale: 'en' | 'es';
  readonly simulated: boolean;
  /** Somebody who is not may not sign in. */
  readonly isActive: boolean;
  /** Sign-ins from before this moment are over. */
  readonly signInsFrom: Instant;
}
export interface StaffFacts extends Known {
  readonly kind: 'staff';
  readonly role: StaffRole;
  readonly programmeIds: readonly string[];
}
export interface PatientFacts extends Known {
  readonly kind: 'patient';
  readonly programmeId: string;
}
export type PersonFacts = StaffFacts | PatientFacts;

const FRESH_MS = 5_000;
/** How long facts are believed while the store is away: nothing can have changed in it meanwhile. */
const BELIEVED_MS = 15 * 60_000;
const MOST_KEPT = 10_000;

const keyOf = ({ kind, id }: PersonRef): string => `${kind}:${id}`;

interface Kept {
  readonly facts: PersonFacts;
  readonly readAt: number;
  /** News of the person may have been missed since. */
  readonly inDoubt: boolean;
}

/** Who people are, from their own streams: the truth that each authorisation is decided on. */
@Injectable()
export class People {
  readonly #kept = new Map<string, Kept>();
  /** How often anything was forgotten: what was being read meanwhile may be from before. */
  #forgotten = 0;

  constructor(
    private readonly current: Current,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null when there is no such person. @throws StoreUnavailable when nothing fresh enough is known */
  async find(person: PersonRef): Promise<PersonFacts | null> {
    const key = keyOf(person);
    const kept = this.#kept.get(key);
    const age = kept ? Math.abs(this.clock.now() - kept.readAt) : Infinity;
    if (kept && age < FRESH_MS && !kept.inDoubt) return kept.facts;
    const forgotten = this.#forgotten;
    const readAt = this.clock.now();
    try {
      const facts = await this.#read(person);
      if (facts === null) this.#kept.delete(key);
      else if (forgotten === this.#forgotten) this.#keep(key, { facts, readAt, inDoubt: false });
      return facts;
    } catch (error) {
      const isKnown = kept !== undefined && this.#kept.has(key);
      if (isKnown && age < BELIEVED_MS && error instanceof StoreUnavailable) return kept.facts;
      throw error;
    }
  }

  /** Reads anew next time: something has just been changed. @returns whether anything was known */
  forget(person: PersonRef): boolean {
    this.#forgotten += 1;
    return this.#kept.delete(keyOf(person));
  }

  /** Something may have changed unheard: everybody is read anew, and believed only as long as nobody can be. */
  doubtAll(): void {
    this.#forgotten += 1;
    for (const [key, kept] of this.#kept) this.#kept.set(key, { ...kept, inDoubt: true });
  }

  #keep(key: string, kept: Kept): void {
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, kept);
  }

  async #read(person: PersonRef): Promise<PersonFacts | null> {
    switch (person.kind) {
      case 'staff':
        return this.#readStaff(person.id);
      case 'patient':
        return this.#readPatient(person.id);
      case 'family':
        return null;
      default:
        return person.kind satisfies never;
    }
  }

  async #readStaff(id: string): Promise<StaffFacts | null> {
    const found = await this.current.readBoth(staffView, staffAccountView, id);
    if (!found || found.first.role === null) return null;
    const { role, programmeIds, locale, simulated, displayName } = found.first;
    const { isActive, signInsFrom } = found.second;
    return {
      kind: 'staff',
      id,
      role,
      programmeIds,
      locale,
      simulated,
      displayName: displayName ?? '',
      isActive,
      signInsFrom,
    };
  }

  async #readPatient(id: string): Promise<PatientFacts | null> {
    const found = await this.current.readBoth(patientView, patientAccountView, id);
    if (!found || found.first.programmeId === null) return null;
    const { programmeId, locale, simulated, displayName } = found.first;
    const { isActive, signInsFrom } = found.second;
    return {
      kind: 'patient',
      id,
      programmeId,
      locale,
      simulated,
      displayName: displayName ?? '',
      isActive,
      signInsFrom,
    };
  }
}
