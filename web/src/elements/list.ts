// A ranked list, with bars behind the text.
import { html, nothing, type TemplateResult } from 'lit';
import type { RankedRow } from './ranking.js';
import type { Shown } from './shown.js';

/** Of the rows that lead somewhere one is the tab stop. */
export interface Steps {
  /** Which of them; the last one, where there are fewer now. */
  at: number;
  move(at: number): void;
  choose(row: RankedRow, event: Event): void;
}

export function list(shown: Shown, rows: RankedRow[], steps: Steps): TemplateResult {
  const largest = rows.reduce((most, row) => Math.max(most, row.count), 0);
  const links = rows.filter((row) => row.customer !== undefined);
  const stop = links[Math.min(steps.at, links.length - 1)];
  return html`<ol
    part="list"
    class="list"
    role="list"
    aria-label=${shown.title}
    @keydown=${(event: KeyboardEvent) => walk(event, steps)}
  >
    ${rows.map((row) => item(shown, row, largest, row === stop ? 0 : -1, steps.choose))}
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

/** Arrows, Home and End go from link to link. */
function walk(event: KeyboardEvent, steps: Steps): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...(event.currentTarget as Element).querySelectorAll('.link')];
  const at = links.indexOf(event.target as Element);
  const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 };
  const next = to[event.key];
  if (at < 0 || next === undefined) return;
  steps.move(Math.min(links.length - 1, Math.max(0, next)));
  event.preventDefault();
}
