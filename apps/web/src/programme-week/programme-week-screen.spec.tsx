import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { programmeWeekOf, supervisor } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { ProgrammeWeekScreen } from './programme-week-screen';

jest.setTimeout(60_000);

// Without a layout nothing has a height: the table is as high as a screen, and its rows as high as two lines.
Object.defineProperties(HTMLElement.prototype, {
  clientWidth: { configurable: true, get: () => 1_200 },
  clientHeight: { configurable: true, get: () => 800 },
  offsetHeight: { configurable: true, get: () => 64 },
});

const show = (patients: number, language: 'en' | 'es' = 'en') =>
  renderScreen({
    screen: ProgrammeWeekScreen,
    path: '/programme-week',
    at: '/programme-week',
    me: supervisor,
    documents: { 'programme-week iop/2026-11-16': programmeWeekOf(patients) },
    now: minute(30),
    language,
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

  it('says what will be here in a week without sessions, and finds back', async () => {
    const user = userEvent.setup({ delay: null });
    await show(1);
    await user.click(screen.getByRole('button', { name: 'Next week' }));
    expect(await screen.findByText('Nobody has sessions in this week')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'This week' }));
    expect(await screen.findByRole('row', { name: /Alma R\./ })).toBeVisible();
  });
});
