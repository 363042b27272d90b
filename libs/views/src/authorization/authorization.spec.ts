import { describe, expect, it } from '@jest/globals';
import { alertsOf, usualAuthorizationAlerts } from '@hearth/domain';
import { enrollmentView } from '../enrollment/view.js';
import { programmeView } from '../programme/view.js';
import { a01Authorized, a01Enrolled, evening, eveningsUntil } from '../testing/a-eve.js';
import { lookupOf, programmeEstablished, told } from '../testing/story.js';
import { deriveWeek } from '../week/derive.js';
import type { OutlineDocument } from '../outline/view.js';
import type { AuthorizationUseDocument } from './document.js';
import { authorizationsView, authorizationUseView, usesOfProgramme } from './use.js';
import { authorizationsOfEnrollment, authorizationView } from './view.js';

const programme = told(programmeView, 'p1', [programmeEstablished]).document;
const enrollment = told(enrollmentView, 'e-a01', [a01Enrolled]).document;
const authorization = told(authorizationView, 'auth-a01', [a01Authorized]).document;
const days = eveningsUntil('2026-11-16', 8);

const used = async (
  attended: Readonly<Record<string, number>>,
  authorizations = [authorization],
  more: readonly OutlineDocument[] = [],
): Promise<AuthorizationUseDocument> => {
  const evenings = Object.entries(attended).flatMap(([day, minutes]) => evening(day, minutes));
  const outlines = [...evenings, ...more];
  const week = deriveWeek('e-a01', {
    enrollment,
    outlines,
    profile: null,
    programme,
    rules: null,
    organisation: null,
    staff: [],
  });
  const documents = new Map<string, unknown>([
    ['programme/p1', programme],
    ['enrollment/e-a01', enrollment],
    ['week/e-a01', week],
    ...authorizations.map((one) => [`authorization/${one.authorizationId}`, one] as const),
  ]);
  const indexes = new Map([
    [authorizationsOfEnrollment('e-a01'), authorizations.map(({ authorizationId }) => authorizationId)],
  ]);
  const parts = await authorizationUseView.gather('e-a01', lookupOf(documents, indexes));
  const document = authorizationUseView.derive('e-a01', parts);
  if (document === null) throw new Error('there is no use');
  return document;
};

/** Fifty minutes alone on Wednesday. */
const individual = evening('2026-11-18', 50)
  .slice(0, 1)
  .map((one): OutlineDocument => ({ ...one, sessionId: 'alone', sessionType: 'individual' }));

const perfect = Object.fromEntries(days.map((day) => [day, 180]));
const until = (last: string) =>
  Object.fromEntries(days.filter((day) => day <= last).map((day) => [day, 180]));
const alertsFor = (document: AuthorizationUseDocument, today: string) =>
  document.authorizations.flatMap(({ terms, used: count }) =>
    alertsOf(terms, count, today, usualAuthorizationAlerts).map(({ kind }) => kind),
  );

describe('Auth A01: 24 of 30 units used on Thu → 80 % alert', () => {
  it('has 23 of 30 after Tuesday, and nobody is told', async () => {
    const tuesday = await used(until('2026-11-17'));
    expect(tuesday.authorizations).toMatchObject([{ used: 23, left: 7 }]);
    expect(alertsFor(tuesday, '2026-11-17')).toEqual([]);
  });

  it('has 24 of 30 after Thursday, and somebody is told', async () => {
    const thursday = await used(until('2026-11-19'));
    expect(thursday.authorizations).toMatchObject([{ used: 24, left: 6 }]);
    expect(alertsFor(thursday, '2026-11-19')).toEqual(['units-used']);
  });
});

describe('the use of an authorization', () => {
  it('follows a correction by itself, both ways', async () => {
    const corrected = await used({ ...perfect, '2026-11-19': 179 });
    expect(corrected.authorizations).toMatchObject([{ used: 23 }]);
    expect(corrected.days.at(-1)).toMatchObject({ day: '2026-11-19', unit: null, neededMinutes: 1 });
    expect(corrected.days.at(-1)?.discrete.map(({ code, minutes }) => [code, minutes])).toEqual([
      ['90853', 60],
      ['90853', 60],
      ['H2027', 59],
    ]);
    expect((await used(perfect)).authorizations).toMatchObject([{ used: 24 }]);
  });

  it('leaves a visit alone out, which is no day of the program', async () => {
    const document = await used({ ...until('2026-11-17') }, [authorization], individual);
    expect(document.authorizations).toMatchObject([{ used: 23 }]);
    expect(document.days.at(-1)).toMatchObject({ day: '2026-11-18', unit: null, neededMinutes: null });
  });

  it('counts what was used before, and says which days no authorization has', async () => {
    const small = {
      ...a01Authorized,
      data: { ...a01Authorized.data, units: 24, usedBefore: 2 },
    } as typeof a01Authorized;
    const document = await used(perfect, [told(authorizationView, 'auth-a01', [small]).document]);
    expect(document.authorizations).toMatchObject([{ used: 24, left: 0 }]);
    expect(document.days.filter(({ unit }) => unit?.authorizationId === null)).toHaveLength(2);
  });

  it('is nobody’s when it was entered by mistake', async () => {
    const mistaken = told(authorizationView, 'auth-a01', [
      a01Authorized,
      {
        type: 'AuthorizationClosed',
        data: { authorizationId: 'auth-a01', why: 'mistake', by: 'sam', at: 1 },
      },
    ]).document;
    expect((await used(perfect, [mistaken])).authorizations).toMatchObject([{ used: 0, closed: 'mistake' }]);
  });

  it('is listed for the programme with how it stands', async () => {
    const use = await used(perfect);
    const documents = new Map<string, unknown>([
      ['programme/p1', programme],
      ['authorization-use/e-a01', use],
    ]);
    const indexes = new Map([[usesOfProgramme('p1'), ['e-a01']]]);
    const list = authorizationsView.derive(
      'p1',
      await authorizationsView.gather('p1', lookupOf(documents, indexes)),
    );
    expect(list?.rows).toMatchObject([
      { enrollmentId: 'e-a01', used: 24, left: 6, lastUnitOn: '2026-11-19', uncovered: 0, number: 'A-4711' },
    ]);
  });
});
