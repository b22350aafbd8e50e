import { createTheme, localStorageColorSchemeManager, type CSSVariablesResolver } from '@mantine/core'

/** The key is known to `public/color-scheme.js` too, which sets the colours before the first paint. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'slotkeeper-color-scheme' })

export const theme = createTheme({
  primaryColor: 'harbor',
  primaryShade: { light: 7, dark: 7 },
  colors: {
    harbor: [
      '#eef4fb',
      '#dbe6f4',
      '#b4cce9',
      '#8ab0dd',
      '#6898d3',
      '#5289cd',
      '#3f78c0',
      '#2f65a8',
      '#255490',
      '#17406f',
    ],
    dark: [
      '#dde1e8',
      '#bcc3ce',
      '#98a1b0',
      '#646d7c',
      '#434a58',
      '#353c49',
      '#272d38',
      '#1b2029',
      '#151920',
      '#101319',
    ],
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'Inter, "Segoe UI", system-ui, -apple-system, "Open Sans", sans-serif',
  headings: { fontWeight: '600' },
})

/** Mantine's own greys for secondary text and its red are too faint for AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#566070',
    '--mantine-color-placeholder': '#667080',
    '--mantine-color-error': '#b42323',
    // White on Mantine's red is too faint for AA.
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-text': '#1d232e',
  },
  dark: {
    '--mantine-color-dimmed': '#a5aebc',
    '--mantine-color-placeholder': '#97a1b0',
    '--mantine-color-error': '#ff9a94',
    '--mantine-color-red-filled': '#c92a2a',
    '--mantine-color-red-filled-hover': '#b02525',
    '--mantine-color-text': '#e3e7ed',
  },
})
