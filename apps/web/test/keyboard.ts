import { expect } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';

/**
 * A form that is out of the way keeps to what somebody with a keyboard counts on: it begins in its first field, Escape
 * puts it away, and focus is back where it was opened.
 * @param title what it is opened by
 * @param first what its first field is called
 */
export const expectOpenedByKeyboard = async (
  user: UserEvent,
  title: string,
  first: string | RegExp,
): Promise<void> => {
  const summary = await screen.findByText(title, { selector: 'summary' });
  const details = summary.closest('details');
  await user.click(summary);
  expect(details).toHaveAttribute('open');
  expect(document.activeElement).toHaveAccessibleName(first);
  await user.keyboard('{Escape}');
  expect(details).not.toHaveAttribute('open');
  expect(summary).toHaveFocus();
};
