/** The screen that this page shows, beside the share on record, which comes and goes a moment after it or before it. */
export type ScreenShare = 'none' | 'shown' | 'shown-and-on-record' | 'being-taken-down';

export interface ScreenShareSeen {
  /** The page sends a screen. */
  readonly on: boolean;
  /** It is being turned on or off. */
  readonly busy: boolean;
  /** The session's record says that this person shares a screen. */
  readonly onRecord: boolean;
}

export interface ScreenShareStep {
  readonly next: ScreenShare;
  /** What has to be done so that both end together, whichever ended first. */
  readonly act: 'take-down' | 'end-share' | null;
}

const stay = (next: ScreenShare): ScreenShareStep => ({ next, act: null });

/** A share that is not on record yet has not ended: only one that was there, and is not any more, has. */
export const screenShareStep = (
  now: ScreenShare,
  { on, busy, onRecord }: ScreenShareSeen,
): ScreenShareStep => {
  const hasGone = !on && !busy;
  switch (now) {
    case 'none':
      return stay(on ? (onRecord ? 'shown-and-on-record' : 'shown') : 'none');
    case 'shown':
      if (hasGone) return { next: 'none', act: 'end-share' };
      return stay(onRecord ? 'shown-and-on-record' : 'shown');
    case 'shown-and-on-record':
      if (!onRecord) return on ? { next: 'being-taken-down', act: 'take-down' } : stay('none');
      return hasGone ? { next: 'none', act: 'end-share' } : stay('shown-and-on-record');
    case 'being-taken-down':
      return stay(hasGone ? 'none' : 'being-taken-down');
    default:
      return now satisfies never;
  }
};
