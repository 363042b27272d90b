import { describe, expect, it, jest } from '@jest/globals';
import { usualAuthorizationAlerts } from '@hearth/domain';
import { screen, waitFor, within } from '@testing-library/react';
import { directory } from '../../test/directory-document';
import { showPlan } from '../../test/plan-screens';
import { supervisor, therapist } from '../../test/staff-documents';

jest.setTimeout(60_000);

describe('the settings of a programme', () => {
  it('set holidays and limits whole', async () => {
    const { user, sent } = await showPlan('settings');
    await user.click(await screen.findByRole('button', { name: 'Take holiday 1 away' }));
    await user.click(screen.getByRole('button', { name: 'Set the holidays' }));
    await waitFor(() => expect(sent('/programmes/iop/holidays')).toEqual({ holidays: [] }));
    await user.click(screen.getByRole('button', { name: 'Set the limits' }));
    await waitFor(() =>
      expect(sent('/programmes/iop/capacity-limits')).toEqual({ limits: directory.limits }),
    );
  });

  it('say when somebody is told of authorizations, within bounds, and who decided it last', async () => {
    const { user, sent } = await showPlan('settings', { me: supervisor });
    expect(screen.getByText('Administrators set holidays and limits.')).toBeVisible();
    const form = await screen.findByRole('form', { name: 'When we tell of authorizations' });
    expect(screen.getByText(/^Last changed by Priya N\. on /)).toBeVisible();
    const percent = within(form).getByLabelText(/^From so many percent/);
    expect(percent).toHaveValue(80);
    expect(percent).toHaveAccessibleDescription('1 to 100');
    await user.clear(percent);
    await user.type(percent, '101');
    await user.click(within(form).getByRole('button', { name: 'Set when to tell' }));
    expect(await within(form).findByText('Not more than 100.')).toBeVisible();
    expect(sent('/programmes/iop/authorization-alerts')).toBeUndefined();
    await user.clear(percent);
    await user.type(percent, '70');
    await user.selectOptions(within(form).getByLabelText('Who is told'), 'Maya Lindqvist');
    await user.click(within(form).getByRole('button', { name: 'Set when to tell' }));
    await waitFor(() =>
      expect(sent('/programmes/iop/authorization-alerts')).toEqual({
        ...usualAuthorizationAlerts,
        unitsPercent: 70,
        coordinatorId: 'maya',
      }),
    );
  });

  it('say that what is set cannot be looked up, and try again', async () => {
    await showPlan('settings', {
      answers: {
        'GET /programmes/iop/follow-up': {
          status: 403,
          body: { code: 'forbidden', correlationId: 'c', details: {} },
        },
      },
    });
    // The times of outreach, further down and closed, are looked up by the same question.
    const [again] = await screen.findAllByRole('button', { name: 'Try again' });
    expect(again).toBeVisible();
    expect(screen.queryByRole('form', { name: 'When we tell of authorizations' })).toBeNull();
  });

  it('are for those who run the programme', async () => {
    await showPlan('settings', { me: therapist });
    expect(await screen.findByText('Administrators set holidays and limits.')).toBeVisible();
    expect(screen.queryByRole('form')).toBeNull();
  });
});
