import {
  addDays,
  localDate,
  Rejection,
  startOfDay,
  type AttendanceProof,
  type Instant,
  type PersonRef,
  type ProofScope,
  type SessionState,
} from '@hearth/domain';
import { readStream, type EventStore } from '@hearth/eventstore';
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

/** How many streams are read side by side. */
const AT_ONCE = 20;

interface Period {
  readonly from: string;
  readonly to: string;
}

/** Some at a time, so that a long period neither waits for one after the other nor asks for all at once. */
const sideBySide = async <One, Found>(
  all: readonly One[],
  read: (one: One) => Promise<Found>,
): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (let first = 0; first < all.length; first += AT_ONCE) {
    found.push(...(await Promise.all(all.slice(first, first + AT_ONCE).map(read))));
  }
  return found;
};

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
    // Nobody seals a session more than an hour before it was to begin.
    ids.push(...(await this.#sealedSince(programmeId, startOfDay(addDays(period.from, -1), timeZone))));
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
    const named = new Map<string, PersonRef>();
    const add = (kind: 'patient' | 'staff', id: string): unknown => named.set(`${kind}:${id}`, { kind, id });
    for (const { facts, corrections, sealedBy } of proof.sessions) {
      for (const { patientId } of facts.roster)
        if (scope.kind !== 'patient' || scope.patientId === patientId) add('patient', patientId);
      for (const id of [...facts.facilitatorIds, ...corrections.map(({ by }) => by)]) add('staff', id);
      if (sealedBy.kind === 'staff') add('staff', sealedBy.id);
    }
    const found = await sideBySide([...named.values()], (person) => this.people.find(person));
    const names = new Map(
      [...named.keys()].flatMap((key, index) => {
        const displayName = found[index]?.displayName ?? '';
        return displayName === '' ? [] : [[key, displayName] as const];
      }),
    );
    const states = await this.#states(proof.sessions.map(({ sessionId }) => sessionId));
    const titles = new Map(
      states.flatMap((state) =>
        state.status === 'none' ? [] : [[state.plan.sessionId, state.plan.title] as const],
      ),
    );
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
    const states = await this.#states([...new Set(ids)]);
    return states.flatMap((state) => {
      if (state.status === 'none' || state.status === 'cancelled' || state.status === 'scheduled') return [];
      const { sessionId, startsAt } = state.plan;
      const day = localDate(startsAt, timeZone);
      return period === null || (period.from <= day && day <= period.to) ? [sessionId] : [];
    });
  }

  /** Of the chain, which knows every session that was sealed, also while the views are built anew. */
  async #sealedSince(programmeId: string, at: Instant): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const { event } of readStream(this.store, 'programme', programmeId)) {
      if (event.type === 'SealChained' && event.data.at >= at) ids.push(event.data.sessionId);
    }
    return ids;
  }

  #states(sessionIds: readonly string[]): Promise<readonly SessionState[]> {
    return sideBySide(sessionIds, (sessionId) => this.sessions.state(sessionId));
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
