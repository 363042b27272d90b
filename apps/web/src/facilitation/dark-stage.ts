import type { CSSProperties } from 'react';
import { dark } from '../theme/tokens';

/** Pictures are looked at on a dark ground whatever the rest of the screen is like. */
export const darkStage: CSSProperties = {
  colorScheme: 'dark',
  ...Object.fromEntries(
    Object.entries(dark).map(([name, value]) => [
      `--h-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      value as string,
    ]),
  ),
};
