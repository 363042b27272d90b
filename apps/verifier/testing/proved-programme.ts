import {
  eventDefinitions,
  MINUTE,
  programmeDecider,
  sessionDecider,
  standardAttendancePolicy,
  type AttendanceProof,
  type PersonRef,
  type ProofScope,
  type SessionCommand,
} from '@hearth/domain';
import { createCodec, handleCommand, inMemoryEventStore, inMemoryKeyRing } from '@hearth/eventstore';
import {
  correctSession,
  ephemeralSealSigner,
  prove,
  rootDay,
  sealSession,
  type ProofReader,
} from '@hearth/platform';

const START = Date.UTC(2026, 10, 16, 22, 0);
const DAY = 24 * 60 * MINUTE;
const lead = { kind: 'staff', id: 'staff-lead' } as const;
const observer: PersonRef = { kind: 'staff', id: 'staff-observer' };
const ana: PersonRef = { kind: 'patient', id: 'patient-ana' };
const ben: PersonRef = { kind: 'patient', id: 'patient-ben' };

interface Told {
  readonly who: PersonRef;
  readonly sid: string;
  readonly minute: number;
  readonly witness?: 'livekit-webhook' | 'livekit-poll' | 'client';
}

/** A programme whose sessions were held, sealed, corrected and rooted, on a store that forgets. */
export class ProvedProgramme {
  readonly signer = ephemeralSealSigner();
  readonly keyRing = inMemoryKeyRing();
  readonly store = inMemoryEventStore({
    definitions: eventDefinitions,
    codec: createCodec({
      definitions: eventDefinitions,
      keyRing: this.keyRing,
      organisationId: 'o',
      onIncident: () => undefined,
    }),
  });
  #commands = 0;

  context() {
    this.#commands += 1;
    return { commandId: `c${this.#commands}`, correlationId: 'k', actor: lead };
  }

  async run(sessionId: string, ...commands: readonly SessionCommand[]): Promise<void> {
    for (const command of commands) {
      await handleCommand(this.store, sessionDecider, 'session', sessionId, command, this.context());
    }
  }

  async established(): Promise<this> {
    const establish = {
      type: 'EstablishProgramme',
      programmeId: 'programme',
      organisationId: 'o',
      title: 'Evening programme',
      timeZone: 'America/New_York',
      emergencyNumber: '911',
      rulePackId: 'standard',
      rulePackVersion: 1,
      at: 0,
    } as const;
    await handleCommand(this.store, programmeDecider, 'programme', 'programme', establish, this.context());
    return this;
  }

  /** As below, and sealed. */
  async held(sessionId: string, start = START): Promise<void> {
    await this.ended(sessionId, start);
    await sealSession(this.store, this.signer, sessionId, lead, start + 95 * MINUTE, this.context());
  }

  /** A session of 90 minutes with a gap, a break, a lost connection, and somebody by telephone. */
  async ended(sessionId: string, start = START): Promise<void> {
    const at = (minute: number): number => start + minute * MINUTE;
    const told = ({ who, sid, minute, witness = 'livekit-webhook' }: Told) => ({
      roomSid: 'RM_1',
      participantSid: sid,
      person: who,
      witness,
      at: at(minute),
      uncertaintyMs: witness === 'livekit-webhook' ? 0 : 2_000,
    });
    const join = (one: Told): SessionCommand => ({ type: 'RecordJoined', ...told(one), hidden: false });
    const leave = (one: Told, leaveReason: 'left' | 'connection-lost' = 'left'): SessionCommand => ({
      type: 'RecordLeft',
      ...told(one),
      leaveReason,
    });
    await this.run(
      sessionId,
      {
        type: 'ScheduleSession',
        sessionId,
        programmeId: 'programme',
        title: 'Process group',
        sessionType: 'process-group',
        startsAt: start,
        endsAt: at(90),
        timeZone: 'America/New_York',
        capacity: 8,
        facilitators: [{ staffId: lead.id, part: 'facilitator' }],
        roster: [
          { patientId: ana.id, enrollmentId: 'enrollment-ana' },
          { patientId: ben.id, enrollmentId: 'enrollment-ben' },
        ],
        attendancePolicy: standardAttendancePolicy,
      },
      { type: 'OpenDoors', by: lead.id, at: start },
      { type: 'StartSession', by: lead.id, at: start },
      join({ who: lead, sid: 'PA_lead', minute: 0 }),
      join({ who: ana, sid: 'PA_ana1', minute: 1 }),
      join({ who: ben, sid: 'PA_ben1', minute: 4 }),
      {
        type: 'ReportMedia',
        person: ben,
        participantSid: 'PA_ben1',
        camera: false,
        microphone: true,
        at: at(6),
      },
      leave({ who: ana, sid: 'PA_ana1', minute: 30 }, 'connection-lost'),
      join({ who: ana, sid: 'PA_ana2', minute: 31.5, witness: 'livekit-poll' }),
      { type: 'StartBreak', by: lead.id, at: at(45) },
      { type: 'EndBreak', by: lead.id, at: at(50) },
      leave({ who: ana, sid: 'PA_ana2', minute: 60 }),
      {
        type: 'EnterPresence',
        entryId: `entry-${sessionId}`,
        patientId: ben.id,
        from: at(80),
        to: at(88),
        uncertaintyMs: 30_000,
        how: 'telephone',
        by: lead.id,
        at: at(89),
        reason: 'The video failed; stayed by telephone',
        salt: 'salt',
      },
      leave({ who: ben, sid: 'PA_ben1', minute: 75 }),
      join({ who: observer, sid: 'PA_observer', minute: 20 }),
      leave({ who: lead, sid: 'PA_lead', minute: 90 }),
      { type: 'EndSession', by: lead, at: at(90) },
    );
  }

  async corrected(
    sessionId: string,
    correctionId: string,
    minutes: readonly [number, number],
    patientId = ana.id,
  ): Promise<void> {
    const [from, to] = minutes.map((minute) => START + minute * MINUTE) as [number, number];
    const asked = {
      correctionId,
      patientId,
      by: 'staff-supervisor',
      at: START + 200 * MINUTE,
      basis: 'telephone',
      reason: 'Went on by telephone',
      salt: 'salt',
      presence: [{ from, to, uncertaintyMs: 60_000 }],
      withdrawn: [],
      takeLateFacts: false,
    } as const;
    await correctSession(this.store, this.signer, sessionId, asked, this.context());
  }

  async rooted(day: string): Promise<void> {
    const about = { day, unsealed: [], at: START + 300 * MINUTE };
    await rootDay(this.store, this.signer, 'programme', about, this.context());
  }

  proof(
    scope: ProofScope,
    sessionIds: readonly string[],
    reader: ProofReader = 'staff',
  ): Promise<AttendanceProof> {
    const about = { programmeId: 'programme', scope, sessionIds, reader, at: START + 2 * DAY };
    return prove(this.store, this.signer, about);
  }
}

/** Two days of four sessions; two corrections of the first; a root a day, and one session after the last root. */
export const aProvedProgramme = async (): Promise<ProvedProgramme> => {
  const programme = await new ProvedProgramme().established();
  await programme.held('s0');
  await programme.held('s1', START);
  await programme.held('s2', START + 120 * MINUTE);
  await programme.corrected('s1', 'k1', [60, 70]);
  await programme.corrected('s1', 'k2', [65, 80]);
  await programme.rooted('2026-11-16');
  await programme.held('s3', START + DAY);
  await programme.rooted('2026-11-17');
  await programme.held('s4', START + DAY + 120 * MINUTE);
  return programme;
};
