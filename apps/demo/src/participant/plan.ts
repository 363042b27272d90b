import type { CheckIn, Instant } from '@hearth/domain';
import type { Look } from '../media/picture.js';

interface Plan {
  readonly personaId: string;
  readonly sessionId: string;
  readonly look: Look;
  /** Place in the order of turns; all who take part know the same number of seats. */
  readonly seat: number;
  readonly seats: number;
}

/** How a simulated patient takes part in one session. */
export interface PatientPlan extends Plan {
  readonly part: 'patient';
  readonly checkIn: CheckIn;
  readonly arrivesAt: Instant;
  readonly camera: boolean;
  /** Loses the connection for a while now and then, together with everybody of the same process. */
  readonly unsteady: boolean;
}

/** How a simulated facilitator takes part: runs the session, but only as long as no person of flesh and blood does. */
export interface FacilitatorPlan extends Plan {
  readonly part: 'facilitator';
  /** Opens the doors from then on, when nobody else has. */
  readonly opensAt: Instant;
}

export type ParticipantPlan = PatientPlan | FacilitatorPlan;
