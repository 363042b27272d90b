import { demoPersonas, demoPersonId, demoStory } from '@hearth/contracts';
import { checkIn, checkRecurrence, missingFrom, MINUTE } from '@hearth/domain';
import { describe, expect, it } from '@jest/globals';
import { castOf, ordinary } from './casting.js';
import { checkInOf, incompleteCheckInOf, worryingCheckInOf } from './check-ins.js';
import { appointmentsOf } from './appointments.js';
import { patientOf, patients } from './census.js';
import { groups, membersOf } from './groups.js';
import { staysOf } from './past-presence.js';
import { admin, initialsOf, isSimulated, personId, staff } from './people.js';
import {
  gridAfter,
  gridBefore,
  gridBetween,
  liveSession,
  localTime,
  nextSession,
  weekOf,
} from './sessions.js';
import { demoSettings } from './settings.js';
import { recurring, trackOf, tracks } from './tracks.js';

const NOON = Date.UTC(2026, 10, 18, 17, 0);

describe('the people of the demo', () => {
  it('are those of the persona picker, each once', () => {
    const keys = [admin, ...staff, ...patients].map(({ key }) => key).sort();
    expect(keys).toEqual(demoPersonas.map(({ key }) => key).sort());
    expect(new Set(keys.map(personId)).size).toBe(keys.length);
  });

  it('have a story each, and strangers a general one', () => {
    expect(demoStory(demoPersonId('ana'))).toBe('ana');
    expect(demoStory('somebody else')).toBe('other');
  });

  it('show initials that can be drawn', () => {
    expect(patients.map(({ displayName }) => initialsOf(displayName))).toContain('TV');
    for (const { displayName } of [...staff, ...patients])
      expect(initialsOf(displayName)).toMatch(/^[A-Z]{2}$/);
  });

  it('give check-ins that are complete, except where something is meant to be missing', () => {
    for (const patient of patients) {
      expect(missingFrom(checkIn.parse(checkInOf(patient, NOON)))).toEqual([]);
      expect(missingFrom(checkIn.parse(worryingCheckInOf(patient, NOON)))).toEqual(['safety']);
      expect(missingFrom(checkIn.parse(incompleteCheckInOf(patient, NOON)))).toEqual(['location']);
      expect(checkInOf(patient, NOON)).toEqual(checkInOf(patient, NOON));
    }
  });
});

describe('the tracks of the demo', () => {
  it('have the groups that recur, and a place for everybody', () => {
    expect(recurring.map(({ slots }) => slots.length)).toEqual([3, 3, 3, 4, 4, 3, 3, 3, 3, 3, 3, 3, 3]);
    for (const { groupId: id, slots } of recurring) {
      const [first] = slots;
      expect(first === undefined ? id : checkRecurrence(first.rule, first.from)).toEqual({ ok: true });
    }
    for (const track of tracks) {
      const people = patients.filter(({ groups: of }) => trackOf(of).key === track.key);
      expect(people.length).toBeLessThanOrEqual(track.capacity);
    }
  });
});

describe('the week of the demo', () => {
  it('is the same on each day of it', () => {
    const ids = weekOf(NOON, 0).map(({ sessionId }) => sessionId);
    expect(weekOf(NOON + 2 * 24 * 60 * MINUTE, 0).map(({ sessionId }) => sessionId)).toEqual(ids);
    expect(new Set(ids).size).toBe(41);
    expect(weekOf(NOON, -1).map(({ sessionId }) => sessionId)).not.toEqual(ids);
  });

  it('keeps its local hours over a change of the clocks', () => {
    const before = Date.UTC(2026, 9, 28, 16);
    for (const weeks of [0, 1]) {
      const hours = weekOf(before, weeks).map(({ startsAt }) => localTime(startsAt).toFormat('ccc HH:mm'));
      expect(hours[0]).toBe('Mon 09:00');
      expect(hours).toContain('Thu 19:45');
    }
  });

  it('gives the evening track nine hours', () => {
    const evening = weekOf(NOON, 0).filter(({ groupKey }) => groupKey?.startsWith('evening'));
    const minutes = evening.reduce((sum, { startsAt, endsAt }) => sum + (endsAt - startsAt) / MINUTE, 0);
    expect(minutes).toBe(540);
  });

  it('gives nobody two things to do at once, staff and patients alike', () => {
    for (const weeks of [-1, 0, 1]) {
      const sessions = [...weekOf(NOON, weeks), ...appointmentsOf(NOON, weeks)];
      for (const { key } of [...staff, ...patients]) {
        const own = sessions
          .filter(
            ({ facilitators, members }) =>
              facilitators.includes(key) || members.some((member) => member.key === key),
          )
          .toSorted((a, b) => a.startsAt - b.startsAt);
        own.forEach(({ startsAt }, place) => {
          expect(startsAt).toBeGreaterThanOrEqual(own[place - 1]?.endsAt ?? 0);
        });
      }
    }
  });

  it('has each patient of the evening alone every week, and with the family or the prescriber in turn', () => {
    const kinds = (weeks: number): readonly string[] =>
      appointmentsOf(NOON, weeks)
        .filter(({ members }) => members.length === 1 && members[0]?.key === 'ana')
        .map(({ sessionType }) => sessionType);
    expect([...kinds(0), ...kinds(-1)].sort()).toEqual(['family', 'individual', 'individual', 'medication']);
  });

  it('has nobody in a group before they began', () => {
    expect(membersOf('evening-process')).toContain(patientOf('selma'));
    expect(membersOf('evening-process', -1)).not.toContain(patientOf('selma'));
    expect(membersOf('evening-process', -6)).toHaveLength(9);
  });

  it('has nobody in the group that is live and in the one that is about to start', () => {
    const everybody = [liveSession(NOON), nextSession(NOON + 15 * MINUTE)].flatMap(
      ({ facilitators, members }) => [...facilitators, ...members.map(({ key }) => key)],
    );
    expect(new Set(everybody).size).toBe(everybody.length);
    const people = demoPersonas.filter(({ human }) => human).map(({ key }) => key);
    expect(people.filter((key) => everybody.includes(key))).toEqual(['ana', 'jordan', 'lindqvist', 'carter']);
  });

  it('names rolling groups after their start', () => {
    expect(liveSession(gridBefore(NOON)).sessionId).toBe(liveSession(gridBefore(NOON + MINUTE)).sessionId);
    expect(liveSession(NOON).sessionId).not.toBe(nextSession(NOON).sessionId);
    expect(gridBetween(NOON, NOON + 10 * MINUTE)).toEqual([NOON + 10 * MINUTE, NOON + 5 * MINUTE, NOON]);
    expect(gridAfter(NOON + 1)).toBe(NOON + 5 * MINUTE);
  });
});

