import { describe, expect, it } from '@jest/globals';
import { removalBody } from '@hearth/contracts';
import {
  mayEnterRoom,
  MINUTE,
  sessionDecider,
  standardAttendancePolicy,
  type PatientAttendance,
  type PersonRef,
  type SessionCommand,
  type SessionEvent,
} from '@hearth/domain';
import { foldStream } from '@hearth/eventstore';
import { correctSession, sealSession } from '@hearth/platform';
import { ProvedProgramme } from './testing/proved-programme.js';
import { verify } from './verify.mjs';

// The incidents of the demo week that the ledger has to survive, by their numbers there. Times are New York's.
const MONDAY = '2026-11-16';
const at = (day: string, time: string, offset = '-05:00'): number => Date.parse(`${day}T${time}:00${offset}`);
const monday = (time: string): number => at(MONDAY, time);

const brandt: PersonRef = { kind: 'staff', id: 'brandt' };
const carter: PersonRef = { kind: 'staff', id: 'carter' };
const a02: PersonRef = { kind: 'patient', id: 'a02' };
const a09: PersonRef = { kind: 'patient', id: 'a09' };
const evening = Array.from({ length: 10 }, (_, index): PersonRef => ({ kind: 'patient', id: `a${index}` }));

type Witness = 'livekit-webhook' | 'livekit-poll' | 'client';
const told = (person: PersonRef, sid: string, when: number, witness: Witness, uncertaintyMs: number) => ({
  ...{ roomSid: 'RM_1', participantSid: `PA_${person.id}${sid}`, person, witness, at: when, uncertaintyMs },
});
const joined = (person: PersonRef, when: number, sid = ''): SessionCommand => ({
  ...{ type: 'RecordJoined', ...told(person, sid, when, 'livekit-webhook', 0), hidden: false },
});
interface Ending {
  readonly sid?: string;
  readonly witness?: Witness;
  readonly uncertaintyMs?: number;
}
const left = (
  person: PersonRef,
  when: number,
  { sid = '', witness = 'livekit-webhook', uncertaintyMs = 0 }: Ending = {},
): SessionCommand => ({
  ...{ type: 'RecordLeft', ...told(person, sid, when, witness, uncertaintyMs), leaveReason: 'left' },
});

interface Group {
  readonly from: number;
  readonly to: number;
  readonly facilitators?: readonly PersonRef[];
  readonly patients: readonly PersonRef[];
}

/** One group of the week, with what happened in it, sealed and proved. */
class Evening {
  private constructor(
    private readonly programme: ProvedProgramme,
    private readonly group: Group,
  ) {}

  static async of(group: Group, ...happened: readonly SessionCommand[]): Promise<Evening> {
    const one = new Evening(await new ProvedProgramme().established(), group);
    const { from, to, facilitators = [brandt], patients } = group;
    await one.programme.run(
      's1',
      {
        ...{ type: 'ScheduleSession', sessionId: 's1', programmeId: 'programme', title: 'DBT' },
        ...{ sessionType: 'skills-group', startsAt: from, endsAt: to, timeZone: 'America/New_York' },
        capacity: 12,
        facilitators: facilitators.map(({ id }, index) => ({
          staffId: id,
          part: index === 0 ? 'facilitator' : 'co-facilitator',
        })),
        roster: patients.map(({ id }) => ({ patientId: id, enrollmentId: `enrollment-${id}` })),
        attendancePolicy: standardAttendancePolicy,
      },
      { type: 'OpenDoors', by: brandt.id, at: from },
      { type: 'StartSession', by: brandt.id, at: from },
      ...happened,
    );
    return one;
  }

  async happens(...commands: readonly SessionCommand[]): Promise<void> {
    await this.programme.run('s1', ...commands);
  }

