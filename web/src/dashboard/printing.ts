// One sheet of paper, which says of what and when it is.
import { html, type TemplateResult } from 'lit';
import type { CallWidget } from '../elements/call-widget.js';
import type { Header } from './header.js';
import { shownDays } from './view.js';

export function printedLine({ words, format, view, account, customer, only }: Header): TemplateResult {
  if (!account) return html``;
  const whose = only ?? customer;
  const time = new Intl.DateTimeFormat(format.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: account.time_zone });
  return html`<span><bdi dir="auto">${whose?.name || whose?.customer_id || words.allCustomers}</bdi>${whose?.custnr ? ` (${whose.custnr})` : ''}</span>
    <span>${format.range(shownDays(view, account.today))}</span>
    <span>${account.time_zone}</span>
    <span>${format.fill(words.printed, { time: time.format() })}</span>
    <span class="url">${location.href}</span>`;
}

/** While a sheet is printed the page is laid out for it, and charts are drawn for its width. */
export function printOnOneSheet(widgets: CallWidget[], draw: () => void): void {
  const root = document.documentElement;
  addEventListener('beforeprint', () => {
    draw();
    root.toggleAttribute('data-printing', true);
    for (const widget of widgets) widget.fit();
  });
  addEventListener('afterprint', () => {
    root.removeAttribute('data-printing');
    for (const widget of widgets) widget.fit();
  });
}
