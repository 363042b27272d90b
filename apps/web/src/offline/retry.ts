/** Between tries, in ms: soon at first, then seldom enough for an empty battery. */
export const PAUSES_MS = [3_000, 5_000, 10_000, 20_000, 30_000] as const;

export interface RetryPorts {
  /** True when the page could be had now. */
  readonly isThere: () => Promise<boolean>;
  /** Calls back after so many ms; answers how to give that up. */
  readonly after: (ms: number, act: () => void) => () => void;
  readonly goBack: () => void;
  readonly show: (state: 'trying' | 'waiting') => void;
}

/** Tries again by itself until the page is there, and goes back to it. Answers a `tryNow`, for when hope is new. */
export const keepTrying = ({ isThere, after, goBack, show }: RetryPorts): (() => void) => {
  let tries = 0;
  let isTrying = false;
  let giveUpWaiting: () => void = () => undefined;

  const wait = (): void => {
    show('waiting');
    const pause = PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)] ?? 0;
    tries += 1;
    giveUpWaiting = after(pause, () => void attempt());
  };
  const attempt = async (): Promise<void> => {
    if (isTrying) return;
    isTrying = true;
    giveUpWaiting();
    show('trying');
    const there = await isThere();
    isTrying = false;
    if (there) goBack();
    else wait();
  };
  wait();
  return () => {
    tries = 0;
    void attempt();
  };
};
