import type { OwnOutreachDocument, ScheduledSession } from '@hearth/views';

/** What is said to a patient about not being there; never a reproach. */
export type OwnWord =
  | { readonly kind: 'told' }
  | { readonly kind: 'waited-for'; readonly session: ScheduledSession; readonly again: boolean }
  | { readonly kind: 'missed'; readonly day: string };

/**
 * The one thing to say now; null when there is nothing.
 * @param ofToday sessions of today that are not over and that they have not come to
 */
export const ownWord = (
  own: OwnOutreachDocument | null,
  ofToday: readonly ScheduledSession[],
  now: number,
): OwnWord | null => {
  const announced = own?.announced ?? [];
  const [first] = ofToday;
  if (first !== undefined && ofToday.every(({ sessionId }) => announced.includes(sessionId))) {
    return { kind: 'told' };
  }
  const begun = ofToday.find(
    ({ sessionId, status, startsAt }) =>
      (status === 'doors-open' || status === 'live') && startsAt <= now && !announced.includes(sessionId),
  );
  // The screen knows the time as well as anybody: it need not wait for the ladder's first step.
  if (begun !== undefined) {
    const again = own?.waitedFor?.step === 'second-reminder';
    return { kind: 'waited-for', session: begun, again };
  }
  return own?.missed == null ? null : { kind: 'missed', day: own.missed.day };
};
