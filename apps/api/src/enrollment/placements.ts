import {
  enrollmentDecider,
  patientDecider,
  placesTakenFrom,
  Rejection,
  trackDecider,
  type EnrollmentCommand,
} from '@hearth/domain';
import { foldStream, type EventStore } from '@hearth/eventstore';
import { groupView, trackView } from '@hearth/views';
import { Inject, Injectable } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';
import { STORE } from '../services.js';

/** Where a patient is to have places. */
export interface Wanted {
  readonly programmeId: string;
  readonly patientId: string;
  readonly enrollmentId: string;
  readonly trackId: string | null;
  /** Without them, those of the track. */
  readonly groupIds?: readonly string[] | undefined;
  readonly from: string;
}

/**
 * Places in tracks and groups, as far as they have to be decided before an enrollment says that a patient is there.
 * That the groups themselves know of it is the worker's business.
 */
@Injectable()
export class Placements {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
    @Inject(STORE) private readonly store: EventStore,
  ) {}

  /** The groups of a placement, all of the programme and with a place from the day on. @throws Rejection */
  async groupsOf({ programmeId, patientId, trackId, groupIds, from }: Wanted): Promise<readonly string[]> {
    const track = trackId === null ? null : (await this.current.read(trackView, trackId))?.track;
    if (trackId !== null && track?.programmeId !== programmeId) throw new Rejection('not-found', { trackId });
    const ids = groupIds ?? track?.groupIds ?? [];
    for (const groupId of ids) {
      const group = await this.current.read(groupView, groupId);
      if (group?.plan == null || group.programmeId !== programmeId)
        throw new Rejection('not-found', { groupId });
      const others = group.plan.members.filter((member) => member.patientId !== patientId);
      if (placesTakenFrom({ members: others }, from) >= group.capacity)
        throw new Rejection('group-full', { groupId, capacity: group.capacity });
    }
    return ids;
  }

  /** Takes the place in the track; for who waits for it, the promotion. @throws Rejection */
  async takeSeat(acting: Acting, { trackId, patientId, enrollmentId, from }: Wanted): Promise<void> {
    if (trackId === null) return;
    const command = { type: 'TakeSeat', patientId, enrollmentId, from, at: acting.at } as const;
    await this.commands.handle(acting, trackDecider, 'track', trackId, command);
  }

  /** That the patient is in no other episode then. @throws Rejection `overlapping-enrollment` */
  async claim(acting: Acting, { patientId, enrollmentId, from }: Wanted): Promise<void> {
    const command = { type: 'ClaimEpisode', enrollmentId, startsOn: from, at: acting.at } as const;
    await this.commands.handle(acting, patientDecider, 'patient', patientId, command);
  }

  /** Whether an enrollment would allow a command, before places are taken for it. @throws Rejection */
  async check(enrollmentId: string, command: EnrollmentCommand): Promise<void> {
    const { state } = await foldStream(this.store, enrollmentDecider, 'enrollment', enrollmentId);
    enrollmentDecider.decide(command, state);
  }
}
