import { VisuallyHidden } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { preferences } from '../preferences/preferences';

/** Not more often than this, or a screen reader does nothing else. */
const PAUSE_MS = 1_500;
const MOST_WAITING = 4;

let spoken = '';
let waiting: string[] = [];
let timer: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

const asSentence = (words: string): string => (/[.!?…]$/u.test(words) ? words : `${words}.`);

const fallSilent = (): void => {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  spoken = '';
  waiting = [];
};

const speakNext = (): void => {
  timer = null;
  if (waiting.length === 0) return;
  spoken = waiting.map(asSentence).join(' ');
  waiting = [];
  for (const listener of listeners) listener();
  timer = setTimeout(speakNext, PAUSE_MS);
};

/** Reads a sentence out to screen readers: joins, hands, reconnects. Bursts come together; a person can turn it off. */
export const announce = (sentence: string): void => {
  if (!preferences().announcements) return;
  waiting = [...waiting.filter((other) => other !== sentence), sentence].slice(-MOST_WAITING);
  if (timer === null) speakNext();
};

/** What waits to be said is about the page that is shown; it goes when that page does. */
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) fallSilent();
  };
};

/** The live region that `announce` speaks through; once per page. */
export const Announcer = () => {
  const words = useSyncExternalStore(subscribe, () => spoken);
  return (
    <VisuallyHidden aria-live="polite" aria-atomic="true" data-announcer>
      {words}
    </VisuallyHidden>
  );
};
