import { describe, expect, it, jest } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expectOpenedByKeyboard } from '../../test/keyboard';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { supervisor } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { CommandForm } from '../command-form/command-form';
import { Screen } from '../shell/screen';
import { useDraft } from './draft';
import { TextField } from './fields';
import { More } from './more';

jest.setTimeout(60_000);

const Form = () => {
  const { field } = useDraft({ title: 'Skills' });
  return (
    <CommandForm label="Name" submit="Name it" onSubmit={() => Promise.resolve()}>
      <TextField required label="Title" {...field('title')} />
    </CommandForm>
  );
};

const show = async (language: 'en' | 'es' = 'en') => {
  const user = userEvent.setup({ delay: null });
  await renderScreen({
    screen: () => (
      <Screen title="A screen">
        <More title="Give it a name">
          <Form />
        </More>
        <More title="Look">Nothing to enter.</More>
      </Screen>
    ),
    path: '/here',
    at: '/here',
    me: supervisor,
    documents: {},
    now: minute(0),
    language,
  });
  const summary = (title = 'Give it a name') => screen.getByText(title, { selector: 'summary' });
  const field = () => screen.getByLabelText(/^Title/);
  return { user, summary, field };
};

describe('a form that is out of the way', () => {
  it('begins in its first field, and Escape leads back to where it was opened', async () => {
    const { user } = await show();
    await expectOpenedByKeyboard(user, 'Give it a name', 'Title');
  });

  it('leaves focus where it is when there is nothing to enter', async () => {
    const { user, summary } = await show();
    await user.click(summary('Look'));
    expect(screen.getByText('Nothing to enter.')).toBeVisible();
    expect(summary('Look')).toHaveFocus();
  });

  it('keeps what was entered and not sent, and says so', async () => {
    const { user, summary, field } = await show();
    await user.click(summary());
    await user.type(field(), ' group');
    await user.keyboard('{Escape}');
    expect(within(summary()).getByText(/begun here, not sent yet/)).toBeVisible();
    expect(await axeFindings()).toEqual([]);
    await user.click(summary());
    expect(field()).toHaveValue('Skills group');
    expect(field()).toHaveFocus();
    expect(screen.queryByText(/begun here/)).toBeNull();
  });

  it('says so in Spanish, too', async () => {
    const { user, summary, field } = await show('es');
    await user.click(summary());
    await user.type(field(), '!');
    await user.click(summary());
    expect(screen.getByText(/empezado aquí, aún sin enviar/)).toBeVisible();
  });

  it('keeps nothing once it was sent', async () => {
    const { user, summary, field } = await show();
    await user.click(summary());
    await user.type(field(), ' group');
    await user.click(screen.getByRole('button', { name: 'Name it' }));
    expect(await screen.findByText('Saved.')).toBeVisible();
    await user.click(summary());
    expect(screen.queryByText(/begun here/)).toBeNull();
    expect(screen.queryByRole('form', { name: 'Name', hidden: true })).toBeNull();
  });
});