describe('a cast', () => {
  it('moves nobody who is played by people', () => {
    for (const group of groups) {
      const { key, simulatedFacilitator, facilitators } = group;
      const members = membersOf(key);
      const session = { ...liveSession(NOON), groupKey: key, simulatedFacilitator, facilitators, members };
      const cast = castOf(session, { ...ordinary, opensAt: NOON }, NOON);
      const moved = new Set(cast.map(({ personaId }) => personaId));
      for (const { key: who, human } of demoPersonas) expect(human && moved.has(personId(who))).toBe(false);
      expect(cast.filter(({ part }) => part === 'facilitator')).toHaveLength(1);
      expect(isSimulated(group.simulatedFacilitator)).toBe(true);
      expect(group.facilitators).toContain(group.simulatedFacilitator);
    }
  });

  it('fits into its group, and gives everybody a seat of their own', () => {
    const cast = castOf(liveSession(NOON), { ...ordinary, opensAt: NOON, absent: ['luis'] }, NOON);
    expect(cast).toHaveLength(9);
    expect(new Set(cast.map(({ seat }) => seat)).size).toBe(9);
    expect(cast.every(({ seat, seats }) => seat < seats)).toBe(true);
  });

  it('comes to a group that runs already one after another', () => {
    const now = NOON + 20 * MINUTE;
    const arrivals = castOf(liveSession(NOON), { ...ordinary, opensAt: NOON }, now).flatMap((plan) =>
      plan.part === 'patient' ? [plan.arrivesAt] : [],
    );
    expect(Math.min(...arrivals)).toBe(now);
    expect(new Set(arrivals).size).toBe(arrivals.length);
  });
});

describe('past stays', () => {
  it('never overlap, and never end before they begin', () => {
    for (const session of weekOf(NOON, -1)) {
      for (const { key } of session.members) {
        const stays = staysOf(key, session, -1);
        stays.forEach(({ from, to }, i) => {
          expect(to).toBeGreaterThan(from);
          expect(from).toBeGreaterThan(stays[i - 1]?.to ?? 0);
        });
      }
    }
  });

  it('tell the stories of the census', () => {
    const process = weekOf(NOON, -1).filter(({ groupKey }) => groupKey === 'evening-process');
    const [monday, , thursday] = process;
    if (monday === undefined || thursday === undefined) throw new Error('no such week');
    const late = (staysOf('jordan', monday, -1)[0]?.from ?? 0) - monday.startsAt;
    expect(Math.round(late / MINUTE)).toBe(11);
    expect(staysOf('tomas', thursday, -1)).toHaveLength(4);
    expect(staysOf('priscilla', thursday, -1)).toEqual([]);
  });
});

describe('the settings', () => {
  it('take the address from the port, and the token from the secret', () => {
    const settings = demoSettings({
      PORT: '3100',
      HEARTH_SECRET: 'q7Zr-0pLmN2vXc8BtYw4HsKdGf6JaUeR9iOzTb1C',
    });
    expect(settings.apiUrl).toBe('http://127.0.0.1:3100');
    expect(settings.setupToken).toMatch(/^[\w-]{40,}$/);
    expect(settings.videoKey).toBeNull();
  });

  it('refuse production, and a start without a token', () => {
    expect(() => demoSettings({ HEARTH_MODE: 'production', HEARTH_SETUP_TOKEN: 'x' })).toThrow(/production/);
    expect(() => demoSettings({ HEARTH_MODE: 'demo' })).toThrow(/HEARTH_SETUP_TOKEN/);
  });
});
