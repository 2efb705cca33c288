// Drawn by lines in the colour of the text.
import { svg, html, type TemplateResult } from 'lit';

const icon = (content: unknown): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${content}</svg>`;

export const chevron = icon(svg`<path d="m4 6.5 4 4 4-4" />`);
export const check = icon(svg`<path d="m3 8.5 3.5 3.5L13 5" />`);
export const cross = icon(svg`<path d="m4 4 8 8m0-8-8 8" />`);
export const search = icon(svg`<circle cx="7" cy="7" r="4.25" /><path d="m10.2 10.2 3.3 3.3" />`);
export const calendar = icon(svg`<rect x="2.5" y="3.5" width="11" height="10" rx="1.5" /><path d="M2.5 6.5h11M5.5 2v3m5-3v3" />`);
export const compare = icon(svg`<path d="M2 11.5 5.5 7l3 2.5L14 4" /><path d="M2 14h12" stroke-dasharray="2 2" />`);
export const download = icon(svg`<path d="M8 2.5v7.75M4.75 7.25 8 10.5l3.25-3.25M3 13.5h10" />`);
export const printer = icon(svg`<path d="M4.5 5.5v-3h7v3M4.5 11.5H2.5v-6h11v6h-2" /><path d="M4.5 9.5h7v4h-7z" />`);
export const leave = icon(svg`<path d="M6.5 2.5h-4v11h4M6 8h7.5m-3-3 3 3-3 3" />`);
export const previous = icon(svg`<path d="m9.5 4-4 4 4 4" />`);
export const next = icon(svg`<path d="m6.5 4 4 4-4 4" />`);
export const themes = {
  auto: icon(svg`<circle cx="8" cy="8" r="5.5" /><path d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" fill="currentColor" />`),
  light: icon(svg`<circle cx="8" cy="8" r="2.75" /><path d="M8 1.5v1.25m0 10.5v1.25M1.5 8h1.25m10.5 0h1.25M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9" />`),
  dark: icon(svg`<path d="M13 9.6A5.5 5.5 0 1 1 6.4 3a4.5 4.5 0 0 0 6.6 6.6z" />`),
};
