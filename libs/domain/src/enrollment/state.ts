import { Rejection } from '../rejection.js';
import type { Intensity, PayerSpan, Placement, Residence } from './course.js';

interface Known {
  readonly patientId: string;
  readonly primaryTherapistId: string;
  readonly openRequest: string | null;
  readonly decidedRequests: readonly string[];
  readonly startsOn: string;
  readonly plannedEndOn: string;
  readonly placements: readonly Placement[];
  readonly residences: readonly Residence[];
  readonly payers: readonly PayerSpan[];
  readonly intensities: readonly Intensity[];
  /** The day on which the patient came back last; null when never away. */
  readonly backOn: string | null;
  /** The newest correction that is credited, by session; 0 is the seal itself. */
  readonly credited: Readonly<Record<string, number>>;
}

export type EnrollmentState =
  | { readonly status: 'none' }
  | (Known & { readonly status: 'running' })
  | (Known & {
      readonly status: 'paused';
      readonly pausedFrom: string;
      readonly expectedBackOn: string | null;
    })
  | (Known & { readonly status: 'ended'; readonly endedOn: string });

export type OpenEnrollment = Extract<EnrollmentState, { readonly status: 'running' | 'paused' }>;

/** The episode while it has not ended, whether the patient is away or not. @throws Rejection */
export const openEpisode = (state: EnrollmentState): OpenEnrollment => {
  switch (state.status) {
    case 'none':
      throw new Rejection('not-enrolled');
    case 'ended':
      throw new Rejection('enrollment-over');
    case 'running':
    case 'paused':
      return state;
    default:
      return state satisfies never;
  }
};
