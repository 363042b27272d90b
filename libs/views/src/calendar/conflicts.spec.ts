import { describe, expect, it } from '@jest/globals';
import type { StaffProfile } from '../profile/document.js';
import type { SessionDocument } from '../session/document.js';
import { initialSession } from '../session/fold.js';
import { newPatient } from '../session/fold-patient.js';
import { anEpisode } from '../testing/episode.js';
import { conflictsOf, type ConflictParts } from './conflicts.js';

const MONDAY = Date.UTC(2026, 10, 16, 22, 0);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const staff = (personId: string, ...states: string[]): StaffProfile => ({
  personId,
  simulated: false,
  displayName: personId,
  locale: 'en',
  programmeIds: ['p1'],
  role: 'therapist',
  credentials: null,
  licences: states.map((state) => ({ state, credential: 'LCSW', expiresOn: null })),
  needsCoSign: false,
});
const session = (
  sessionId: string,
  startsAt: number,
  people: readonly string[],
  change: { facilitator?: string; capacity?: number; status?: SessionDocument['status'] } = {},
): SessionDocument => ({
  ...initialSession(sessionId),
  status: change.status ?? 'scheduled',
  plan: {
    programmeId: 'p1',
    groupId: null,
    title: 'Process group',
    sessionType: 'process-group',
    startsAt,
    endsAt: startsAt + HOUR,
    timeZone: 'America/New_York',
    capacity: change.capacity ?? 12,
  },
  facilitators: [{ staffId: change.facilitator ?? 'maya', part: 'facilitator' }],
  patients: people.map((patientId) => newPatient({ patientId, enrollmentId: `e-${patientId}` })),
});
const conflicts = (sessions: readonly SessionDocument[], change: Partial<ConflictParts> = {}) =>
  conflictsOf({
    timeZone: 'America/New_York',
    sessions,
    staff: new Map([
      ['maya', staff('maya', 'NY', 'NJ')],
      ['theo', staff('theo', 'NJ')],
    ]),
    groups: new Map(),
    episodes: new Map([['e-ana', anEpisode('ana')]]),
    limits: [],
    allowedGap: () => null,
    ...change,
  });

describe('conflicts in a calendar', () => {
  it('are none when all is well', () => {
    expect(conflicts([session('a', MONDAY, ['ana']), session('b', MONDAY + HOUR, ['ana'])])).toEqual([]);
  });

  it('are somebody who leads two sessions at once, though one only by a minute', () => {
    const overlapping = [session('a', MONDAY, []), session('b', MONDAY + HOUR - 60_000, [])];
    expect(conflicts(overlapping)).toEqual([
      { kind: 'double-booked', staffId: 'maya', sessionIds: ['a', 'b'] },
    ]);
    const elsewhere = [session('a', MONDAY, []), session('b', MONDAY, [], { facilitator: 'theo' })];
    expect(conflicts(elsewhere)).toEqual([]);
    const off = [session('a', MONDAY, []), session('b', MONDAY, [], { status: 'cancelled' })];
    expect(conflicts(off)).toEqual([]);
  });

  it('are a licence that nobody in the room has, by where the patient lives on that day', () => {
    expect(conflicts([session('a', MONDAY, ['ana'], { facilitator: 'theo' })])).toEqual([
      { kind: 'licence-missing', sessionId: 'a', patientId: 'ana', state: 'NY' },
    ]);
    const moved = anEpisode('ana', {
      residences: [
        { from: '2026-11-02', residenceState: 'NY', residenceType: 'home' },
        { from: '2026-11-18', residenceState: 'FL', residenceType: 'home' },
      ],
    });
    const week = [session('a', MONDAY, ['ana']), session('b', MONDAY + 3 * DAY, ['ana'])];
    expect(conflicts(week, { episodes: new Map([['e-ana', moved]]) })).toEqual([
      { kind: 'licence-missing', sessionId: 'b', patientId: 'ana', state: 'FL' },
    ]);
  });

  it('are more people than places, or than a rule allows', () => {
    const full = session('a', MONDAY, ['ana', 'ben', 'cal'], { capacity: 2 });
    expect(conflicts([full])).toEqual([
      { kind: 'over-capacity', sessionId: 'a', people: 3, most: 2, source: null },
    ]);
    const limit = {
      state: 'NY',
      sessionType: 'process-group' as const,
      modality: null,
      most: 2,
      source: 'rule',
    };
    const roomy = session('a', MONDAY, ['ana', 'ben', 'cal']);
    expect(conflicts([roomy], { limits: [limit, { ...limit, state: 'OH', most: 1 }] })).toEqual([
      { kind: 'over-capacity', sessionId: 'a', people: 3, most: 2, source: 'rule' },
    ]);
  });

  it('are more days without a session than a rule allows, but not time away', () => {
    const apart = [session('a', MONDAY, ['ana']), session('b', MONDAY + 6 * DAY, ['ana'])];
    expect(conflicts(apart, { allowedGap: () => 3 })).toEqual([
      {
        kind: 'gap',
        patientId: 'ana',
        enrollmentId: 'e-ana',
        after: '2026-11-16',
        before: '2026-11-22',
        days: 5,
        most: 3,
      },
    ]);
    const away = anEpisode('ana', {
      pauses: [{ from: '2026-11-17', until: '2026-11-20', reasonCode: 'medical' }],
    });
    expect(conflicts(apart, { allowedGap: () => 3, episodes: new Map([['e-ana', away]]) })).toEqual([]);
  });
});
