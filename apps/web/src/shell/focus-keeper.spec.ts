import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@testing-library/dom';
import { keepFocus } from './focus-keeper';

const element = (selector: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`There is no ${selector}`);
  return found;
};

describe('keepFocus', () => {
  let stop = (): void => undefined;
  beforeEach(() => {
    document.body.innerHTML = '<h1 tabindex="-1">Group</h1><button>Start</button><p>Words</p>';
    stop = keepFocus();
  });
  afterEach(() => stop());

  it('goes to the heading when the control goes away', async () => {
    element('button').focus();
    element('button').remove();
    await waitFor(() => expect(element('h1')).toHaveFocus());
  });

  it('goes to what opened a dialog when the dialog goes away', async () => {
    const button = element('button');
    button.focus();
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div role="dialog"><a href="#a">A</a><a href="#b">B</a></div>',
    );
    element('a[href="#a"]').focus();
    element('a[href="#b"]').focus();
    element('[role="dialog"]').remove();
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('waits while the screen is hidden, for what is shown then', async () => {
    const button = element('button');
    button.focus();
    for (const hidden of ['h1', 'button']) element(hidden).style.setProperty('display', 'none');
    button.blur();
    button.remove();
    element('p').remove();
    await Promise.resolve();
    expect(document.body).toHaveFocus();
    element('h1').style.removeProperty('display');
    document.body.append(document.createElement('p'));
    await waitFor(() => expect(element('h1')).toHaveFocus());
  });

  it('returns to a control that was out of use for a moment', async () => {
    const button = element('button');
    button.focus();
    button.toggleAttribute('disabled', true);
    button.blur();
    button.toggleAttribute('disabled', false);
    await waitFor(() => expect(button).toHaveFocus());
  });

  it('leaves alone whoever pressed beside all controls', async () => {
    element('button').focus();
    element('p').dispatchEvent(new Event('pointerdown', { bubbles: true }));
    element('button').remove();
    element('p').remove();
    await Promise.resolve();
    expect(document.body).toHaveFocus();
  });
});
