// A ranked list, with bars behind the text.
import { html, nothing, type TemplateResult } from 'lit';
import type { RankedRow } from './ranking.js';
import type { Shown } from './shown.js';

export function list(
  shown: Shown,
  rows: RankedRow[],
  current: number,
  choose: (row: RankedRow, event: Event) => void,
): TemplateResult {
  const largest = rows.reduce((most, row) => Math.max(most, row.count), 0);
  let link = 0;
  return html`<ol part="list" class="list" role="list" aria-label=${shown.title} @keydown=${walk}>
    ${rows.map((row) => {
      const tab = row.customer === undefined ? -1 : link++ === current ? 0 : -1;
      return item(shown, row, largest, tab, choose);
    })}
  </ol>`;
}

function item(
  shown: Shown,
  row: RankedRow,
  largest: number,
  tab: number,
  choose: (row: RankedRow, event: Event) => void,
): TemplateResult {
  const { format } = shown;
  const kind = `${row.missed ? ' missed' : ''}${row.others === undefined ? '' : ' others'}`;
  return html`<li
    part=${`row${kind}`}
    class=${`row${kind}`}
    role="listitem"
    data-name=${row.key}
    data-value=${row.count}
    data-customer=${row.customer ?? nothing}
  >
    <svg class="row-back" aria-hidden="true">
      <rect part="row-bar" class="row-bar" width="${largest > 0 ? (row.count / largest) * 100 : 0}%" height="100%" rx="3"></rect>
    </svg>
    ${row.customer === undefined
      ? html`<span part="row-name" class="row-name" dir="auto" title=${row.name}>${row.name}</span>`
      : link(row, tab, choose)}
    ${shown.former ? html`<span part="row-delta" class="row-delta">${changeText(shown, row)}</span>` : nothing}
    <span part="row-count" class="row-count">${format.exact(row.count)}</span>
    <span part="row-share" class="row-share">${row.share === undefined ? '' : format.percent(row.share)}</span>
  </li>`;
}

/** A customer: a link, or a button where there is no address that one may follow. */
function link(row: RankedRow, tab: number, choose: (row: RankedRow, event: Event) => void): TemplateResult {
  const chosen = (event: Event) => choose(row, event);
  return row.url === undefined
    ? html`<button type="button" part="row-name" class="row-name link" dir="auto" title=${row.name} tabindex=${tab} @click=${chosen}>
        ${row.name}
      </button>`
    : html`<a part="row-name" class="row-name link" dir="auto" title=${row.name} href=${row.url} tabindex=${tab} @click=${chosen}
        >${row.name}</a
      >`;
}

function changeText({ format }: Shown, row: RankedRow): string {
  if (row.change === undefined) return '';
  return row.change === 0 ? '=' : format.signed(row.change);
}

/** One tab stop; arrows, Home and End go from link to link. */
function walk(event: KeyboardEvent): void {
  const links = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('.link')];
  const at = links.indexOf(event.target as HTMLElement);
  if (at < 0) return;
  const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
  if (to[event.key] === undefined) return;
  const next = links[Math.min(links.length - 1, Math.max(0, to[event.key]!))]!;
  for (const one of links) one.tabIndex = one === next ? 0 : -1;
  next.focus();
  event.preventDefault();
}
