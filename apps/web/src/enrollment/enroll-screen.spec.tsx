import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { directory } from '../../test/directory-document';
import { axeFindings, renderScreen, type Answers } from '../../test/render-screen';
import { supervisor } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { EnrollScreen } from './enroll-screen';
import { nothingWritten, payersIn, termsOf, withoutEpisode } from './written-enrollment';

jest.setTimeout(60_000);

const show = async (
  of: { at?: string; role?: 'admin' | 'supervisor'; language?: 'en' | 'es'; answers?: Answers } = {},
) => {
  const user = userEvent.setup({ delay: null });
  const shown = await renderScreen({
    screen: EnrollScreen,
    path: '/enrollments/new',
    at: `/enrollments/new${of.at ?? ''}`,
    me: { ...supervisor, role: of.role ?? 'admin' },
    documents: { 'directory iop': directory },
    now: minute(30),
    language: of.language ?? 'en',
    answers: of.answers ?? {},
  });
  const bodies = (path: string) => shown.calls.filter((call) => call.path === path).map(({ body }) => body);
  const enroll = () => user.click(screen.getByRole('button', { name: 'Enroll' }));
  const fillTerms = async (): Promise<void> => {
    await user.selectOptions(screen.getByLabelText(/^Primary therapist/), 'Theo Brandt');
    await user.type(screen.getByLabelText(/^State/), 'ny');
    await user.type(screen.getByLabelText(/^Payer/), 'Commercial');
  };
  return { ...shown, user, bodies, enroll, fillTerms };
};
const refusal = (code: string, details: object = {}) => ({
  status: 409,
  body: { code, correlationId: 'c', details },
});

describe('an enrollment as it is written', () => {
  const written = { ...nothingWritten('2026-11-16'), payer: ' TRICARE ', residenceState: 'va' };
  it('becomes what the api takes', () => {
    expect(
      termsOf({
        ...written,
        plannedWeeklyMinutes: '540',
        taper: [{ from: '2026-12-14', weeklyMinutes: '360' }],
      }),
    ).toEqual(
      expect.objectContaining({
        startsOn: '2026-11-16',
        plannedEndOn: '2027-01-11',
        trackId: null,
        payer: 'TRICARE',
        residenceState: 'VA',
        plannedWeeklyMinutes: 540,
        taper: [{ from: '2026-12-14', weeklyMinutes: 360 }],
      }),
    );
  });
  it('tells the age of the first day from the birth date', () => {
    expect(termsOf({ ...written, birthDate: '2008-11-16' })).toMatchObject({ ageBand: 'adult' });
    expect(termsOf({ ...written, birthDate: '2008-11-17' })).toMatchObject({ ageBand: 'adolescent' });
    expect(termsOf({ ...written, ageBand: 'adolescent' })).not.toHaveProperty('birthDate');
  });
  it('is for those who are in no episode, with payers by the names they have', () => {
    expect(withoutEpisode(directory).map(({ displayName }) => displayName)).toEqual(['Esther M.']);
    expect(payersIn(directory)).toEqual(['Commercial']);
  });
});

