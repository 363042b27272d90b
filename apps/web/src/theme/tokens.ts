/**
 * The one place where the look is decided. Colours are semantic: a screen asks for `look` (amber, "look here") or
 * `safety` (red, safety only), never for a shade. `contrast.spec.ts` holds each pair that is used together.
 */
export interface ColourTokens {
  readonly ground: string;
  readonly surface: string;
  readonly raised: string;
  readonly line: string;
  /** Borders of controls: at least 3:1 against what they stand on. */
  readonly control: string;
  readonly text: string;
  readonly muted: string;
  readonly brand: string;
  readonly onBrand: string;
  readonly brandHover: string;
  readonly brandSoft: string;
  readonly onBrandSoft: string;
  readonly look: string;
  readonly lookSoft: string;
  readonly onLookSoft: string;
  readonly safety: string;
  readonly onSafety: string;
  readonly safetyHover: string;
  readonly safetySoft: string;
  readonly onSafetySoft: string;
  readonly focus: string;
}

export const light: ColourTokens = {
  ground: '#f7f4ee',
  surface: '#fffdf9',
  raised: '#ffffff',
  line: '#e2dbce',
  control: '#857f72',
  text: '#22302e',
  muted: '#566360',
  brand: '#14635a',
  onBrand: '#ffffff',
  brandHover: '#0f4f48',
  brandSoft: '#ddede8',
  onBrandSoft: '#0d473f',
  look: '#a06200',
  lookSoft: '#fcefd2',
  onLookSoft: '#694600',
  safety: '#b3261e',
  onSafety: '#ffffff',
  safetyHover: '#931c15',
  safetySoft: '#fbe4e0',
  onSafetySoft: '#8a1c12',
  focus: '#0b57a8',
};

export const dark: ColourTokens = {
  ground: '#141a19',
  surface: '#1c2423',
  raised: '#243130',
  line: '#34423f',
  control: '#80908c',
  text: '#ede8de',
  muted: '#abb6b2',
  brand: '#79cbbb',
  onBrand: '#08211d',
  brandHover: '#98dacd',
  brandSoft: '#1d3d38',
  onBrandSoft: '#b5e6db',
  look: '#e5ac4d',
  lookSoft: '#3b2d0d',
  onLookSoft: '#f6d28b',
  safety: '#ff9384',
  onSafety: '#3a0a05',
  safetyHover: '#ffb0a4',
  safetySoft: '#46211c',
  onSafetySoft: '#ffbcb1',
  focus: '#8ec5ff',
};

/** Rem of 16 px. Patients read at `body`; staff tables at `dense`. */
export const type = {
  small: '0.875rem',
  dense: '0.9375rem',
  body: '1.0625rem',
  lead: '1.3125rem',
  title: '1.75rem',
  lineHeight: '1.5',
  family: "'Atkinson Hyperlegible Next Variable', 'Atkinson Hyperlegible Next', system-ui, sans-serif",
} as const;

/** A 4/8 px rhythm. */
export const space = {
  xs: '0.25rem',
  sm: '0.5rem',
  md: '1rem',
  lg: '1.5rem',
  xl: '2rem',
  xxl: '3rem',
} as const;

export const radius = '0.75rem';
export const motion = { quick: '120ms', calm: '200ms' } as const;

/** Pairs (foreground, background) that carry text: at least 4.5:1. */
export const textPairs: readonly (readonly [keyof ColourTokens, keyof ColourTokens])[] = [
  ['text', 'ground'],
  ['text', 'surface'],
  ['text', 'raised'],
  ['muted', 'ground'],
  ['muted', 'surface'],
  ['muted', 'raised'],
  ['brand', 'ground'],
  ['brand', 'surface'],
  ['brand', 'raised'],
  ['onBrand', 'brand'],
  ['onBrand', 'brandHover'],
  ['onBrandSoft', 'brandSoft'],
  ['text', 'brandSoft'],
  ['onLookSoft', 'lookSoft'],
  ['text', 'lookSoft'],
  ['safety', 'surface'],
  ['safety', 'ground'],
  ['onSafety', 'safety'],
  ['onSafety', 'safetyHover'],
  ['onSafetySoft', 'safetySoft'],
  ['text', 'safetySoft'],
];

/** Pairs that carry a control's outline or an icon: at least 3:1. */
export const controlPairs: readonly (readonly [keyof ColourTokens, keyof ColourTokens])[] = [
  ['control', 'ground'],
  ['control', 'surface'],
  ['control', 'raised'],
  ['look', 'surface'],
  ['look', 'ground'],
  ['look', 'lookSoft'],
  ['focus', 'ground'],
  ['focus', 'surface'],
  ['focus', 'raised'],
  ['brand', 'brandSoft'],
  ['safety', 'safetySoft'],
];
