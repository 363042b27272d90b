import { describe, expect, it } from '@jest/globals';
import { screenShareStep, type ScreenShare, type ScreenShareSeen } from './screen-share';

const off = { on: false, busy: false };
const starting = { on: false, busy: true };
const on = { on: true, busy: false };
const unknown = { onRecord: false };
const known = { onRecord: true };

const acts = (...seen: readonly ScreenShareSeen[]): readonly string[] => {
  let now: ScreenShare = 'none';
  return seen.flatMap((each) => {
    const { next, act } = screenShareStep(now, each);
    now = next;
    return act === null ? [] : [act];
  });
};

describe('a screen and its share', () => {
  it('stays up when the record comes after the picture', () => {
    expect(acts({ ...starting, ...unknown }, { ...on, ...unknown }, { ...on, ...known })).toEqual([]);
  });

  it('stays up when the record comes first', () => {
    expect(acts({ ...starting, ...known }, { ...on, ...known })).toEqual([]);
  });

  it('is taken down when the share is ended, by oneself or by who leads, and ends nothing more', () => {
    const sharing = { ...on, ...known };
    const ended = { ...on, ...unknown };
    const goingDown = { on: true, busy: true, ...unknown };
    expect(acts(sharing, ended, ended, goingDown, { ...off, ...unknown })).toEqual(['take-down']);
  });

  it('ends the share when the browser stopped the screen', () => {
    expect(acts({ ...on, ...known }, { ...off, ...known }, { ...off, ...known })).toEqual(['end-share']);
  });

  it('ends the share also when the screen was stopped before the record told of it', () => {
    expect(acts({ ...on, ...unknown }, { ...off, ...unknown }, { ...off, ...known })).toEqual(['end-share']);
  });

  it('can be shown again', () => {
    const once = [
      { ...on, ...unknown },
      { ...on, ...known },
      { ...off, ...known },
      { ...off, ...unknown },
    ];
    expect(acts(...once, ...once)).toEqual(['end-share', 'end-share']);
  });
});
