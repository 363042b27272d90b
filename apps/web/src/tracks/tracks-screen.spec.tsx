import { describe, expect, it, jest } from '@jest/globals';
import { screen } from '@testing-library/react';
import { directory } from '../../test/directory-document';
import { refusal, showPlan } from '../../test/plan-screens';
import { supervisor } from '../../test/staff-documents';
import { START } from '../../test/staff-people';

jest.setTimeout(60_000);

describe('a track', () => {
  it('promotes who waits, and says in its own words when there is no place', async () => {
    const { user, sent } = await showPlan('tracks', {
      answers: { 'POST /enrollments/e2/transfers': refusal('track-full', { capacity: 2 }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Give the place' }));
    expect(await screen.findByText(/All 2 places of the track are taken/)).toBeVisible();
    expect(sent('/enrollments/e2/transfers')).toEqual({
      from: '2026-11-16',
      trackId: 't1',
      why: 'waitlist',
    });
  });
});

describe('enrolling from a track', () => {
  it('leads an administrator to the form with the track, and with who waits for it', async () => {
    const [alma, ...others] = directory.patients;
    const [track] = directory.tracks;
    if (alma === undefined || track === undefined) throw new Error('There is a track');
    const waitlist = [{ patientId: alma.patientId, since: START }];
    await showPlan('tracks', {
      document: {
        ...directory,
        patients: [{ ...alma, episode: null }, ...others],
        tracks: [{ ...track, waitlist }],
      },
    });
    expect(await screen.findByRole('link', { name: 'Enroll a patient' })).toHaveAttribute(
      'href',
      '/enrollments/new?trackId=t1',
    );
    expect(screen.getByRole('link', { name: 'Enroll Alma R.' })).toHaveAttribute(
      'href',
      '/enrollments/new?patientId=p0&trackId=t1',
    );
  });
  it('is nothing for others', async () => {
    await showPlan('tracks', { me: supervisor });
    expect(await screen.findByText('Waitlist')).toBeVisible();
    expect(screen.queryByRole('link', { name: /Enroll/ })).toBeNull();
  });
});
