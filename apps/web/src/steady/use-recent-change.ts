import { useEffect, useState } from 'react';

/** Long enough to be found by an eye that was elsewhere. */
const HIGHLIGHT_MS = 4_000;

/** True for a moment after `mark` has changed; not when it is first seen. */
export const useRecentChange = (mark: string): boolean => {
  const [seen, setSeen] = useState(mark);
  useEffect(() => {
    if (seen === mark) return undefined;
    const timer = setTimeout(() => setSeen(mark), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [mark, seen]);
  return seen !== mark;
};
