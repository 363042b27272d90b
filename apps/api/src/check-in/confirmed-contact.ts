import type { CheckInOffer } from '@hearth/contracts';
import { patientDecider, type CheckIn } from '@hearth/domain';
import { patientView } from '@hearth/views';
import { Injectable } from '@nestjs/common';
import type { Acting } from '../access/principal.js';
import { Commands } from '../command/commands.js';
import { Current } from '../command/current.js';

/** Where a patient was and whom to call, as confirmed last: kept to be offered, never to be taken for granted. */
@Injectable()
export class ConfirmedContact {
  constructor(
    private readonly commands: Commands,
    private readonly current: Current,
  ) {}

  async remember(acting: Acting, sessionId: string, checkIn: CheckIn): Promise<void> {
    const { location, callbackNumber, emergencyContact } = checkIn;
    const patientId = acting.principal.person.id;
    await this.commands.handle(acting, patientDecider, 'patient', patientId, {
      type: 'ConfirmContact',
      patientId,
      sessionId,
      contact: { location, callbackNumber, emergencyContact },
      at: acting.at,
    });
  }

  async last(patientId: string): Promise<Omit<CheckInOffer, 'asksSubstanceUse'>> {
    const profile = await this.current.read(patientView, patientId);
    return {
      ...(profile?.location ? { location: profile.location } : {}),
      ...(profile?.callbackNumber ? { callbackNumber: profile.callbackNumber } : {}),
      ...(profile?.emergencyContact ? { emergencyContact: profile.emergencyContact } : {}),
    };
  }
}
