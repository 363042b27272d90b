import { lengthOf } from '../compliance/union.js';
import { MINUTE, SECOND } from '../time.js';
import type { AttendanceInputs } from './inputs.js';
import { intervalOf, type Presence } from './presence.js';
import { attendanceFlags, type AttendanceFlag } from './sealed.js';
import type { Account, Ground } from './spans.js';

// Two connections of one person may overlap this long while one replaces the other.
const HANDOVER_MS = 5 * SECOND;
const AUDIO_ONLY_WORTH_A_FLAG_MS = MINUTE;

const onTwoDevices = (mine: readonly Presence[]): boolean => {
  const sure = mine
    .filter((one) => one.to !== null)
    .map((one) => intervalOf(one, 'least', one.from.at))
    .sort((a, b) => a.from - b.from);
  return sure.some((one, index) => {
    const before = sure.slice(0, index).map(({ to }) => to);
    return Math.min(Math.max(0, ...before), one.to) - one.from > HANDOVER_MS;
  });
};

const lasting = (account: Account, reason: 'unstaffed' | 'audio-only'): number =>
  lengthOf(account.spans.filter((span) => span.reason === reason));

/** What a reader of the figures should know; in the fixed order of `attendanceFlags`. */
export const flagsOf = (
  inputs: AttendanceInputs,
  ground: Ground,
  mine: readonly Presence[],
  account: Account,
): AttendanceFlag[] => {
  const { window, policy } = ground;
  const over = inputs.endedAt !== null;
  const began = inputs.startedAt !== null || over;
  const here = mine.map((one) => intervalOf(one, 'likeliest', window.to)).filter(({ to, from }) => to > from);
  const firstAt = Math.min(...here.map(({ from }) => from));
  const lastAt = mine.some((one) => one.to === null) ? window.to : Math.max(...here.map(({ to }) => to));
  const absent = account.presentMs === 0;
  const lateFrom = window.from + policy.graceLateMs;
  const holds: Readonly<Record<AttendanceFlag, boolean>> = {
    absent: over && absent,
    late: began && (absent ? !over && window.to > lateFrom : firstAt > lateFrom),
    'left-early': over && !absent && lastAt < window.to - policy.bridgeMs,
    dropped: mine.some((one) => one.dropped),
    inferred: mine.some((one) => one.inferred),
    disputed: mine.some((one) => one.disputed),
    'audio-only': lasting(account, 'audio-only') >= AUDIO_ONLY_WORTH_A_FLAG_MS,
    'unstaffed-time': lasting(account, 'unstaffed') > 0,
    'below-minimum': account.belowMinimum,
    'two-devices': onTwoDevices(mine),
    corrected: false,
  };
  return attendanceFlags.filter((flag) => holds[flag]);
};
