import type { ColourTokens } from './tokens';

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The colours by their names in CSS: `--h-on-brand` for `onBrand`. */
export const ownVariables = (colours: ColourTokens): Record<string, string> =>
  Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--h-${kebab(name)}`, String(value)]));
