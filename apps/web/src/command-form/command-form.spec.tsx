import { describe, expect, it, jest } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { axeFindings, renderScreen } from '../../test/render-screen';
import { supervisor } from '../../test/staff-documents';
import { minute } from '../../test/staff-people';
import { Trouble } from '../api/problem';
import { ManyField, TextField, WordsField } from '../programme/fields';
import { Screen } from '../shell/screen';
import { CommandForm } from './command-form';

jest.setTimeout(60_000);

const Form = ({ onSubmit, onCancel }: { onSubmit: () => Promise<unknown>; onCancel: () => void }) => {
  const [values, setValues] = useState({ title: '', minutes: '5', note: '', groupIds: [] as string[] });
  return (
    <Screen title="A screen">
      <CommandForm label="A group" submit="Form it" onSubmit={onSubmit} onCancel={onCancel}>
        <TextField
          required
          label="Title"
          name="title"
          value={values.title}
          onChange={(title) => setValues({ ...values, title })}
        />
        <TextField
          type="number"
          min={10}
          label="Minutes"
          value={values.minutes}
          onChange={(minutes) => setValues({ ...values, minutes })}
        />
        <ManyField
          label="Groups"
          name="groupIds"
          value={values.groupIds}
          options={[
            { value: 'a', label: 'First' },
            { value: 'b', label: 'Second' },
          ]}
          onChange={(groupIds) => setValues({ ...values, groupIds: [...groupIds] })}
        />
        <WordsField label="Note" value={values.note} onChange={(note) => setValues({ ...values, note })} />
      </CommandForm>
    </Screen>
  );
};

const show = async (
  onSubmit: () => Promise<unknown> = () => Promise.resolve(),
  language: 'en' | 'es' = 'en',
) => {
  const user = userEvent.setup({ delay: null });
  const onCancel = jest.fn();
  await renderScreen({
    screen: () => <Form onSubmit={onSubmit} onCancel={onCancel} />,
    path: '/here',
    at: '/here',
    me: supervisor,
    documents: {},
    now: minute(0),
    language,
  });
  const fill = async (): Promise<void> => {
    await user.type(screen.getByLabelText(/^Title/), 'Skills');
    await user.clear(screen.getByLabelText('Minutes'));
    await user.type(screen.getByLabelText('Minutes'), '60');
  };
  const press = () => user.click(screen.getByRole('button', { name: 'Form it' }));
  return { user, onCancel, fill, press };
};

describe('a form with a command', () => {
  it('says by each field what is wrong with it, and goes to the first', async () => {
    const onSubmit = jest.fn(() => Promise.resolve());
    const { user, press, fill } = await show(onSubmit);
    await press();
    const title = screen.getByLabelText(/^Title/);
    expect(title).toHaveFocus();
    expect(title).toBeInvalid();
    expect(title).toHaveAccessibleDescription('Please fill this in.');
    expect(screen.getByLabelText('Minutes')).toHaveAccessibleDescription('Not less than 10.');
    expect(await axeFindings()).toEqual([]);
    expect(onSubmit).not.toHaveBeenCalled();
    await user.type(title, 'S');
    expect(screen.queryByText('Please fill this in.')).toBeNull();
    expect(screen.getByText('Not less than 10.')).toBeVisible();
    await fill();
    await press();
    expect(await screen.findByText('Saved.')).toBeVisible();
    expect(onSubmit).toHaveBeenCalledTimes(1);
  });

  it('speaks Spanish', async () => {
    const { press } = await show(undefined, 'es');
    await press();
    expect(await screen.findByText('Complete esto, por favor.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Cancelar' })).toBeVisible();
  });

  it('tells a refusal by the field that it is about', async () => {
    const { press, fill } = await show(() => Promise.reject(new Trouble('group-full', { capacity: 8 })));
    await fill();
    await press();
    const groups = screen.getByRole('group', { name: 'Groups' });
    await waitFor(() =>
      expect(groups).toHaveAccessibleDescription(/no place left in the group \(places: 8\)/),
    );
    expect(screen.getByRole('checkbox', { name: 'First' })).toHaveFocus();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tells what is about no field of it above the buttons, and goes there', async () => {
    const { press, fill } = await show(() => Promise.reject(new Trouble('offline')));
    await fill();
    await press();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/could not reach Hearth/);
    expect(alert.parentElement).toHaveFocus();
  });

  it('sends once while it is under way, and can be left', async () => {
    let finish = (): void => undefined;
    const onSubmit = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const { user, onCancel, fill, press } = await show(onSubmit);
    await fill();
    await press();
    expect(screen.getByRole('button', { name: 'Form it' })).toBeDisabled();
    await user.keyboard('{Enter}');
    expect(onSubmit).toHaveBeenCalledTimes(1);
    finish();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Form it' })).toBeEnabled());
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(onCancel).toHaveBeenCalledTimes(1);
  });
});
