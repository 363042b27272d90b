import type { CheckInOffer } from '@hearth/contracts';
import { patientView } from '@hearth/views';
import { Injectable } from '@nestjs/common';
import { Current } from '../command/current.js';

/** Where a patient was and whom to call, as confirmed last: kept to be offered, never to be taken for granted. */
@Injectable()
export class ConfirmedContact {
  constructor(private readonly current: Current) {}

  async last(patientId: string): Promise<Omit<CheckInOffer, 'asksSubstanceUse'>> {
    const profile = await this.current.read(patientView, patientId);
    return {
      ...(profile?.location ? { location: profile.location } : {}),
      ...(profile?.callbackNumber ? { callbackNumber: profile.callbackNumber } : {}),
      ...(profile?.emergencyContact ? { emergencyContact: profile.emergencyContact } : {}),
    };
  }
}
