// The figures of a chart or a list as a table.
import { html, type TemplateResult } from 'lit';
import { isDay } from '../data/days.js';
import type { Shown } from './shown.js';
import { tabulate } from './table-model.js';

export function dataTable(shown: Shown): TemplateResult {
  const { format, account, form } = shown;
  const { caption, head, rows, shares } = tabulate(shown);
  const name = (text: string | number) => {
    if (typeof text === 'number') return format.exact(text);
    if (form === 'days' && isDay(text)) return format.day(text, account?.today);
    return form === 'hours' ? format.hour(text) : text;
  };
  const cell = (value: string | number, column: number) =>
    typeof value === 'string' ? value : shares.includes(column) ? format.percent(value) : format.exact(value);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
    <table part="table" class="table">
      <caption class="hidden">${caption}</caption>
      <thead>
        <tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first, ...others]) => html`<tr data-name=${first!}>
            <th scope="row" dir="auto">${name(first!)}</th>
            ${others.map((value, column) => html`<td data-value=${value}>${cell(value, column + 1)}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
