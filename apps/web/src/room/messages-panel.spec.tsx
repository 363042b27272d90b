import { describe, expect, it } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { speak } from '../../test/render-screen';
import { MessagesPanel } from './messages-panel';

const Bar = () => {
  const [open, setOpen] = useState(false);
  return (
    <MantineProvider>
      <button onClick={() => setOpen(!open)}>Messages button</button>
      {open && (
        <MessagesPanel
          messages={[]}
          ownId="p1"
          timeZone="America/New_York"
          onSend={() => Promise.resolve()}
          onClose={() => setOpen(false)}
        />
      )}
    </MantineProvider>
  );
};

describe('messages, by keyboard', () => {
  it('begin in the field, end with Escape, and give focus back to what opened them', async () => {
    await speak('en');
    const user = userEvent.setup({ delay: null });
    render(<Bar />);
    await user.tab();
    await user.keyboard('{Enter}');
    expect(screen.getByLabelText('Write to those who lead')).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('log')).toBeNull();
    expect(screen.getByRole('button', { name: 'Messages button' })).toHaveFocus();
  });
});
