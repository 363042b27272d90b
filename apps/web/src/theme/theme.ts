import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { dark, light, motion, radius, space, type, type ColourTokens } from './tokens';
import { ownVariables } from './variables';

const brand: MantineColorsTuple = [
  '#ecf6f3',
  '#ddede8',
  '#b9dcd3',
  '#93cabd',
  '#79cbbb',
  '#4aa393',
  '#2c8474',
  '#14635a',
  '#0f4f48',
  '#0a3a34',
];
const safety: MantineColorsTuple = [
  '#fdf1ef',
  '#fbe4e0',
  '#f6c5be',
  '#ffb0a4',
  '#ff9384',
  '#d9534a',
  '#c43a31',
  '#b3261e',
  '#931c15',
  '#6d130e',
];
const look: MantineColorsTuple = [
  '#fef8ea',
  '#fcefd2',
  '#f8deaa',
  '#f6d28b',
  '#e5ac4d',
  '#cf8f26',
  '#b87610',
  '#a06200',
  '#7f4e00',
  '#5c3900',
];

/** Mantine's own scale of the dark look, by our tokens: 6 is what stands on the ground, 7 the ground. */
const darkScale: MantineColorsTuple = [
  dark.text,
  '#d5d5cb',
  dark.muted,
  dark.control,
  dark.line,
  '#2b3735',
  dark.surface,
  dark.ground,
  '#0f1413',
  '#0a0e0d',
];

/** Our colours know which text is readable on them; Mantine's own rule takes white for both schemes. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const own = input.color ?? input.theme.primaryColor;
  if (own !== 'brand' && own !== 'safety') return defaultVariantColorsResolver(input);
  const name =
    own === 'brand'
      ? { solid: 'brand', on: 'on-brand', soft: 'brand-soft', onSoft: 'on-brand-soft' }
      : { solid: 'safety', on: 'on-safety', soft: 'safety-soft', onSoft: 'on-safety-soft' };
  switch (input.variant) {
    case 'filled':
      return {
        background: `var(--h-${name.solid})`,
        hover: `var(--h-${name.solid}-hover)`,
        color: `var(--h-${name.on})`,
        border: '1px solid transparent',
      };
    case 'light':
      return {
        background: `var(--h-${name.soft})`,
        hover: `var(--h-${name.soft})`,
        color: `var(--h-${name.onSoft})`,
        border: '1px solid transparent',
      };
    case 'outline':
      return {
        background: 'transparent',
        hover: `var(--h-${name.soft})`,
        color: `var(--h-${name.solid})`,
        border: '1px solid var(--h-control)',
      };
    case 'subtle':
    case 'transparent':
      return {
        background: 'transparent',
        hover: `var(--h-${name.soft})`,
        color: `var(--h-${name.solid})`,
        border: '1px solid transparent',
      };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const theme = createTheme({
  fontFamily: type.family,
  headings: { fontFamily: type.family, fontWeight: '650' },
  fontSizes: { xs: type.small, sm: type.dense, md: type.body, lg: type.lead, xl: type.title },
  lineHeights: { xs: '1.4', sm: '1.45', md: type.lineHeight, lg: '1.4', xl: '1.25' },
  spacing: { xs: space.xs, sm: space.sm, md: space.md, lg: space.lg, xl: space.xl },
  defaultRadius: radius,
  colors: { brand, safety, look, dark: darkScale },
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver,
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'md' } },
    // Below 16 px phones zoom into a field when it is touched.
    Input: { defaultProps: { size: 'md' } },
    InputWrapper: { defaultProps: { size: 'md' } },
    TextInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    Checkbox: { defaultProps: { size: 'md' } },
    Switch: { defaultProps: { size: 'md' } },
    Tooltip: {
      defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: false } },
    },
    // A `header` outside of everything else would be a second banner of the page.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 150 } } },
    Drawer: { defaultProps: { transitionProps: { duration: 180 } } },
  },
});

const mantine = (colours: ColourTokens): Record<string, string> => ({
  '--mantine-color-body': colours.ground,
  '--mantine-color-text': colours.text,
  '--mantine-color-dimmed': colours.muted,
  '--mantine-color-placeholder': colours.muted,
  '--mantine-color-anchor': colours.brand,
  '--mantine-color-error': colours.safety,
  '--mantine-color-default': colours.surface,
  '--mantine-color-default-hover': colours.brandSoft,
  '--mantine-color-default-color': colours.text,
  '--mantine-color-default-border': colours.control,
  '--mantine-color-brand-filled': colours.brand,
  '--mantine-color-brand-filled-hover': colours.brandHover,
  '--mantine-color-brand-light': colours.brandSoft,
  '--mantine-color-brand-light-hover': colours.brandSoft,
  '--mantine-color-brand-light-color': colours.onBrandSoft,
  '--mantine-primary-color-filled': colours.brand,
  '--mantine-primary-color-contrast': colours.onBrand,
});

/** The dark look, for the room's stage whatever the rest of the page looks like. */
export const stageVariables: Readonly<Record<string, string>> = { ...ownVariables(dark), ...mantine(dark) };

/** Hands the tokens to CSS: `--h-*` for our own styles, and Mantine's names for its components. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--h-radius': radius,
    '--h-quick': motion.quick,
    '--h-calm': motion.calm,
    '--h-font': type.family,
    '--h-size-small': type.small,
    '--h-size-dense': type.dense,
    '--h-size-body': type.body,
    '--h-size-lead': type.lead,
    '--h-size-title': type.title,
    ...Object.fromEntries(Object.entries(space).map(([name, value]) => [`--h-space-${name}`, value])),
  },
  light: { ...ownVariables(light), ...mantine(light) },
  dark: { ...ownVariables(dark), ...mantine(dark) },
});
