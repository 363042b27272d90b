import type { CheckIn, Instant } from '@hearth/domain';
import { Participant, type Step, type Surroundings } from '../../../apps/demo/src/participant/participant.js';
import type { RoomVisit, VisitPlace } from '../../../apps/demo/src/participant/room-visit.js';
import type { GuestPlan } from './protocol.js';

const checkIn: CheckIn = {
  answers: { mood: 6, anxiety: 4, sleepHours: 7, urges: 1, medication: 'taken', safeNow: 'yes' },
  location: { address: '1 Test Street, Albany', state: 'NY' },
  callbackNumber: '+1 555 010 0142',
  emergencyContact: { name: 'Robin', phone: '+1 555 010 0177', relation: 'sibling' },
  attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
};

/** Somebody who is in the room as long as they are asked to be, by the same doors as a person. */
export abstract class Guest extends Participant {
  #wanted = true;
  protected readonly room: RoomVisit;

  constructor(surroundings: Surroundings, plan: GuestPlan, seat: number, moved: () => void) {
    super(surroundings, plan.sessionId);
    this.room = this.visit({
      look: { initials: plan.personId.slice(-2), hue: (seat % 10) / 10 },
      voice: plan.personId,
      listens: false,
      heard: () => undefined,
      moved,
    });
  }

  get place(): VisitPlace {
    return this.room.place;
  }

  get changing(): boolean {
    return this.room.changing;
  }

  /** Whether to be in the room from now on. */
  wish(wanted: boolean): void {
    this.#wanted = wanted;
    this.wakeable.wake();
  }

  protected override leave(): Promise<void> {
    return this.room.leave();
  }

  protected async beInRoom(now: Instant): Promise<void> {
    if (this.#wanted) await this.room.keepUp(now);
    else if (this.room.place !== 'out') await this.room.leave();
  }
}

export class GuestPatient extends Guest {
  readonly #document;

  constructor(surroundings: Surroundings, plan: GuestPlan, seat: number, moved: () => void) {
    super(surroundings, plan, seat, moved);
    this.#document = surroundings.live.watch('patient-room', plan.sessionId, () => this.wakeable.wake());
  }

  protected override async step(now: Instant): Promise<Step> {
    const { document } = this.#document;
    if (document === null) return 'go-on';
    if (document.status === 'ended' || document.status === 'sealed') return 'done';
    if (document.status !== 'live' && document.status !== 'doors-open') return 'go-on';
    switch (document.me.place) {
      case 'expected':
        if (document.me.checkIn === null) await this.command('POST', 'check-in', checkIn);
        await this.command('POST', 'waiting-room');
        return 'go-on';
      case 'admitted':
      case 'in-room':
      case 'dropped':
      case 'left':
        if (document.status === 'live') await this.beInRoom(now);
        return 'go-on';
      default:
        return 'go-on';
    }
  }
}

export class GuestFacilitator extends Guest {
  readonly #document;

  constructor(surroundings: Surroundings, plan: GuestPlan, seat: number, moved: () => void) {
    super(surroundings, plan, seat, moved);
    this.#document = surroundings.live.watch('room', plan.sessionId, () => this.wakeable.wake());
  }

  protected override async step(now: Instant): Promise<Step> {
    const { document } = this.#document;
    if (document === null) return 'go-on';
    if (document.status === 'scheduled') await this.command('POST', 'doors');
    if (document.status === 'doors-open') await this.command('POST', 'start');
    if (document.status === 'ended' || document.status === 'sealed') return 'done';
    if (document.status !== 'live') return 'go-on';
    await this.beInRoom(now);
    for (const { patientId, place, missing } of document.patients) {
      if (place !== 'waiting' || missing.length > 0) continue;
      await this.command('POST', 'admissions', { patientId });
    }
    return 'go-on';
  }
}
