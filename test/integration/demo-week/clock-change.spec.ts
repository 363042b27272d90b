import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { overIn } from '../../../apps/demo/src/programme/past.js';
import { localTime } from '../../../apps/demo/src/programme/sessions.js';
import { TheWeek } from './the-week.js';

/** Sunday, two in the afternoon in New York; the clocks were set back in the night before. */
const CLOCKS_BACK = Date.parse('2026-11-01T19:00:00Z');
const LONG_MS = 200_000;

let week: TheWeek;

beforeAll(async () => {
  week = await TheWeek.at(CLOCKS_BACK);
  const weekend = overIn(CLOCKS_BACK, 0).filter(({ groupKey }) => groupKey?.startsWith('weekend'));
  await week.layDown(weekend.filter(({ startsAt }) => localTime(startsAt).weekday >= 6));
}, LONG_MS);

afterAll(() => week.close(), LONG_MS);

describe('the Sunday on which the clocks change (incident 12)', () => {
  it('has sixty minutes in each group of the weekend track, as the Saturday before', async () => {
    const paulo = await week.week('paulo');
    const minutes = paulo.days.map(({ counted }) => Math.floor(counted.ms / 60_000));
    expect(minutes.slice(5)).toEqual([180, 180]);
    const sunday = paulo.days[6];
    expect(sunday?.sessions.map(({ countedMs }) => Math.floor(countedMs / 60_000))).toEqual([60, 60, 60]);
    expect(sunday?.verdict).toMatchObject({ ruleId: 'BIL-1', status: 'met', minutes: 180 });
  });
});
