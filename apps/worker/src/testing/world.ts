import {
  enrollmentDecider,
  eventDefinitions,
  patientDecider,
  programmeDecider,
  sessionDecider,
  standardAttendancePolicy,
  type CheckIn,
  type DomainEvent,
  type EnrollmentCommand,
  type SessionCommand,
  type StreamCategory,
} from '@hearth/domain';
import { handleCommand, inMemoryEventStore, type AppendContext } from '@hearth/eventstore';
import { createLogger } from '@hearth/platform';
import { SessionHistories } from '../policies/session-history.js';
import type { Surroundings } from '../policies/surroundings.js';

export const MINUTE = 60_000;
/** 17:00 in New York. */
export const START = Date.UTC(2026, 10, 16, 22, 0);
export const END = START + 90 * MINUTE;
export const SESSION = 'session-one';
export const LEAD = 'staff-lead';

export const calm: CheckIn = {
  answers: { mood: 6, anxiety: 4, sleepHours: 7, urges: 1, medication: 'taken', safeNow: 'yes' },
  location: { address: '12 Elm Street', state: 'NY' },
  callbackNumber: '+1 555 010 0001',
  emergencyContact: { name: 'M. R.', phone: '+1 555 010 0002' },
  attestations: { alone: true, headphones: true, noRecording: true, notDriving: true },
};
export const saying = (safeNow: CheckIn['answers']['safeNow']): CheckIn => ({
  ...calm,
  answers: { ...calm.answers, safeNow },
});

/** One patient's group of this evening. */
export const scheduleOf = (sessionId: string): Extract<SessionCommand, { type: 'ScheduleSession' }> => ({
  type: 'ScheduleSession',
  sessionId,
  programmeId: 'programme',
  title: 'Skills group',
  sessionType: 'skills-group',
  startsAt: START,
  endsAt: END,
  timeZone: 'America/New_York',
  capacity: 8,
  facilitators: [{ staffId: LEAD, part: 'facilitator' }],
  roster: [{ patientId: 'patient-ana', enrollmentId: 'enrollment-ana' }],
  attendancePolicy: standardAttendancePolicy,
});

/** A programme with two patients and a session, in a store of its own and with a clock that a test moves. */
export class World {
  now = START - 30 * MINUTE;
  readonly store = inMemoryEventStore({ definitions: eventDefinitions, now: () => this.now });
  readonly surroundings: Surroundings = {
    store: this.store,
    sessions: new SessionHistories(this.store),
    logger: createLogger({ name: 'spec', level: 'silent' }),
    now: () => this.now,
  };
  #commands = 0;

  /** Surroundings of another process, which remembers nothing. */
  restarted(): Surroundings {
    return { ...this.surroundings, sessions: new SessionHistories(this.store) };
  }

  by(): AppendContext {
    this.#commands += 1;
    return { commandId: `c${this.#commands}`, correlationId: 'k', actor: { kind: 'staff', id: LEAD } };
  }

  async session(...commands: readonly SessionCommand[]): Promise<void> {
    for (const command of commands) {
      await handleCommand(this.store, sessionDecider, 'session', SESSION, command, this.by());
    }
  }

  async prepare(): Promise<this> {
    const { store } = this;
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
    await handleCommand(store, programmeDecider, 'programme', 'programme', establish, this.by());
    for (const name of ['ana', 'ben']) await this.#admit(`patient-${name}`, `enrollment-${name}`);
    await this.session(
      {
        ...scheduleOf(SESSION),
        title: 'Process group',
        sessionType: 'process-group',
        roster: [
          { patientId: 'patient-ana', enrollmentId: 'enrollment-ana' },
          { patientId: 'patient-ben', enrollmentId: 'enrollment-ben' },
        ],
      },
      { type: 'OpenDoors', by: LEAD, at: START - 20 * MINUTE },
    );
    return this;
  }

  /** Another session of the same evening, with its doors open. */
  async open(sessionId: string): Promise<void> {
    const doors: SessionCommand = { type: 'OpenDoors', by: LEAD, at: START - 20 * MINUTE };
    for (const command of [scheduleOf(sessionId), doors]) {
      await handleCommand(this.store, sessionDecider, 'session', sessionId, command, this.by());
    }
  }

  async #admit(patientId: string, enrollmentId: string): Promise<void> {
    const register = {
      type: 'RegisterPatient',
      patientId,
      programmeId: 'programme',
      simulated: true,
      at: 0,
      profile: { displayName: 'Somebody', locale: 'en' },
    } as const;
    await handleCommand(this.store, patientDecider, 'patient', patientId, register, this.by());
    const enroll: EnrollmentCommand = {
      type: 'EnrollPatient',
      enrollmentId,
      patientId,
      programmeId: 'programme',
      groupIds: [],
      primaryTherapistId: LEAD,
      startsOn: '2026-11-02',
      plannedEndOn: '2026-12-31',
      ageBand: 'adult',
      payer: 'payer',
      residenceState: 'NY',
      asksSubstanceUse: false,
      at: 0,
    };
    await handleCommand(this.store, enrollmentDecider, 'enrollment', enrollmentId, enroll, this.by());
  }

  checkIn(patientId: string, checkIn: CheckIn, at = this.now): Promise<void> {
    return this.session({ type: 'SubmitCheckIn', patientId, at, checkIn });
  }

  /** Starts the session, with one patient in its video room. */
  async hold(patientId = 'patient-ana'): Promise<void> {
    await this.checkIn(patientId, calm);
    await this.session(
      { type: 'EnterWaitingRoom', patientId, at: START - 5 * MINUTE },
      { type: 'StartSession', by: LEAD, at: START },
      { type: 'AdmitPatient', patientId, by: LEAD, at: START },
      {
        type: 'RecordJoined',
        roomSid: 'RM_1',
        participantSid: 'PA_1',
        person: { kind: 'patient', id: patientId },
        witness: 'livekit-webhook',
        at: START,
        uncertaintyMs: 0,
        hidden: false,
      },
    );
    this.now = START;
  }

  async end(at = END): Promise<void> {
    await this.session({ type: 'EndSession', by: { kind: 'staff', id: LEAD }, at });
    this.now = at;
  }

  /** The events of one stream, as they were decided. */
  async events(category: StreamCategory, id: string): Promise<readonly DomainEvent[]> {
    const events: DomainEvent[] = [];
    for await (const stored of this.store.read(category, id)) {
      if (stored.kind === 'known') events.push(stored.recorded.event);
    }
    return events;
  }

  async streams(category: StreamCategory): Promise<readonly string[]> {
    const ids: string[] = [];
    for await (const { id } of this.store.streams([category])) ids.push(id);
    return ids;
  }
}