describe('enrolling a patient', () => {
  it.each(['en', 'es'] as const)('has nothing that axe finds, in %s', async (language) => {
    const { container, user } = await show({ language });
    await user.selectOptions(await screen.findByLabelText(/^(Patient|Paciente)/), 'new');
    expect(await axeFindings()).toEqual([]);
    expect(container.textContent).not.toMatch(/\b(enroll|course|links)\.\w/);
  });

  it('begins an episode for somebody who is known, in the track they were sent from, and shows it', async () => {
    const { bodies, enroll, fillTerms, router } = await show({ at: '?patientId=p3&trackId=t1' });
    expect(await screen.findByLabelText(/^Patient/)).toHaveValue('p3');
    await fillTerms();
    await enroll();
    await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/enrollments\/(?!new)/));
    expect(bodies('/patients')).toEqual([]);
    expect(bodies('/enrollments')).toEqual([
      expect.objectContaining({
        patientId: 'p3',
        programmeId: 'iop',
        trackId: 't1',
        groupIds: [],
        startsOn: '2026-11-16',
        primaryTherapistId: 'theo',
        residenceState: 'NY',
        payer: 'Commercial',
        ageBand: 'adult',
        plannedWeeklyMinutes: null,
      }),
    ]);
  });

  it('registers somebody new once, however often the episode is refused', async () => {
    const { user, bodies, enroll, fillTerms } = await show({
      answers: { 'POST /enrollments': refusal('track-full', { capacity: 2 }) },
    });
    await user.selectOptions(await screen.findByLabelText(/^Patient/), 'Somebody new');
    await user.type(screen.getByLabelText(/^Name, as/), 'Noor');
    await user.selectOptions(screen.getByLabelText('Track'), 'Adult evening');
    await fillTerms();
    await enroll();
    const track = screen.getByLabelText('Track');
    await waitFor(() => expect(track).toHaveAccessibleDescription(/All 2 places of the track are taken/));
    expect(track).toHaveFocus();
    expect(screen.getByRole('option', { name: 'Noor' })).toBeInTheDocument();
    await enroll();
    await waitFor(() => expect(bodies('/enrollments')).toHaveLength(2));
    expect(bodies('/patients')).toEqual([
      expect.objectContaining({ displayName: 'Noor', locale: 'en', simulated: false }),
    ]);
    const [first, second] = bodies('/enrollments');
    expect(second).toEqual(first);
  });

  it.each([
    ['invalid', { field: 'birthDate' }, /^Birth date/, /does not fit the first day of care/],
    ['invalid', { field: 'plannedEndOn' }, /^Planned last day/, /lies before the first day of care/],
    ['overlapping-enrollment', {}, /^First day/, /in another episode of care at that time/],
    ['waitlist-first', { waiting: 3 }, /^Track/, /belong to those who wait \(3\)/],
  ] as const)('tells %s %j by the field', async (code, details, field, words) => {
    const { enroll, fillTerms } = await show({
      at: '?patientId=p3',
      answers: { 'POST /enrollments': refusal(code, details) },
    });
    await screen.findByLabelText(/^Patient/);
    await fillTerms();
    await enroll();
    await waitFor(() => expect(screen.getByLabelText(field)).toHaveAccessibleDescription(words));
    expect(screen.getByLabelText(field)).toHaveFocus();
  });

  it('tells a taper that does not step down by its steps', async () => {
    const { user, enroll, fillTerms } = await show({
      at: '?patientId=p3',
      answers: { 'POST /enrollments': refusal('invalid', { field: 'taper' }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Add a step down' }));
    await fillTerms();
    await enroll();
    const steps = screen.getByRole('group', { name: 'Steps down' });
    await waitFor(() => expect(steps).toHaveAccessibleDescription(/steps of the taper have to follow/));
    expect(within(steps).getByLabelText(/^Step 1: from/)).toHaveFocus();
  });

  it('says what is missing, what does not fit the track, and where nobody is licensed', async () => {
    const { user, enroll, calls } = await show();
    await screen.findByLabelText(/^Patient/);
    await user.selectOptions(screen.getByLabelText('Track'), 'Adult evening');
    await user.selectOptions(screen.getByLabelText('Age'), 'Adolescent, under 18');
    expect(screen.getByText('This track is meant for another age (Adults).')).toBeVisible();
    await user.type(screen.getByLabelText(/^State/), 'TX');
    expect(screen.getByText(/Nobody here is licensed in TX/)).toBeVisible();
    await enroll();
    expect(screen.getByLabelText(/^Patient/)).toHaveFocus();
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('is for administrators', async () => {
    await show({ role: 'supervisor' });
    expect(await screen.findByText('Administrators enroll patients. Ask one of them.')).toBeVisible();
  });
});
