// What a page may set of the looks: a custom property for every colour, font, radius and gap. docs/widgets.md has the table.
import { css, unsafeCSS } from 'lit';

interface Token {
  name: string;
  light: string;
  dark?: string;
}

/** Contrasts: text 4.5:1 at least, marks 3:1, on the surface; answered and missed differ for every kind of colour sight. */
export const tokens: Token[] = [
  { name: 'surface', light: '#ffffff', dark: '#15181c' },
  { name: 'ink', light: '#15181c', dark: '#eceff3' },
  { name: 'muted', light: '#595f69', dark: '#a3a9b3' },
  { name: 'border', light: '#dde0e5', dark: '#30353d' },
  { name: 'grid', light: '#e6e8ec', dark: '#282d34' },
  { name: 'weekend', light: '#f4f5f7', dark: '#1b1f24' },
  { name: 'answered', light: '#0072b2', dark: '#56b4e9' },
  { name: 'missed', light: '#d55e00', dark: '#f0894a' },
  { name: 'row-bar', light: '#d9e9f3', dark: '#1f3a4d' },
  { name: 'row-bar-missed', light: '#fae3d3', dark: '#4a2e1d' },
  { name: 'ghost', light: '#80868f', dark: '#7d848e' },
  { name: 'better', light: '#1b6e3c', dark: '#6fce95' },
  { name: 'worse', light: '#a8322a', dark: '#ff9c91' },
  { name: 'accent', light: '#005a8f', dark: '#7cc4f0' },
  { name: 'skeleton', light: '#eceef1', dark: '#23282e' },
  { name: 'font', light: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif' },
  { name: 'radius', light: '8px' },
  { name: 'padding', light: '16px' },
  { name: 'gap', light: '8px' },
  { name: 'figure-size', light: 'clamp(24px, 12cqi, 40px)' },
  { name: 'chart-height', light: '196px' },
  { name: 'row-height', light: '28px' },
];

const declared = (value: (token: Token) => string, some = tokens) =>
  unsafeCSS(some.map((token) => `--_${token.name}:var(--call-widget-${token.name},${value(token)});`).join(''));
const coloured = tokens.filter((token) => token.dark !== undefined);

/** Light or dark as the page's color-scheme says, or as the attribute `theme` does. */
export const theme = css`
  :host {
    ${declared((token) => token.light)}
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
    ${declared((token) => token.dark ?? token.light, coloured)}
  }
  @supports (color: light-dark(#000, #fff)) {
    :host,
    :host([theme='dark']) {
      ${declared((token) => `light-dark(${token.light},${token.dark})`, coloured)}
    }
  }
  @media print {
    :host,
    :host([theme='dark']) {
      color-scheme: light;
    }
  }
`;
