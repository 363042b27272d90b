import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { directory, enrollmentAnswer } from '../../test/directory-document';
import { open, refusal, showPlan } from '../../test/plan-screens';

jest.setTimeout(60_000);

describe('a course of care', () => {
  it('is paused from a day on, and read again', async () => {
    const { user, sent, calls } = await showPlan('course');
    await open(user, 'Pause');
    await user.selectOptions(screen.getByLabelText('Why'), 'Travel');
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await waitFor(() =>
      expect(sent('/enrollments/e0/pauses')).toEqual({
        from: '2026-11-16',
        reasonCode: 'travel',
        expectedBackOn: null,
      }),
    );
    await waitFor(() =>
      expect(calls.filter(({ path }) => path === '/enrollments/e0').length).toBeGreaterThan(1),
    );
  });

  it('names what does not fit', async () => {
    const { user } = await showPlan('course', {
      answers: { 'POST /enrollments/e0/intensity': refusal('invalid', { field: 'taper' }) },
    });
    await open(user, 'Intensity and taper');
    await user.click(screen.getByRole('button', { name: 'Add a step down' }));
    await user.click(screen.getByRole('button', { name: 'Change the intensity' }));
    expect(await screen.findByText(/steps of the taper have to follow each other/)).toBeVisible();
  });

  it('follows what somebody else decides', async () => {
    const { transport, calls } = await showPlan('course');
    await screen.findByText('Change the course');
    const before = calls.length;
    const [alma, ...others] = directory.patients;
    if (alma?.episode == null) throw new Error('Alma has an episode');
    const moved = { ...alma, episode: { ...alma.episode, payer: 'TRICARE' } };
    transport.push('directory', 'iop', { ...directory, patients: [moved, ...others] });
    await waitFor(() => expect(calls.length).toBeGreaterThan(before));
  });

  it('has nothing to change once it has ended', async () => {
    await showPlan('course', {
      answers: {
        'GET /enrollments/e0': { status: 200, body: enrollmentAnswer({ endedOn: '2026-11-10' }) },
        'GET /enrollments/e0/visits': { status: 200, body: { visits: [] } },
      },
    });
    expect(await screen.findByText(/This episode of care has ended/)).toBeVisible();
    expect(screen.queryByText('Change the course')).toBeNull();
    expect(screen.getByRole('link', { name: 'Enroll Alma R.' })).toBeVisible();
  });
});
