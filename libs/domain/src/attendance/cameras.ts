import type { Instant, Interval } from '../time.js';
import type { AttendanceInputs } from './inputs.js';
import { clip, uncovered, within, without } from './intervals.js';
import type { RulesEdition } from './policy.js';
import { intervalOf, type Presence, type Reading } from './presence.js';

/** How much presence without a camera belongs to a reading: the more of it, the less counts where it does not. */
const opposite: Readonly<Record<Reading, Reading>> = { likeliest: 'likeliest', least: 'most', most: 'least' };

/** When a connection's camera was off, by what its browser reported; the last word holds without end. */
const cameraOff = (
  { media }: Pick<AttendanceInputs, 'media'>,
  { participantSid }: Presence,
): readonly Interval[] => {
  const reports = media
    .filter((one) => one.participantSid === participantSid)
    .sort((a, b) => a.at - b.at || Number(a.camera) - Number(b.camera));
  return reports.flatMap(({ camera, at }, index) =>
    camera ? [] : [{ from: at, to: reports[index + 1]?.at ?? Infinity }],
  );
};

/** Presence as far as cameras go; where both hold, `seen` decides. */
export interface CameraTimes {
  /** On a connection with a camera. One of which nothing was reported counts as such. */
  readonly seen: readonly Interval[];
  readonly audioOnly: readonly Interval[];
}

/**
 * When somebody was there with a camera, and when without one. The least of what may count is the least presence with
 * a camera and the most without; so the bounds still bound where minutes without a camera do not count.
 */
export const cameraTimes = (
  inputs: Pick<AttendanceInputs, 'media'>,
  mine: readonly Presence[],
  reading: Reading,
  asOf: Instant,
  { eachCameraAlone }: RulesEdition,
): CameraTimes => {
  const there = mine.map((one) => intervalOf(one, reading, asOf));
  if (eachCameraAlone) {
    const off = mine.flatMap((one) => clip(cameraOff(inputs, one), intervalOf(one, 'likeliest', asOf)));
    return { seen: without(there, off), audioOnly: within(off, there) };
  }
  return {
    seen: mine.flatMap((one) => uncovered(cameraOff(inputs, one), intervalOf(one, reading, asOf))),
    audioOnly: mine.flatMap((one) => clip(cameraOff(inputs, one), intervalOf(one, opposite[reading], asOf))),
  };
};

/** Whether somebody who is there by these connections is there without a camera at this moment. */
export const isAudioOnlyAt = (
  inputs: Pick<AttendanceInputs, 'media'>,
  open: readonly Presence[],
  at: Instant,
  { eachCameraAlone }: RulesEdition,
): boolean => {
  const isOff = (one: Presence): boolean =>
    cameraOff(inputs, one).some(({ from, to }) => from <= at && at < to);
  return eachCameraAlone ? open.some(isOff) : open.length > 0 && open.every(isOff);
};
