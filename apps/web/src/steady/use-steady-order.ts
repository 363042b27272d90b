import { useEffect, useState, type FocusEvent } from 'react';
import { steadyOrder } from './steady-order';

/** A pointer that was left lying on a wall display must not freeze it. */
const POINTER_REST_MS = 30_000;

export interface SteadyOrder {
  readonly order: readonly string[];
  /** For the element around the list. */
  readonly hold: {
    readonly onPointerMove: () => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: () => void;
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
  readonly held: boolean;
}

/** Keeps the order of a list while the pointer moves or the focus is inside it, so that nothing jumps away. */
export const useSteadyOrder = (wanted: readonly string[]): SteadyOrder => {
  const [frozen, setFrozen] = useState<readonly string[]>([]);
  const [pointerAt, setPointerAt] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const held = pointerAt !== null || focused;
  const order = held ? steadyOrder(frozen, wanted) : wanted;

  useEffect(() => {
    if (pointerAt === null) return undefined;
    const timer = setTimeout(() => setPointerAt(null), POINTER_REST_MS);
    return () => clearTimeout(timer);
  }, [pointerAt]);

  const freeze = (): void => {
    if (!held) setFrozen(wanted);
  };
  return {
    order,
    held,
    hold: {
      onPointerMove: () => {
        freeze();
        // A step of a second is enough to tell rest from movement, and spares renders.
        setPointerAt(Math.floor(performance.now() / 1_000));
      },
      onPointerLeave: () => setPointerAt(null),
      onFocus: () => {
        freeze();
        setFocused(true);
      },
      onBlur: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
      },
    },
  };
};
