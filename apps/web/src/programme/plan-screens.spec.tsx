import { describe, expect, it, jest } from '@jest/globals';
import { act, screen, waitFor, within } from '@testing-library/react';
import { expectOpenedByKeyboard } from '../../test/keyboard';
import { open, planScreens, showPlan, type PlanScreen } from '../../test/plan-screens';
import { axeFindings } from '../../test/render-screen';
import { therapist } from '../../test/staff-documents';

jest.setTimeout(60_000);

describe('the screens on which a programme is planned', () => {
  const names = Object.keys(planScreens) as PlanScreen[];
  it.each(names.flatMap((name) => [[name, 'en'] as const, [name, 'es'] as const]))(
    '%s has nothing that axe finds, in %s',
    async (name, language) => {
      const { container } = await showPlan(name, { language });
      await waitFor(() => expect(container.querySelector('main, nav + *, h2, form')).not.toBeNull());
      act(() => {
        for (const summary of container.querySelectorAll('summary')) summary.click();
      });
      await waitFor(() => expect(container.querySelectorAll('details:not([open])')).toHaveLength(0));
      expect(await axeFindings()).toEqual([]);
      // A code without its words would be shown as the code.
      expect(container.textContent).not.toMatch(/\b(course|groups|tracks|settings|requests|caseload)\.\w/);
    },
  );

  it.each(names)('%s says what will be here while there is nothing', async (name) => {
    await showPlan(name, { document: null });
    expect(await screen.findByText('Nothing is known of this program yet')).toBeVisible();
  });
});

describe('by keyboard', () => {
  it.each([
    ['groups', 'Form a group', 'Title'],
    ['group', 'The group’s week', 'Monday'],
    ['group', 'Places', 'Places'],
    ['group', 'Close the group', 'From (day)'],
    ['tracks', 'Define a track', 'Title'],
    ['course', 'Pause', 'From (day)'],
    ['course', 'Intensity and taper', 'From (day)'],
    ['settings', 'When we reach out', 'Word on their own screen'],
  ] as const)('%s: the form “%s” begins in its first field, and leads back', async (name, title, first) => {
    const { user } = await showPlan(name);
    await expectOpenedByKeyboard(user, title, first);
  });

  it('a form that is refused leads to what is wrong', async () => {
    const { user } = await showPlan('course');
    await open(user, 'Pause');
    const form = screen.getByRole('form', { name: 'Pause' });
    await user.clear(within(form).getByLabelText(/^From/));
    await user.click(within(form).getByRole('button', { name: 'Pause' }));
    expect(within(form).getByLabelText(/^From/)).toHaveFocus();
    expect(within(form).getByLabelText(/^From/)).toHaveAccessibleDescription('Please fill this in.');
  });

  it('what was entered is still there when a form is opened again', async () => {
    const { user } = await showPlan('course');
    await open(user, 'Payer');
    await user.type(screen.getByLabelText(/^Payer/, { selector: 'input' }), ' East');
    await user.keyboard('{Escape}');
    const before = screen.getByText('Payer', { selector: 'summary' });
    expect(within(before).getByText(/begun here, not sent yet/)).toBeVisible();
    await user.click(before);
    expect(screen.getByLabelText(/^Payer/, { selector: 'input' })).toHaveDisplayValue(/ East$/);
  });
});

describe('a request for other times', () => {
  it('is granted together with the places that follow from it', async () => {
    const { user, sent } = await showPlan('requests');
    expect(await screen.findByText('I work evenings now.')).toBeVisible();
    await user.selectOptions(screen.getByLabelText('Track'), 'Adult evening');
    await user.click(screen.getByRole('checkbox', { name: 'Evening process group' }));
    await user.click(screen.getByRole('button', { name: 'Say yes and transfer' }));
    await waitFor(() =>
      expect(sent('/enrollments/e2/schedule-requests/r1/decision')).toEqual({
        decision: 'granted',
        text: '',
        from: '2026-11-16',
        trackId: 't1',
      }),
    );
  });
});

describe('a caseload', () => {
  it('shows a therapist their own patients first, and when each is where', async () => {
    const { user } = await showPlan('caseload', { me: therapist });
    const table = await screen.findByRole('table', { name: 'Patients by day' });
    expect(within(table).getByRole('row', { name: /Alma R\..*Evening process group/ })).toBeVisible();
    expect(within(table).queryByText('Dev')).toBeNull();
    await user.selectOptions(screen.getByLabelText('Patients of'), 'Theo Brandt');
    expect(await screen.findByRole('row', { name: /Dev/ })).toBeVisible();
  });
});
