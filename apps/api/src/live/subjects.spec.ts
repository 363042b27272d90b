import { describe, expect, it } from '@jest/globals';
import { liveViews, type LiveView } from '@hearth/contracts';
import type { StaffRole } from '@hearth/domain';
import type { PersonFacts } from '../access/people.js';
import { ProblemError } from '../problem/problem-error.js';
import { MemoryViews } from '../testing/memory-views.js';
import type { Concerned, MaySee } from './live-access.js';
import { channelId, subjectOf } from './subjects.js';

const DAY = '2026-11-16';
const known = { locale: 'en', simulated: false, displayName: '', isActive: true, signInsFrom: 0 } as const;
const patient = (id: string): PersonFacts => ({ ...known, kind: 'patient', id, programmeId: 'here' });
const staff = (id: string, role: StaffRole, programmeId = 'here'): PersonFacts => ({
  ...known,
  kind: 'staff',
  id,
  role,
  programmeIds: [programmeId],
});

const people = {
  ana: patient('ana'),
  ben: patient('ben'),
  facilitator: staff('facilitator', 'therapist'),
  guest: staff('guest', 'therapist', 'elsewhere'),
  therapist: staff('therapist', 'therapist'),
  prescriber: staff('prescriber', 'prescriber'),
  supervisor: staff('supervisor', 'supervisor'),
  admin: staff('admin', 'admin'),
  'supervisor elsewhere': staff('supervisor elsewhere', 'supervisor', 'elsewhere'),
};
type Name = keyof typeof people;
const names = Object.keys(people).filter((name): name is Name => name in people);

/** Ana's episode and a session of hers, which a guest from elsewhere helps to facilitate; nothing is shown yet. */
const concerned: Concerned = {
  enrollment: (enrollmentId) =>
    Promise.resolve(enrollmentId === 'of-ana' ? { patientId: 'ana', programmeId: 'here' } : null),
  planned: (sessionId) =>
    Promise.resolve(
      sessionId === 'group'
        ? { programmeId: 'here', facilitatorIds: ['facilitator', 'guest'], patientIds: ['ana'] }
        : null,
    ),
};

const inProgramme: readonly Name[] = ['facilitator', 'therapist', 'prescriber', 'supervisor', 'admin'];
const overseers: readonly Name[] = ['supervisor', 'admin'];

/** Of each view what is asked for, and everybody who may see it: nobody else does. */
const readers: Readonly<Record<LiveView, { readonly key: string; readonly by: readonly Name[] }>> = {
  room: { key: 'group', by: ['facilitator', 'guest', 'therapist', 'supervisor', 'admin'] },
  'patient-room': { key: 'group', by: ['ana'] },
  schedule: { key: 'ana', by: ['ana'] },
  week: { key: 'of-ana', by: ['ana', ...inProgramme] },
  'own-outreach': { key: 'of-ana', by: ['ana'] },
  'outreach-history': { key: 'of-ana', by: inProgramme },
  'authorization-use': { key: 'of-ana', by: overseers },
  board: { key: `here/${DAY}`, by: overseers },
  'programme-week': { key: `here/${DAY}`, by: inProgramme },
  calendar: { key: `here/${DAY}`, by: inProgramme },
  directory: { key: 'here', by: inProgramme },
  tasks: { key: 'here', by: inProgramme },
  authorizations: { key: 'here', by: overseers },
};

/** Subscribes somebody, as the pusher does it. */
const isLetIn = async (
  name: Name,
  view: LiveView,
  key: string,
  views = new MemoryViews(),
): Promise<boolean> => {
  const facts = people[name];
  const { kind, id } = facts;
  const principal = {
    person: { kind, id },
    role: facts.kind === 'staff' ? facts.role : ('patient' as const),
    signInId: 'x',
    signedInAt: 0,
    seenAt: 0,
    expiresAt: 1,
  };
  const access = { maySee: async (_: typeof principal, isRelated: MaySee) => isRelated(facts, concerned) };
  const channel = subjectOf({ view, key }, principal.person).open({ views, access, clock: { now: () => 0 } });
  const receiver = {
    id: name,
    principal,
    isBusy: () => false,
    snapshot: () => undefined,
    delta: () => undefined,
    revoked: () => undefined,
  };
  return channel.subscribe(
    receiver,
    () => Promise.resolve(),
    () => undefined,
  );
};

describe('what is pushed', () => {
  it.each(liveViews)('%s is for those whose business it is, and nobody else', async (view) => {
    const { key, by } = readers[view];
    const letIn = await Promise.all(names.map((name) => isLetIn(name, view, key)));
    expect(names.filter((_, index) => letIn[index])).toEqual(names.filter((name) => by.includes(name)));
  });

  it.each(['week', 'own-outreach', 'outreach-history', 'authorization-use', 'room', 'patient-room'] as const)(
    '%s of what does not exist is for nobody',
    async (view) => {
      const letIn = await Promise.all(names.map((name) => isLetIn(name, view, 'nothing')));
      expect(letIn.some(Boolean)).toBe(false);
    },
  );

  it('goes by whom the document names once there is one', async () => {
    const views = new MemoryViews();
    const facilitators = [{ person: { kind: 'staff', id: 'guest' } }];
    const patients = [{ patientId: 'ben', attendance: {} }];
    views.put('room', 'group', { programmeId: 'elsewhere', facilitators, patients });
    const may = (name: Name): Promise<boolean> => isLetIn(name, 'room', 'group', views);
    expect([await may('guest'), await may('supervisor elsewhere')]).toEqual([true, true]);
    expect([await may('facilitator'), await may('supervisor'), await may('ben')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each<[LiveView, string]>([
    ['board', 'here'],
    ['board', `/${DAY}`],
    ['programme-week', 'here/monday'],
    ['calendar', `here/${DAY}/more`],
    ['room', '../group'],
    ['week', ''],
  ])('%s has no key %j', (view, key) => {
    expect(() => subjectOf({ view, key }, { kind: 'staff', id: 'supervisor' })).toThrow(ProblemError);
  });

  it('has one channel for all staff, and one for each patient’s side of a room', () => {
    const of = (view: LiveView, key: string, name: Name): string =>
      channelId(subjectOf({ view, key }, people[name]));
    expect(of('week', 'of-ana', 'therapist')).toBe(of('week', 'of-ana', 'supervisor'));
    expect(of('week', 'of-ana', 'therapist')).not.toBe(of('week', 'of-ana', 'ana'));
    expect(of('patient-room', 'group', 'ana')).not.toBe(of('patient-room', 'group', 'ben'));
  });
});
