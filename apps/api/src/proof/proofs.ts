import {
  addDays,
  chainedSessions,
  localDate,
  programmeDecider,
  Rejection,
  type AttendanceProof,
  type PersonRef,
  type ProofScope,
} from '@hearth/domain';
import { foldStream, type EventStore } from '@hearth/eventstore';
import { prove, type ProofReader, type SealSigner } from '@hearth/platform';
import type { ViewReader } from '@hearth/projections';
import { enrollmentView, outlinesOfEnrollment, roomsOfDay } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import { People, type PersonFacts } from '../access/people.js';
import type { Acting } from '../access/principal.js';
import { maySeeBoard, maySeeSession, maySeeWeek } from '../access/relations.js';
import { Current } from '../command/current.js';
import { notFound } from '../problem/problem-error.js';
import { Programmes } from '../programme/programmes.js';
import { SIGNER, STORE, VIEWS } from '../services.js';
import { Sessions } from '../session/sessions.js';
import type { ProofReading } from './proof-pdf.js';

interface Period {
  readonly from: string;
  readonly to: string;
}

/** Makes proofs for those who may see what they are about. What somebody may not see does not exist for them. */
@Injectable()
export class Proofs {
  constructor(
    private readonly sessions: Sessions,
    private readonly people: People,
    private readonly programmes: Programmes,
    private readonly current: Current,
    @Inject(STORE) private readonly store: EventStore,
    @Inject(VIEWS) private readonly views: ViewReader,
    @Inject(SIGNER) private readonly signer: SealSigner,
  ) {}

  async ofSession(acting: Acting, sessionId: string): Promise<AttendanceProof> {
    const facts = await this.#staff(acting);
    const state = await this.sessions.state(sessionId);
    if (state.status === 'none') throw notFound();
    const { programmeId, facilitators, roster } = state.plan;
    const relation = {
      programmeId,
      facilitatorIds: facilitators.map(({ staffId }) => staffId),
      patientIds: roster.map(({ patientId }) => patientId),
    };
    if (!maySeeSession(facts, relation)) throw notFound();
    if (state.status !== 'sealed') throw new Rejection('session-still-open');
    return this.#prove(acting, programmeId, { kind: 'session', sessionId }, [sessionId]);
  }

  /**
   * All sessions of an episode of care, or those of some days. As data a patient's own has nothing of anybody else; a
   * seal of before each patient had a leaf is over everybody's facts at once, and only on paper theirs alone.
   */
  async ofEnrollment(
    acting: Acting,
    enrollmentId: string,
    period: Period | null,
    form: 'data' | 'paper',
  ): Promise<AttendanceProof> {
    const facts = await this.#known(acting);
    const document = await this.current.read(enrollmentView, enrollmentId);
    const episode = document?.episode;
    if (document == null || episode == null || !maySeeWeek(facts, episode)) throw notFound();
    const { patientId, programmeId } = episode;
    const credited = document.credits.map(({ sessionId }) => sessionId);
    const known = await this.views.members(outlinesOfEnrollment(enrollmentId));
    const { timeZone } = await this.programmes.read(programmeId);
    const ids = await this.#within([...credited, ...known], period, timeZone);
    const reader = facts.kind === 'staff' || form === 'paper' ? 'staff' : 'patient';
    return this.#prove(acting, programmeId, { kind: 'patient', enrollmentId, patientId }, ids, reader);
  }

  async ofPeriod(acting: Acting, programmeId: string, period: Period): Promise<AttendanceProof> {
    const facts = await this.#staff(acting);
    if (!maySeeBoard(facts, programmeId)) throw notFound();
    const { timeZone } = await this.programmes.read(programmeId);
    const ids: string[] = [];
    for (let day = period.from; day <= period.to; day = addDays(day, 1)) {
      ids.push(...(await this.views.members(roomsOfDay(programmeId, day))));
    }
    // The chain knows every session that was sealed, also while the views are built anew.
    const { state } = await foldStream(this.store, programmeDecider, 'programme', programmeId);
    ids.push(...chainedSessions(state));
    return this.#prove(
      acting,
      programmeId,
      { kind: 'period', ...period },
      await this.#within(ids, period, timeZone),
    );
  }

  /** What a proof's people and sessions are called, in the language of whoever asks. */
  async reading(acting: Acting, proof: AttendanceProof): Promise<ProofReading> {
    const asking = await this.#known(acting);
    const { scope } = proof;
    const names = new Map<string, string>();
    const add = async (person: PersonRef): Promise<void> => {
      const key = `${person.kind}:${person.id}`;
      if (names.has(key)) return;
      const found = await this.people.find(person);
      if (found !== null && found.displayName !== '') names.set(key, found.displayName);
    };
    const titles = new Map<string, string>();
    for (const session of proof.sessions) {
      const state = await this.sessions.state(session.sessionId);
      titles.set(session.sessionId, state.status === 'none' ? session.sessionId : state.plan.title);
      for (const { patientId } of session.facts.roster) {
        if (scope.kind === 'patient' && scope.patientId !== patientId) continue;
        await add({ kind: 'patient', id: patientId });
      }
      const staffIds = [...session.facts.facilitatorIds, ...session.corrections.map(({ by }) => by)];
      for (const id of staffIds) await add({ kind: 'staff', id });
      if (session.sealedBy.kind === 'staff') await add({ kind: 'staff', id: session.sealedBy.id });
    }
    const { title } = await this.programmes.read(proof.programme.programmeId);
    return {
      locale: asking.locale,
      programmeTitle: title,
      nameOf: ({ kind, id }) => names.get(`${kind}:${id}`) ?? null,
      titleOf: (sessionId) => titles.get(sessionId) ?? sessionId,
    };
  }

  async #known(acting: Acting): Promise<PersonFacts> {
    const facts = await this.people.find(acting.principal.person);
    if (facts === null) throw notFound();
    return facts;
  }

  async #staff(acting: Acting): Promise<Extract<PersonFacts, { readonly kind: 'staff' }>> {
    const facts = await this.people.find(acting.principal.person);
    if (facts?.kind !== 'staff') throw notFound();
    return facts;
  }

  /** Those of the sessions that took place, or will, on these days; cancelled ones leave nothing to prove. */
  async #within(ids: readonly string[], period: Period | null, timeZone: string): Promise<readonly string[]> {
    const kept: string[] = [];
    for (const id of new Set(ids)) {
      const state = await this.sessions.state(id);
      if (state.status === 'none' || state.status === 'cancelled' || state.status === 'scheduled') continue;
      const day = localDate(state.plan.startsAt, timeZone);
      if (period === null || (period.from <= day && day <= period.to)) kept.push(id);
    }
    return kept;
  }

  #prove(
    { at }: Acting,
    programmeId: string,
    scope: ProofScope,
    sessionIds: readonly string[],
    reader: ProofReader = 'staff',
  ): Promise<AttendanceProof> {
    return prove(this.store, this.signer, { programmeId, scope, sessionIds, reader, at });
  }
}