  async sealed(): Promise<this> {
    const { to } = this.group;
    await this.programme.run('s1', { type: 'EndSession', by: { kind: 'staff', id: brandt.id }, at: to });
    const by = { kind: 'staff', id: brandt.id } as const;
    await sealSession(
      this.programme.store,
      this.programme.signer,
      's1',
      by,
      to + 5 * MINUTE,
      this.programme.context(),
    );
    return this;
  }

  async corrected(asked: Parameters<typeof correctSession>[3]): Promise<void> {
    const { store, signer } = this.programme;
    await correctSession(store, signer, 's1', asked, this.programme.context());
  }

  /** What was sealed, after the verifier has derived it once more. */
  async proved() {
    const proof = await this.programme.proof({ kind: 'session', sessionId: 's1' }, ['s1']);
    expect(verify(proof).sessions).toBe(1);
    const [session] = proof.sessions;
    if (session === undefined) throw new Error('the session is sealed');
    const of = ({ id }: PersonRef): PatientAttendance => {
      const found = session.result.patients.find(({ patientId }) => patientId === id);
      if (found === undefined) throw new Error(`${id} is on the roster`);
      return found;
    };
    return { ...session, of, minutesOf: (person: PersonRef) => of(person).countedMs / MINUTE };
  }

  async state() {
    return (await foldStream(this.programme.store, sessionDecider, 'session', 's1')).state;
  }

  async types(): Promise<readonly SessionEvent['type'][]> {
    const types: SessionEvent['type'][] = [];
    for await (const one of this.programme.store.read('session', 's1')) {
      if (one.kind === 'known') types.push(one.recorded.event.type);
    }
    return types;
  }
}

const dbt = { from: monday('18:40'), to: monday('19:40') };
const process = { from: monday('17:30'), to: monday('18:30') };

