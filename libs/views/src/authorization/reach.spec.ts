import { describe, expect, it } from '@jest/globals';
import type { EnrollmentEvent, PatientEvent, Recorded, StreamCategory } from '@hearth/domain';
import { derivedViews, streamViews } from '../catalogue.js';
import { a01Authorized, a01Enrolled } from '../testing/a-eve.js';
import { MemoryProjection } from '../testing/memory-projection.js';
import { programmeEstablished, recordedOf } from '../testing/story.js';
import { authorizationsView, authorizationUseView } from './use.js';

const paidByAnother: EnrollmentEvent = {
  type: 'PayerChanged',
  data: { from: '2026-11-16', payer: 'NY Medicaid', at: 2 },
};
const ended: EnrollmentEvent = {
  type: 'EnrollmentEnded',
  data: { endedOn: '2026-11-20', disposition: 'completed', at: 3 },
};
const registered: PatientEvent = {
  type: 'PatientRegistered',
  data: {
    patientId: 'a01',
    programmeId: 'p1',
    simulated: false,
    at: 0,
    personal: { displayName: 'Ana', locale: 'en' },
  },
};

interface Told {
  readonly category: StreamCategory;
  readonly id: string;
  readonly events: readonly Recorded[];
}
const streams: readonly Told[] = [
  { category: 'programme', id: 'p1', events: recordedOf('programme-p1', [programmeEstablished]) },
  { category: 'patient', id: 'a01', events: recordedOf('patient-a01', [registered]) },
  {
    category: 'enrollment',
    id: 'e-a01',
    events: recordedOf('enrollment-e-a01', [a01Enrolled, paidByAnother, ended]),
  },
  {
    category: 'authorization',
    id: 'auth-a01',
    events: recordedOf('authorization-auth-a01', [a01Authorized]),
  },
];
/** An episode that no payer has allowed anything for. */
const other: Told = {
  category: 'enrollment',
  id: 'e-b02',
  events: recordedOf('enrollment-e-b02', [
    { ...a01Enrolled, data: { ...a01Enrolled.data, enrollmentId: 'e-b02', patientId: 'b02' } },
    paidByAnother,
  ]),
};

const projection = () => new MemoryProjection(streamViews, derivedViews);
const tell = (of: MemoryProjection, { category, id, events }: Told, upTo = events.length) =>
  of.tell(category, id, events.slice(0, upTo));
const useIn = (of: MemoryProjection) => of.document(authorizationUseView, 'e-a01');
const listIn = (of: MemoryProjection) => of.document(authorizationsView, 'p1');

const permutations = <One>(all: readonly One[]): readonly (readonly One[])[] =>
  all.length < 2
    ? [all]
    : all.flatMap((one, place) =>
        permutations([...all.slice(0, place), ...all.slice(place + 1)]).map((rest) => [one, ...rest]),
      );

describe('a change of an episode', () => {
  it('reaches the use of its authorizations, and the list where the list shows it', async () => {
    const views = projection();
    for (const each of streams) await tell(views, each, 1);
    expect(useIn(views)).toMatchObject({ payer: 'Commercial (S9480)', endedOn: null, displayName: 'Ana' });
    const [, , enrollment] = streams;
    if (enrollment === undefined) throw new Error('the story has an episode');
    views.computed.length = 0;
    await tell(views, enrollment);
    expect(useIn(views)).toMatchObject({ payer: 'NY Medicaid', endedOn: '2026-11-20' });
    expect(listIn(views)?.rows).toMatchObject([{ enrollmentId: 'e-a01', displayName: 'Ana' }]);
    // No row of the list says who pays or that the episode is over.
    expect(views.computed).not.toContain('authorizations|p1');
  });

  it('has the use look again for what it reads of the episode, and for nothing else', async () => {
    const views = projection();
    for (const each of [...streams.slice(0, 2), ...streams.slice(3)]) await tell(views, each);
    const episode = recordedOf('enrollment-e-a01', [
      a01Enrolled,
      { type: 'PlannedEndMoved', data: { plannedEndOn: '2027-01-29', why: 'other', at: 1 } } as const,
    ]);
    await views.tell('enrollment', 'e-a01', episode.slice(0, 1));
    views.computed.length = 0;
    await views.tell('enrollment', 'e-a01', episode);
    expect(views.computed).toContain('week|e-a01');
    expect(views.computed).not.toContain('authorizations|p1');
  });

  it('of somebody without an authorization is no news to the list', async () => {
    const views = projection();
    for (const each of streams) await tell(views, each);
    const before = listIn(views);
    views.computed.length = 0;
    await tell(views, other);
    expect(views.computed).toContain('week|e-b02');
    expect(views.computed).not.toContain('authorizations|p1');
    expect(listIn(views)).toBe(before);
  });
});

describe('authorizations and their list', () => {
  it('come out the same in whatever order the streams are read', async () => {
    const outcomes = new Set<string>();
    for (const order of permutations(streams)) {
      const views = projection();
      for (const each of order) await tell(views, each);
      outcomes.add(JSON.stringify([useIn(views), listIn(views)]));
    }
    expect(outcomes.size).toBe(1);
    expect([...outcomes][0]).toContain('"displayName":"Ana"');
    expect([...outcomes][0]).toContain('"endedOn":"2026-11-20"');
  });

  it('count an event that comes twice once', async () => {
    const views = projection();
    for (const each of streams) await tell(views, each);
    const before = [useIn(views), listIn(views)];
    views.computed.length = 0;
    for (const each of streams) await tell(views, each);
    expect([useIn(views), listIn(views)]).toEqual(before);
    expect(views.computed).toEqual([]);
  });

  it('say on the list that one was entered by mistake', async () => {
    const views = projection();
    for (const each of streams) await tell(views, each);
    expect(listIn(views)?.rows).toHaveLength(1);
    const closed = recordedOf('authorization-auth-a01', [
      a01Authorized,
      {
        type: 'AuthorizationClosed',
        data: { authorizationId: 'auth-a01', why: 'mistake', by: 'sam', at: 1 },
      } as const,
    ]);
    await views.tell('authorization', 'auth-a01', closed);
    expect(listIn(views)?.rows).toMatchObject([{ closed: 'mistake' }]);
  });
});
