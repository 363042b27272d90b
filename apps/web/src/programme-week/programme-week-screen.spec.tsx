import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { directory } from '../../test/directory-document';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { supervisor } from '../../test/staff-documents';
import { forecastOf, programmeWeekOf } from '../../test/week-documents';
import { minute } from '../../test/staff-people';
import { ProgrammeWeekScreen } from './programme-week-screen';

jest.setTimeout(60_000);

// Without a layout nothing has a height: the table is as high as a screen, and its rows as high as two lines.
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { configurable: true, get: () => 1_200 },
  clientHeight: { configurable: true, get: () => 800 },
  offsetHeight: { configurable: true, get: () => 64 },
});

const show = (patients: number, language: 'en' | 'es' = 'en', answers: Answers = {}) =>
  renderScreen({
    screen: ProgrammeWeekScreen,
    path: '/programme-week',
    at: '/programme-week',
    me: supervisor,
    documents: { 'programme-week iop/2026-11-16': programmeWeekOf(patients) },
    now: minute(30),
    language,
    answers: { 'POST /enrollments/e0/forecast': { status: 200, body: forecastOf() }, ...answers },
  });

describe('the week of a programme', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    await show(8, language);
    expect(await axeFindings()).toEqual([]);
  });

  it('has minutes and a verdict in each cell, and the week with its sentence at the end of the row', async () => {
    await show(1);
    const row = screen.getByRole('row', { name: /Alma R\./ });
    const cells = within(row).getAllByRole('cell');
    expect(cells).toHaveLength(9);
    expect(cells[0]).toHaveTextContent('170 minMet');
    expect(cells[2]).toHaveTextContent('Nothing scheduled');
    expect(cells[7]).toHaveTextContent('510 / 540 minMet');
    expect(cells[8]).toHaveTextContent('510 of 540 min: the week is complete.');
  });

  it('draws only the rows in sight, and counts all of them', async () => {
    await show(500);
    const table = screen.getByRole('table', { name: 'Minutes by patient and day' });
    expect(table).toHaveAttribute('aria-rowcount', '501');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByLabelText('How the weeks stand')).toHaveTextContent('125');
  });

  it('shows those of a payer, a state or a standing', async () => {
    const user = userEvent.setup({ delay: null });
    await show(8);
    await user.selectOptions(screen.getByLabelText('Payer'), 'TRICARE');
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '5');
    await user.selectOptions(screen.getByLabelText('Standing'), 'At risk');
    expect(screen.getByText('Nobody fits')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Payer'), 'All');
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '3');
  });

  it('hands out what is shown, to read and for other programs', async () => {
    const user = userEvent.setup({ delay: null });
    await show(8);
    const links = () => within(screen.getByRole('group', { name: 'Export' })).getAllByRole('link');
    const path = '/api/programmes/iop/compliance-week';
    const targets = () => links().map((link) => link.getAttribute('href'));
    expect(targets()).toEqual(['pdf', 'csv'].map((form) => `${path}.${form}?weekStart=2026-11-16`));
    await user.selectOptions(screen.getByLabelText('Payer'), 'TRICARE');
    await user.selectOptions(screen.getByLabelText('Standing'), 'At risk');
    expect(targets()).toEqual(
      ['pdf', 'csv'].map((form) => `${path}.${form}?weekStart=2026-11-16&payer=TRICARE&standing=at-risk`),
    );
  });

  it('shows those of a track, by its title', async () => {
    const user = userEvent.setup({ delay: null });
    const { transport } = await show(8);
    expect(screen.queryByLabelText('Track')).toBeNull();
    const week = programmeWeekOf(8);
    const patients = week.patients.map((each, index) => ({ ...each, trackId: index < 3 ? 't1' : null }));
    transport.push('programme-week', 'iop/2026-11-16', { ...week, patients });
    transport.push('directory', 'iop', directory);
    await user.selectOptions(await screen.findByLabelText('Track'), 'Adult evening');
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '4');
  });

  it('tries an absence and a make-up, marked as a forecast, by keyboard alone', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls } = await show(1);
    screen.getByRole('button', { name: 'Rules and what-if of Alma R.' }).focus();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog', { name: 'Alma R.: rules and what-if' });
    const table = await within(dialog).findByRole('table', { name: 'What the rules say' });
    expect(
      within(table).getByRole('row', { name: /HRS-1-adult.*On track.*Met.*540 of 540 min/ }),
    ).toBeVisible();
    within(dialog)
      .getByRole('checkbox', { name: /Process group, Thursday/ })
      .focus();
    await user.keyboard(' ');
    expect(await within(dialog).findByText(/with these changes/)).toBeVisible();
    await user.click(within(dialog).getByText('Try another time that is not planned'));
    await user.click(within(dialog).getByRole('button', { name: 'Put on the week' }));
    const asked = calls.filter(({ path }) => path === '/enrollments/e0/forecast').at(-1);
    expect(asked?.body).toMatchObject({
      weekStart: '2026-11-16',
      changes: [
        { kind: 'absence', sessionId: 's3' },
        { kind: 'make-up', day: '2026-11-20', minutes: 60, startsAt: Date.UTC(2026, 10, 20, 22, 30) },
      ],
    });
    expect(await axeFindings()).toEqual([]);
  });

  it('books a session that has a place once it was tried, with the reason, and asks the rules again', async () => {
    const user = userEvent.setup({ delay: null });
    const { calls, transport } = await show(1);
    await user.click(screen.getByRole('button', { name: 'Rules and what-if of Alma R.' }));
    const dialog = await screen.findByRole('dialog');
    const opening = await within(dialog).findByRole('checkbox', {
      name: /Skills group, Friday.*60 min · 3 places left/,
    });
    expect(within(dialog).queryByRole('button', { name: /^Book:/ })).toBeNull();
    await user.click(opening);
    const forecasts = () => calls.filter(({ path }) => path === '/enrollments/e0/forecast');
    expect(forecasts().at(-1)?.body).toMatchObject({
      changes: [{ kind: 'make-up', day: '2026-11-20', minutes: 60, sessionType: 'skills-group' }],
    });
    await user.selectOptions(within(dialog).getByLabelText('Why'), 'A session was missed');
    await user.click(within(dialog).getByRole('button', { name: /^Book: Skills group, Friday/ }));
    expect(await within(dialog).findByText(/^Booked: Skills group.*Alma R\. sees it now\.$/)).toBeVisible();
    expect(calls.find(({ path }) => path === '/sessions/s9/guests')?.body).toEqual({
      patientId: 'p0',
      reasonCode: 'missed-session',
    });
    const asked = forecasts().length;
    transport.push('programme-week', 'iop/2026-11-16', programmeWeekOf(1));
    await waitFor(() => expect(forecasts().length).toBeGreaterThan(asked));
    expect(await axeFindings()).toEqual([]);
  });

  it('says in the words of those who plan why a session could not be booked', async () => {
    const user = userEvent.setup({ delay: null });
    await show(1, 'en', {
      'POST /sessions/s9/guests': {
        status: 422,
        body: { code: 'group-full', correlationId: 'c', details: { capacity: 12 } },
      },
    });
    await user.click(screen.getByRole('button', { name: 'Rules and what-if of Alma R.' }));
    await user.click(await screen.findByRole('checkbox', { name: /Skills group/ }));
    await user.click(screen.getByRole('button', { name: /^Book: Skills group/ }));
    expect(await screen.findByText(/There is no place left in the group \(places: 12\)/)).toBeVisible();
    expect(screen.getByRole('checkbox', { name: /Skills group/ })).toBeChecked();
  });

  it('says what will be here in a week without sessions, and finds back', async () => {
    const user = userEvent.setup({ delay: null });
    await show(1);
    await user.click(screen.getByRole('button', { name: 'Next week' }));
    expect(await screen.findByText('Nobody has sessions in this week')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'This week' }));
    expect(await screen.findByRole('row', { name: /Alma R\./ })).toBeVisible();
  });
});
