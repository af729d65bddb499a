import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The river's blue-green: the one accent of the app. Shade 7 on white reaches 6.6 : 1. */
const river: MantineColorsTuple = [
  '#eef7fa',
  '#dcecf1',
  '#b5d8e3',
  '#8ac3d4',
  '#68b1c7',
  '#3f94ae',
  '#22798f',
  '#0f5f79',
  '#0c4e64',
  '#083c4e',
];

export const theme = createTheme({
  primaryColor: 'river',
  primaryShade: { light: 7, dark: 6 },
  colors: { river },
  fontFamily: '"Be Vietnam Pro", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", "DejaVu Sans Mono", Consolas, monospace',
  headings: {
    fontFamily: '"Be Vietnam Pro", system-ui, sans-serif',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, multiline: true, maw: 320 } },
    // A menu holds items alone: the one that begins with an empty element to focus is none to a screen reader.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // A field that is only passed on the way, or gets the focus for its fault, must not cover what stands below it.
    Select: { defaultProps: { openOnFocus: false } },
    MultiSelect: { defaultProps: { openOnFocus: false } },
    // A header of a dialog is not the page's banner.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Modal: {
      defaultProps: { transitionProps: { duration: 120 } },
      styles: { title: { fontSize: '1.125rem', fontWeight: 600 } },
    },
  },
});

/** Mantine's own greys do not all reach AA; these do, and they match tokens.css. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#17212a',
    '--mantine-color-dimmed': '#4d5b67',
    '--mantine-color-placeholder': '#5f6d79',
    '--mantine-color-error': '#a61b1b',
    '--mantine-color-default-border': '#c2ccd3',
  },
  dark: {
    '--mantine-color-body': '#1a2126',
    '--mantine-color-text': '#e6ecf0',
    '--mantine-color-dimmed': '#a9b6c0',
    '--mantine-color-placeholder': '#93a1ac',
    '--mantine-color-error': '#ff9d96',
    '--mantine-color-default': '#20282e',
    '--mantine-color-default-border': '#45535d',
  },
});