describe('the demo week', () => {
  const brandtDrops = [
    joined(brandt, monday('18:40')),
    ...evening.map((person) => joined(person, monday('18:40'))),
    left(brandt, monday('18:55')),
    { type: 'KeepGroupLed', at: monday('18:56') } as const,
    joined(brandt, monday('19:03'), 'again'),
  ];

  it('1: Brandt’s network drops 18:55–19:03 with 10 patients: 8 min unstaffed', async () => {
    const group = await Evening.of({ ...dbt, patients: evening }, ...brandtDrops);
    const { result, minutesOf } = await (await group.sealed()).proved();
    expect(result.unstaffed).toEqual([{ from: monday('18:55'), to: monday('19:03') }]);
    expect(evening.map(minutesOf)).toEqual(evening.map(() => 52));
    expect(await group.types()).toContain('GroupHeld');
  });

  it('1: … Carter promoted, where a co-facilitator qualifies: nobody loses a minute', async () => {
    const group = await Evening.of(
      { ...dbt, facilitators: [brandt, carter], patients: evening },
      joined(carter, monday('18:40')),
      ...brandtDrops,
    );
    const { result, minutesOf } = await (await group.sealed()).proved();
    expect(result.unstaffed).toEqual([]);
    expect(evening.map(minutesOf)).toEqual(evening.map(() => 60));
    expect(await group.types()).toContain('FacilitatorHandedOver');
  });

  it('2: webhook `left` arrives 2 s after re-`joined`: minutes unchanged', async () => {
    const calm = await Evening.of(
      { ...process, patients: [a02] },
      joined(brandt, monday('17:30')),
      joined(a02, monday('17:30')),
    );
    const dropped = await Evening.of(
      { ...process, patients: [a02] },
      joined(brandt, monday('17:30')),
      joined(a02, monday('17:30')),
      joined(a02, monday('18:00'), 'again'),
      left(a02, monday('18:00') + 2_000),
    );
    const [before, after] = [await (await calm.sealed()).proved(), await (await dropped.sealed()).proved()];
    expect([before.minutesOf(a02), after.minutesOf(a02)]).toEqual([60, 60]);
    expect(after.of(a02).spans).toEqual(before.of(a02).spans);
  });

  it.each([
    ['poll', 'livekit-poll', 4_000],
    ['heartbeat', 'client', 2_000],
  ] as const)(
    '3: webhook never arrives: the %s closes the segment, flagged "inferred"',
    async (_, witness, ms) => {
      const group = await Evening.of(
        { ...process, patients: [a09] },
        joined(brandt, monday('17:30')),
        joined(a09, monday('17:30')),
        left(a09, monday('18:10'), { witness, uncertaintyMs: ms }),
        left(brandt, monday('18:30')),
      );
      const { of } = await (await group.sealed()).proved();
      expect(of(a09)).toMatchObject({ countedMs: 40 * MINUTE, uncertaintyMs: ms });
      expect(of(a09).flags).toContain('inferred');
    },
  );

  it('7: facilitator removes a patient: token unusable, minutes stop, reason required', async () => {
    const group = await Evening.of(
      { ...process, patients: [a02, a09] },
      joined(brandt, monday('17:30')),
      { type: 'EnterWaitingRoom', patientId: a02.id, at: monday('17:30') },
      {
        type: 'AdmitPatient',
        ...{ patientId: a02.id, by: brandt.id, at: monday('17:30') },
        override: { reason: 'Checked in by telephone' },
      },
      joined(a02, monday('17:30')),
    );
    const before = await group.state();
    const removal = { patientId: a02.id, reasonCode: 'disruptive', reason: 'Shouted at others' } as const;
    expect(removalBody.safeParse({ ...removal, reason: '' }).success).toBe(false);
    expect(removalBody.safeParse(removal).success).toBe(true);
    await group.happens(
      { type: 'RemoveParticipant', ...removal, by: brandt.id, at: monday('18:05') },
      { type: 'RecordLeft', ...told(a02, '', monday('18:05'), 'livekit-webhook', 0), leaveReason: 'removed' },
    );
    const after = await group.state();
    // Asked before each token, and of each join: whoever comes back on an old one is put out again.
    expect([mayEnterRoom(before, a02), mayEnterRoom(after, a02)]).toEqual([true, false]);
    const { minutesOf } = await (await group.sealed()).proved();
    expect(minutesOf(a02)).toBe(35);
  });

  it('10: A02 corrected by facilitator (joined by phone first): correction event, both figures kept', async () => {
    const group = await Evening.of(
      { ...process, patients: [a02] },
      joined(brandt, monday('17:30')),
      joined(a02, monday('17:41')),
    );
    await group.sealed();
    await group.corrected({
      ...{ correctionId: 'k1', patientId: a02.id, by: brandt.id, at: monday('19:00'), basis: 'telephone' },
      ...{ reason: 'Joined by phone first', salt: 'salt', withdrawn: [], takeLateFacts: false },
      presence: [{ from: monday('17:30'), to: monday('17:41'), uncertaintyMs: MINUTE }],
    });
    const { minutesOf, corrections } = await group.proved();
    expect(minutesOf(a02)).toBe(49);
    expect(corrections).toMatchObject([
      { by: brandt.id, before: { countedMs: 49 * MINUTE }, after: { countedMs: 60 * MINUTE } },
    ]);
    expect(await group.types()).toContain('AttendanceCorrected');
  });

  it.each([
    ['back', '2026-10-31', '-04:00', '2026-11-01', '-05:00'],
    ['forward', '2027-03-13', '-05:00', '2027-03-14', '-04:00'],
  ])('12: DST Sunday (%s): A-WKND minutes still 60 per group', async (_, saturday, before, sunday, after) => {
    for (const [day, offset] of [
      [saturday, before],
      [sunday, after],
    ] as const) {
      const [from, to] = [at(day, '09:30', offset), at(day, '10:30', offset)];
      const group = await Evening.of({ from, to, patients: [a02] }, joined(brandt, from), joined(a02, from));
      const { minutesOf, day: counted } = await (await group.sealed()).proved();
      expect([minutesOf(a02), counted]).toEqual([60, day]);
    }
  });
});
