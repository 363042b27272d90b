import { describe, expect, it } from '@jest/globals';
import type { AccountedSpan } from '@hearth/domain';
import { hourBar } from './hour-bar';

const bar = (spans: readonly AccountedSpan[], running: boolean, now: number) =>
  hourBar({ startsAt: 0, endsAt: 100, spans, counted: { ms: 0, asOf: 0, running, until: 100 }, now });

const span = (
  from: number,
  to: number,
  reason: AccountedSpan['reason'],
  counted: boolean,
): AccountedSpan => ({
  from,
  to,
  reason,
  counted,
});

describe('hourBar', () => {
  it('lets the present grow up to now and shows the rest as still to come', () => {
    expect(bar([span(0, 20, 'present', true)], true, 50)).toEqual([
      { reason: 'present', fromPercent: 0, widthPercent: 50 },
      { reason: 'to-come', fromPercent: 50, widthPercent: 50 },
    ]);
  });

  it('shows a gap from the moment on at which a figure stands still', () => {
    expect(bar([span(0, 20, 'present', true)], false, 30).map((piece) => piece.reason)).toEqual([
      'present',
      'gap',
      'to-come',
    ]);
  });

  it('continues a break as a break', () => {
    expect(bar([span(0, 20, 'break', false)], false, 40)[0]).toEqual({
      reason: 'break',
      fromPercent: 0,
      widthPercent: 40,
    });
  });

  it('clips spans that reach past now or past the scheduled window', () => {
    expect(bar([span(-10, 200, 'present', true)], true, 60)).toEqual([
      { reason: 'present', fromPercent: 0, widthPercent: 60 },
      { reason: 'to-come', fromPercent: 60, widthPercent: 40 },
    ]);
  });

  it('is all to come before the start, and has nothing to come after the end', () => {
    expect(bar([], false, -50)).toEqual([{ reason: 'to-come', fromPercent: 0, widthPercent: 100 }]);
    expect(bar([span(0, 100, 'absent', false)], false, 500)).toEqual([
      { reason: 'absent', fromPercent: 0, widthPercent: 100 },
    ]);
  });

  it('covers the whole width without overlap whatever the spans are', () => {
    const pieces = bar([span(50, 70, 'gap', false), span(0, 50, 'present', true)], true, 80);
    expect(pieces.reduce((sum, piece) => sum + piece.widthPercent, 0)).toBeCloseTo(100);
  });
});
