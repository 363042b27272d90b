import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { scheduleOf, therapist } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { SessionsScreen } from './sessions-screen';

jest.setTimeout(60_000);

const show = (schedule = scheduleOf(), language: 'en' | 'es' = 'en') =>
  renderScreen({
    screen: SessionsScreen,
    path: '/sessions',
    at: '/sessions',
    me: therapist,
    documents: { 'schedule me': schedule },
    now: minute(-15),
    language,
  });

describe("the therapist's day", () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(scheduleOf(), language);
    expect(await axeFindings()).toEqual([]);
  });

  it('says who has checked in, and whose attention comes first', async () => {
    await show();
    const card = screen.getByRole('article', { name: 'Process group' });
    expect(card).toHaveTextContent('8 of 10');
    const people = within(within(card).getByRole('region', { name: 'Needs attention first' })).getAllByRole(
      'listitem',
    );
    expect(people.map((person) => person.textContent)).toEqual([
      'Hideo T.Safety',
      'FinnLocation',
      'JoCheck-in',
    ]);
  });

  it('leads to the waiting room, and tells tomorrow briefly', async () => {
    await show();
    expect(screen.getByRole('link', { name: 'Go to the waiting room' })).toHaveAttribute(
      'href',
      '/sessions/s1',
    );
    expect(screen.getByRole('region', { name: 'Tomorrow' })).toHaveTextContent(
      /Relapse prevention\s*10 people expected/,
    );
  });

  it('leads to the attendance of a session that is over', async () => {
    const [session] = scheduleOf().sessions;
    if (session === undefined) throw new Error('the schedule of the test has a session');
    await show(scheduleOf({ sessions: [{ ...session, status: 'ended' }] }));
    expect(screen.getByRole('link', { name: 'Review and seal attendance' })).toHaveAttribute(
      'href',
      '/sessions/s1/attendance',
    );
  });

  const first = () => {
    const [session] = scheduleOf().sessions;
    if (session?.roster == null) throw new Error('the schedule of the test has a session with people');
    return { ...session, roster: session.roster };
  };

  it('names those who have said that they cannot come', async () => {
    const session = first();
    const roster = { ...session.roster, cannotCome: ['Ana R.', 'Bo'] };
    await show(scheduleOf({ sessions: [{ ...session, roster }] }));
    expect(screen.getByText('Cannot come, as they have said: Ana R. and Bo')).toBeVisible();
  });

  it('says of a session that was not held that it is nobody’s absence, and counts nobody in it', async () => {
    await show(scheduleOf({ sessions: [{ ...first(), status: 'cancelled', notHeld: true }] }));
    const card = screen.getByRole('article', { name: 'Process group' });
    expect(within(card).getByText('Not held')).toBeVisible();
    expect(card).toHaveTextContent('It counts as nobody’s absence.');
    expect(card).not.toHaveTextContent('8 of 10');
    expect(within(card).queryByRole('link')).toBeNull();
  });

  it('says what will be here on a day without sessions', async () => {
    await show(scheduleOf({ sessions: [], signals: [] }));
    expect(screen.getByRole('heading', { name: 'No sessions today' })).toBeVisible();
  });
});
