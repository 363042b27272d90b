import { MINUTE, SECOND, type Instant } from '@hearth/domain';
import type { PatientRoomDocument } from '@hearth/views';
import type { Watched } from '../door/live-door.js';
import { Participant, type Step, type Surroundings } from './participant.js';
import type { PatientPlan } from './plan.js';
import { Rhythm, speakerAt } from './rhythm.js';
import type { RoomVisit } from './room-visit.js';

const SHARE_MS = 45 * SECOND;
const HAND_MS = 90 * SECOND;

/** A simulated patient: checks in, waits to be let in, and takes part like anybody else. */
export class SimulatedPatient extends Participant {
  readonly #room: Watched<'patient-room'>;
  readonly #visit: RoomVisit;
  readonly #raisesHand: Rhythm;
  readonly #shares: Rhythm;
  readonly #asksForHelp: Rhythm;
  #shareSince: Instant | null = null;
  #handSince: Instant | null = null;
  #wasIn = false;

  constructor(
    surroundings: Surroundings,
    private readonly plan: PatientPlan,
  ) {
    super(surroundings, plan.sessionId);
    this.#room = surroundings.live.watch('patient-room', plan.sessionId, () => this.wakeable.wake());
    this.#visit = this.visit({
      look: plan.camera ? plan.look : null,
      voice: plan.personaId,
      listens: false,
      heard: () => undefined,
    });
    const rhythm = (name: string, atLeast: number, atMost: number): Rhythm =>
      new Rhythm(
        `${plan.sessionId}/${plan.personaId}/${name}`,
        atLeast * MINUTE,
        atMost * MINUTE,
        Date.now(),
      );
    this.#raisesHand = rhythm('hand', 2, 14);
    this.#shares = rhythm('share', 6, 25);
    this.#asksForHelp = rhythm('help', 8, 60);
  }

  protected override leave(): Promise<void> {
    return this.#visit.leave();
  }

  protected override async step(now: Instant): Promise<Step> {
    const { document } = this.#room;
    if (document === null) return 'go-on';
    switch (document.status) {
      case 'scheduled':
        if (now >= this.plan.arrivesAt) await this.#checkIn(document);
        return 'go-on';
      case 'doors-open':
      case 'live':
        return this.#takePart(document, now);
      case 'ended':
      case 'sealed':
        await this.#sayGoodbye();
        return 'done';
      case 'cancelled':
        return 'done';
      default:
        return document.status satisfies never;
    }
  }

  async #takePart(document: PatientRoomDocument, now: Instant): Promise<Step> {
    switch (document.me.place) {
      case 'expected':
        if (now < this.plan.arrivesAt) return 'go-on';
        await this.#checkIn(document);
        await this.command('POST', 'waiting-room');
        return 'go-on';
      case 'waiting':
        return 'go-on';
      case 'admitted':
      case 'in-room':
      case 'dropped':
      case 'left':
        if (document.status === 'live') await this.#beInRoom(document, now);
        return this.#visit.replaced ? 'done' : 'go-on';
      case 'turned-away':
      case 'removed':
        return 'done';
      default:
        return document.me.place satisfies never;
    }
  }

  async #checkIn(document: PatientRoomDocument): Promise<void> {
    if (document.me.checkIn !== null) return;
    await this.command('POST', 'check-in', this.plan.checkIn);
  }

  async #beInRoom(document: PatientRoomDocument, now: Instant): Promise<void> {
    await this.#visit.keepUp(now);
    if (!this.#visit.connected) return;
    this.#wasIn = true;
    this.#visit.speak(this.#mySay(document, now));
    if (document.breakSince !== null) return;
    await this.#share(document, now);
    await this.#raiseHand(document, now);
    if (this.#asksForHelp.due(now) && document.me.openHelp === null) await this.command('POST', 'help');
  }

  /** Who has the floor speaks; without a share, whoever's turn it is. */
  #mySay({ share, breakSince }: PatientRoomDocument, now: Instant): boolean {
    if (breakSince !== null) return false;
    if (share !== null) return share.mine;
    return speakerAt(this.sessionId, this.plan.seats, now) === this.plan.seat;
  }

  async #share({ share }: PatientRoomDocument, now: Instant): Promise<void> {
    if (share?.mine === true) {
      this.#shareSince ??= now;
      if (now - this.#shareSince > SHARE_MS) await this.command('DELETE', 'share');
      return;
    }
    this.#shareSince = null;
    if (share === null && this.#shares.due(now)) {
      await this.command('POST', 'share', { kind: this.plan.seat % 2 === 0 ? 'journal' : 'voice' });
    }
  }

  async #raiseHand({ me, share }: PatientRoomDocument, now: Instant): Promise<void> {
    if (!me.handRaised) {
      this.#handSince = null;
      if (share?.mine !== true && this.#raisesHand.due(now)) await this.command('POST', 'hand');
      return;
    }
    this.#handSince ??= now;
    if (now - this.#handSince > HAND_MS) await this.command('DELETE', 'hand');
  }

  async #sayGoodbye(): Promise<void> {
    await this.#visit.leave();
    if (!this.#wasIn) return;
    const rating = 6 + (this.plan.seat % 4);
    const body = { heard: rating, useful: rating, fit: 8, overall: rating };
    await this.command('POST', 'feedback', body);
  }
}
