import { expect, it } from '@jest/globals';
import { fireEvent, render } from '@testing-library/react';
import { useLightPaper } from './use-light-paper';

const attribute = 'data-mantine-color-scheme';
const Printed = () => {
  useLightPaper();
  return null;
};

it('is light on paper and as it was on the screen', () => {
  const page = document.documentElement;
  page.setAttribute(attribute, 'dark');
  const { unmount } = render(<Printed />);
  fireEvent(window, new Event('beforeprint'));
  expect(page.getAttribute(attribute)).toBe('light');
  fireEvent(window, new Event('afterprint'));
  expect(page.getAttribute(attribute)).toBe('dark');
  unmount();
  fireEvent(window, new Event('beforeprint'));
  expect(page.getAttribute(attribute)).toBe('dark');
  page.removeAttribute(attribute);
});
