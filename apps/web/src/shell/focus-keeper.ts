const DIALOG = '[role="dialog"]';

const isUsable = (element: Element): boolean =>
  element.isConnected && element.checkVisibility() && !element.matches(':disabled');

/**
 * Whoever uses the keyboard must not be thrown back to the start of the page because the control that they pressed
 * went away, or was out of use for the moment of its command: the focus returns to it, from a dialog that went away to
 * what opened it, else it goes to the heading.
 * @returns how to stop
 */
export const keepFocus = (page: Document = document): (() => void) => {
  let last: HTMLElement | null = null;
  /** Where the focus was before it went into a dialog. */
  let opener: HTMLElement | null = null;
  const onFocus = (event: FocusEvent): void => {
    const next = event.target instanceof HTMLElement ? event.target : null;
    if (next === null || next.closest(DIALOG) === null) opener = null;
    else if (last !== null && last.closest(DIALOG) === null) opener = last;
    last = next;
  };
  // A press beside all controls takes the focus away on purpose.
  const onPress = (): void => {
    last = null;
  };
  const look = (): void => {
    if (last === null || (page.activeElement !== page.body && page.activeElement !== null)) return;
    // Out of use, or hidden while a part of the screen is fetched: it comes back, or goes away for good.
    if (last.isConnected && !isUsable(last)) return;
    const heading = page.querySelector<HTMLElement>('h1[tabindex="-1"]');
    const next = [last, opener, heading].find((element) => element !== null && isUsable(element));
    if (next === undefined || next === null) return;
    last = null;
    next.focus({ preventScroll: true });
  };
  const observer = new MutationObserver(look);
  observer.observe(page.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  page.addEventListener('focusin', onFocus);
  page.addEventListener('pointerdown', onPress);
  return () => {
    observer.disconnect();
    page.removeEventListener('focusin', onFocus);
    page.removeEventListener('pointerdown', onPress);
  };
};
