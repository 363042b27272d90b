import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import type { RoomDocument, RoomPatient } from '@hearth/views';
import type { Watched } from '../door/live-door.js';
import { Hearing } from './hearing.js';
import { Participant, type Step, type Surroundings } from './participant.js';
import type { FacilitatorPlan } from './plan.js';
import { Rhythm, speakerAt } from './rhythm.js';
import type { RoomVisit } from './room-visit.js';

const LETS_WAIT_MS = 3 * SECOND;
/** A person who waits is left to a person who facilitates for this long. */
const LETS_PEOPLE_WAIT_MS = 20 * SECOND;
const HAND_WAITS_MS = 12 * SECOND;
const HELP_WAITS_MS = 25 * SECOND;
const LONGEST_SHARE_MS = 90 * SECOND;
const OVERTIME_MS = 20 * SECOND;
const SEALS_AFTER_MS = MINUTE;

/**
 * A simulated facilitator. Keeps the room staffed and measures who speaks; runs the session as long as no person
 * facilitates in the room, and stands back when one does.
 */
export class SimulatedFacilitator extends Participant {
  readonly #room: Watched<'room'>;
  readonly #visit: RoomVisit;
  readonly #hearing = new Hearing();
  readonly #reports: Rhythm;
  #personSeen = false;

  constructor(
    surroundings: Surroundings,
    private readonly plan: FacilitatorPlan,
  ) {
    super(surroundings, plan.sessionId);
    this.#room = surroundings.live.watch('room', plan.sessionId, () => this.wakeable.wake());
    this.#visit = this.visit({
      look: plan.look,
      voice: plan.personaId,
      listens: true,
      heard: (identities) => this.#hearing.heard(identities, Date.now()),
    });
    this.#reports = new Rhythm(plan.personaId, 8 * SECOND, 10 * SECOND, Date.now());
  }

  protected override leave(): Promise<void> {
    return this.#visit.leave();
  }

  protected override async step(now: Instant): Promise<Step> {
    const { document } = this.#room;
    if (document === null) return 'go-on';
    const personHere = document.facilitators.some(({ simulated, present }) => present && !simulated);
    this.#personSeen ||= personHere;
    switch (document.status) {
      case 'scheduled':
        if (now >= this.plan.opensAt) await this.command('POST', 'doors');
        return 'go-on';
      case 'doors-open':
        if (!personHere) await this.#receive(document, now);
        return 'go-on';
      case 'live':
        await this.#facilitate(document, now, personHere);
        return this.#visit.replaced ? 'done' : 'go-on';
      case 'ended':
        await this.#visit.leave();
        return this.#sealInTime(document, now);
      case 'sealed':
      case 'cancelled':
        return 'done';
      default:
        return document.status satisfies never;
    }
  }

  /** Lets in who is clear; what is missing or worrying is left to people. */
  async #receive(document: RoomDocument, now: Instant): Promise<void> {
    if (now < this.plan.opensAt) return;
    const next = document.patients.find((patient) => mayComeIn(patient, now));
    if (next !== undefined) await this.command('POST', 'admissions', { patientId: next.patientId });
    else if (document.status === 'doors-open' && now >= document.startsAt)
      await this.command('POST', 'start');
    if (next !== undefined) this.wakeable.wake();
  }

  async #facilitate(document: RoomDocument, now: Instant, personHere: boolean): Promise<void> {
    await this.#visit.keepUp(now);
    if (!this.#visit.connected) this.#hearing.deaf(now);
    this.#visit.speak(this.#mySay(document, now));
    if (personHere) {
      // The person's own browser hears the same; two reports of one sentence would be one too many.
      this.#hearing.take(now);
      return;
    }
    await this.#reportSpeaking(now);
    await this.#receive(document, now);
    await this.#attend(document, now);
    if (now > document.endsAt + OVERTIME_MS) await this.command('POST', 'end');
  }

  /** Hands, the floor and calls for help. */
  async #attend({ hands, share, help }: RoomDocument, now: Instant): Promise<void> {
    const call = help.find(({ answered, at }) => answered === null && now - at > HELP_WAITS_MS);
    if (call !== undefined) await this.command('POST', `help/${call.helpId}/answer`);
    if (share !== null) {
      if (now - share.startedAt > LONGEST_SHARE_MS) await this.command('DELETE', 'share');
      return;
    }
    const [first] = hands;
    if (first !== undefined && now - first.at > HAND_WAITS_MS) {
      await this.command('POST', 'share', { patientId: first.patientId, kind: 'voice' });
    }
  }

  #mySay({ share, breakSince }: RoomDocument, now: Instant): boolean {
    if (share !== null || breakSince !== null) return false;
    return speakerAt(this.sessionId, this.plan.seats, now) === this.plan.seat;
  }

  async #reportSpeaking(now: Instant): Promise<void> {
    if (!this.#reports.due(now)) return;
    const intervals = this.#hearing.take(now);
    if (intervals.length > 0) await this.command('POST', 'speaking', { intervals });
  }

  /** What people facilitated is theirs to look at and to seal. */
  async #sealInTime({ endedAt }: RoomDocument, now: Instant): Promise<Step> {
    if (this.#personSeen) return 'done';
    if (endedAt !== null && now - endedAt > SEALS_AFTER_MS) await this.command('POST', 'seal');
    return 'go-on';
  }
}

const mayComeIn = ({ place, missing, waitingSince, simulated }: RoomPatient, now: Instant): boolean =>
  place === 'waiting' &&
  missing.length === 0 &&
  waitingSince !== null &&
  now - waitingSince > (simulated ? LETS_WAIT_MS : LETS_PEOPLE_WAIT_MS);
