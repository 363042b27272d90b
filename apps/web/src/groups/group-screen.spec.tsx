import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { open, showPlan } from '../../test/plan-screens';
import { therapist } from '../../test/staff-documents';

jest.setTimeout(60_000);

describe('a group', () => {
  it('gets its week by a plain form, which shows the next dates before it is sent', async () => {
    const { user, sent } = await showPlan('group');
    await open(user, 'The group’s week');
    const form = screen.getByRole('form', { name: 'The group’s week' });
    expect(within(form).getByText(/^Next: Monday, November 16/)).toBeVisible();
    await user.click(within(form).getByRole('checkbox', { name: 'Monday' }));
    expect(await within(form).findByText(/^Next: Thursday, November 19/)).toBeVisible();
    await user.click(within(form).getByRole('checkbox', { name: 'Thursday' }));
    expect(await within(form).findByText(/would never meet/)).toBeVisible();
    await user.click(within(form).getByRole('checkbox', { name: 'Friday' }));
    await user.click(within(form).getByRole('button', { name: 'Set the week' }));
    expect(await within(form).findByText('Saved.')).toBeVisible();
    expect(sent('/groups/g1/schedule')).toMatchObject({
      slots: [{ slotId: 'evening', rule: 'FREQ=WEEKLY;BYDAY=FR', startsAt: '17:30', minutes: 60 }],
    });
  });

  it('has a meeting called off, moved, or led by somebody else', async () => {
    const { user, sent } = await showPlan('group');
    const monday = await screen.findByRole('button', { name: /Change the meeting of Thursday, November 19/ });
    await user.click(monday);
    const form = screen.getByRole('form', { name: 'Change this meeting' });
    await user.selectOptions(within(form).getByLabelText('What happens'), 'Somebody else leads');
    await user.selectOptions(within(form).getByLabelText('Who comes instead'), 'Theo Brandt');
    await user.click(within(form).getByRole('button', { name: 'Change who leads' }));
    await waitFor(() =>
      expect(sent('/groups/g1/substitutions')).toEqual({
        slotId: 'evening',
        day: '2026-11-19',
        absentId: 'maya',
        substituteId: 'theo',
      }),
    );
  });

  it('does not meet on a holiday, and can be made to', async () => {
    const { user, sent } = await showPlan('group');
    expect(await screen.findByText('Called off (holiday)')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Restore it' }));
    await waitFor(() =>
      expect(sent('/groups/g1/restorations')).toEqual({ slotId: 'evening', day: '2026-11-26' }),
    );
  });

  it('asks why when there are to be fewer places than people', async () => {
    const { user, sent } = await showPlan('group');
    await open(user, 'Places');
    const form = screen.getByRole('form', { name: 'Places' });
    const submit = within(form).getByRole('button', { name: 'Change the places' });
    await user.clear(within(form).getByLabelText(/^Places/));
    await user.type(within(form).getByLabelText(/^Places/), '1');
    expect(within(form).getByText(/There are 2 people in it/)).toBeVisible();
    await user.click(submit);
    expect(within(form).getByLabelText(/^Why/)).toHaveFocus();
    expect(within(form).getByLabelText(/^Why/)).toHaveAccessibleDescription('Please fill this in.');
    expect(sent('/groups/g1/capacity')).toBeUndefined();
    await user.selectOptions(within(form).getByLabelText(/^Why/), 'Too few staff');
    await user.click(submit);
    await waitFor(() => expect(sent('/groups/g1/capacity')).toEqual({ capacity: 1, reasonCode: 'staffing' }));
  });

  it('shows what a therapist may see, with nothing to change', async () => {
    await showPlan('group', { me: therapist });
    expect(await screen.findByText('Alma R.')).toBeVisible();
    expect(screen.queryByText('Change the group')).toBeNull();
  });

  it('is formed by an administrator', async () => {
    const { user, calls } = await showPlan('groups');
    await open(user, 'Form a group');
    await user.type(screen.getByLabelText(/^Title/), 'Skills');
    await user.click(screen.getByRole('button', { name: 'Form the group' }));
    await waitFor(() =>
      expect(calls.find(({ path }) => path === '/groups')?.body).toMatchObject({
        title: 'Skills',
        programmeId: 'iop',
        capacity: 12,
        facilitators: [{ staffId: 'maya', part: 'facilitator' }],
      }),
    );
  });
});
