import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { asTrouble, type Trouble } from './problem';

export interface Command<Input extends readonly unknown[]> {
  /** Resolves to whether it succeeded. A second call while one runs is ignored. */
  readonly run: (...input: Input) => Promise<boolean>;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  readonly forget: () => void;
}

/** One command of a screen: runs it, says whether it is under way, keeps the trouble until the next try. */
export const useCommand = <Input extends readonly unknown[]>(
  execute: (...input: Input) => Promise<unknown>,
): Command<Input> => {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const running = useRef(false);
  const latest = useRef(execute);
  useLayoutEffect(() => {
    latest.current = execute;
  });

  const run = useCallback(async (...input: Input): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setTrouble(null);
    try {
      await latest.current(...input);
      return true;
    } catch (error) {
      setTrouble(asTrouble(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);

  const forget = useCallback(() => setTrouble(null), []);
  return { run, busy, trouble, forget };
};
