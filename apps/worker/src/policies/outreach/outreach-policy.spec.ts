import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  enrollmentDecider,
  outreachDecider,
  patientDecider,
  taskDecider,
  type OutreachCommand,
} from '@hearth/domain';
import { foldStream, handleCommand } from '@hearth/eventstore';
import { calm, END, MINUTE, SESSION, START, World } from '../../testing/world.js';
import { messagePolicy } from '../message/message-policy.js';
import type { Mail } from '../message/mail.js';
import { concernPolicy, signalOfTask } from '../task/concern-policy.js';
import { outreachTaskPolicy } from '../task/outreach-task-policy.js';
import { awayPolicy, outreachPolicy } from './outreach-policy.js';

const BEN = 'enrollment-ben';
const at = (minutes: number): number => START + minutes * MINUTE;

describe('outreach', () => {
  let world: World;
  let surroundings: World['surroundings'];
  let mails: Mail[];
  beforeEach(async () => {
    world = await new World().prepare();
    surroundings = world.surroundings;
    mails = [];
    await world.hold();
  });

  /** Every policy looks, twice, as after a restart in which jobs came again. */
  const look = async (minutes: number): Promise<number | null> => {
    world.now = at(minutes);
    const mail = { send: (one: Mail) => Promise.resolve(mails.push(one) > 0) };
    let next: number | null = null;
    for (const surrounding of [surroundings, world.restarted()]) {
      next = (await outreachPolicy(surrounding).act(SESSION)).lookAgainAt;
      await outreachTaskPolicy(surrounding).act(BEN);
      await messagePolicy(surrounding, { mail, publicUrl: 'https://hearth.clinic.org' }).act(BEN);
    }
    return next;
  };
  const typesOf = async () => (await world.events('outreach', BEN)).map(({ type }) => type);
  const tasks = async () => {
    const ids = await world.streams('task');
    return Promise.all(ids.map(async (id) => (await foldStream(world.store, taskDecider, 'task', id)).state));
  };
  const open = async () => (await tasks()).filter(({ status }) => status === 'open');
  const setMail = (mail: string | null) =>
    handleCommand(
      world.store,
      patientDecider,
      'patient',
      'patient-ben',
      {
        type: 'SetReminderAddress',
        patientId: 'patient-ben',
        by: { kind: 'patient', id: 'patient-ben' },
        mail,
        at: 1,
      },
      world.by(),
    );

  it('waits for nobody before the begin, and then says when to look again', async () => {
    expect(await look(-5)).toBe(START);
    expect(await typesOf()).toEqual([]);
    expect(await look(0)).toBe(at(5));
    expect(await look(5)).toBe(at(20));
    expect(await look(20)).toBe(at(30));
    expect(await look(30)).toBeNull();
  });

  it('leads to one call for the therapist, however often it is looked', async () => {
    await look(30);
    await look(31);
    await look(45);
    expect(await open()).toMatchObject([
      { task: { kind: 'call', owner: { kind: 'person', staffId: 'staff-lead' } }, dueAt: at(60) },
    ]);
  });

  it('sends each reminder once to whoever wants it, and names nothing clinical', async () => {
    await setMail('ben@example.org');
    for (const minutes of [0, 5, 6, 20, 21, 40]) await look(minutes);
    expect(mails.map(({ to }) => to)).toEqual(['ben@example.org', 'ben@example.org']);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(2);
    for (const { subject, text } of mails) {
      expect(`${subject} ${text}`).not.toMatch(/group|therap|clinic(?!\.org)|iop|session|ben\b|process/i);
    }
    const told = JSON.stringify(await world.events('outreach', BEN));
    expect(told).not.toContain('example.org');
  });

  it('sends nothing to whoever does not want it', async () => {
    await look(5);
    await setMail('ben@example.org');
    await setMail(null);
    await look(20);
    expect(mails).toEqual([]);
  });

  it('stops when they come to the waiting room, and takes the call back', async () => {
    await look(30);
    world.now = at(32);
    await world.checkIn('patient-ben', calm);
    await world.session({ type: 'EnterWaitingRoom', patientId: 'patient-ben', at: at(32) });
    await look(33);
    expect((await typesOf()).slice(-2)).toEqual(['OutreachEnded', 'ArrivalNoted']);
    expect((await tasks()).map(({ status }) => status)).toEqual(['withdrawn']);
    expect(await look(50)).toBeNull();
    expect((await typesOf()).at(-1)).toBe('ArrivalNoted');
  });

  it('stops when they are away', async () => {
    await look(5);
    const pause = {
      type: 'PauseEnrollment',
      from: '2026-11-16',
      reasonCode: 'medical',
      expectedBackOn: null,
      at: at(6),
    } as const;
    await handleCommand(world.store, enrollmentDecider, 'enrollment', BEN, pause, world.by());
    await awayPolicy(surroundings).act(BEN);
    await look(40);
    expect((await typesOf()).at(-1)).toBe('OutreachEnded');
    expect(await tasks()).toEqual([]);
  });

  it('stops when they say that they cannot come', async () => {
    await look(5);
    const said: OutreachCommand = {
      type: 'AnnounceAbsence',
      patientId: 'patient-ben',
      sessionIds: [SESSION],
      at: at(6),
    };
    await handleCommand(world.store, outreachDecider, 'outreach', BEN, said, world.by());
    await look(45);
    await world.end();
    await look(91);
    expect(await tasks()).toEqual([]);
    expect(await typesOf()).not.toContain('AbsenceCounted');
  });

  it('counts the absence when the session is over, and calls although Hearth was away', async () => {
    await world.end();
    await look(95);
    expect(await typesOf()).toEqual(['OutreachBegun', 'OutreachStepTaken', 'AbsenceCounted']);
    expect(await open()).toHaveLength(1);
    expect(END).toBe(at(90));
  });

  it('asks nobody to come to a session that should be over, or is told of afterwards', async () => {
    await look(95);
    await look(13 * 60);
    await look(48 * 60);
    expect(await typesOf()).toEqual([]);
  });

  it('calls nobody about a session of long ago', async () => {
    await world.end();
    await look(24 * 60);
    expect(await typesOf()).toEqual([]);
  });

  it('raises a signal when a call leaves somebody worried', async () => {
    await look(30);
    const [call] = await open();
    if (call === undefined || call.status !== 'open') throw new Error('there is no call');
    const { taskId } = call.task;
    const worried = { type: 'ReportTask', by: 'staff-lead', outcome: 'safety-concern', at: at(35) } as const;
    await handleCommand(world.store, taskDecider, 'task', taskId, worried, world.by());
    await concernPolicy(surroundings).act(taskId);
    await concernPolicy(world.restarted()).act(taskId);
    expect(await world.events('safety', signalOfTask(taskId))).toMatchObject([
      { type: 'SafetySignalRaised', data: { patientId: 'patient-ben', source: 'staff', urgency: 'urgent' } },
    ]);
  });
});
