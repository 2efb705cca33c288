// A chart over days or hours.
import { html, svg, nothing, type TemplateResult } from 'lit';
import { grid, labels, weekends, widthOf } from '../marks/axis.js';
import { bars, hatch } from '../marks/bars.js';
import { callsOf, largestOf, middleOf, type Column, type Plot } from '../marks/columns.js';
import { lines } from '../marks/lines.js';
import { countScale } from '../marks/scale.js';
import { summaryOf } from './columns-of.js';
import type { Cursor } from './cursor.js';
import type { Shown } from './shown.js';
import type { Size } from './size.js';

const mostBars = 16;

export function chart(shown: Shown, columns: Column[], size: Size, cursor: Cursor, family: string): TemplateResult {
  return html`${key(shown, columns)}
    <div class="plot" id="plot">${size.width > 0 ? drawing(shown, columns, size, cursor, family) : nothing}</div>`;
}

function drawing(shown: Shown, columns: Column[], size: Size, cursor: Cursor, family: string): TemplateResult {
  const { format } = shown;
  const scale = countScale(largestOf(columns), 8, size.height - 22);
  const tick = (value: number) => format.tick(value);
  const widest = Math.max(...scale.ticks.map((value) => widthOf(tick(value), family)));
  const plot: Plot = {
    width: size.width,
    height: size.height,
    left: Math.ceil(widest) + 8,
    right: size.width - 2,
    top: 8,
    foot: size.height - 22,
  };
  if (plot.right - plot.left < 24) return html``;
  const marks = shown.form === 'hours' || columns.length <= mostBars ? bars : lines;
  const index = cursor.index !== undefined && cursor.index < columns.length ? cursor.index : undefined;
  const svgOf = (event: Event) => event.currentTarget as Element;
  return html`<svg
      part="chart"
      class="chart"
      role="group"
      tabindex="0"
      aria-label=${`${summaryOf(shown, columns)}. ${format.words.keys}`}
      viewBox="0 0 ${plot.width} ${plot.height}"
      @keydown=${(event: KeyboardEvent) => cursor.key(event, columns.length, shown.form === 'days' ? 7 : 6)}
      @pointermove=${(event: PointerEvent) => cursor.point(event, svgOf(event), plot, columns)}
      @pointerleave=${(event: PointerEvent) => cursor.leave(event)}
      @click=${(event: MouseEvent) => cursor.press(event, svgOf(event), plot, columns)}
      @focus=${(event: FocusEvent) => svgOf(event).matches(':focus-visible') && cursor.enter(lastBegun(columns))}
      @blur=${() => cursor.move(undefined)}
    >
      ${hatch}${weekends(plot, columns)}${grid(plot, scale, tick)}
      ${index === undefined ? nothing : cursorLine(plot, columns, index)}
      ${marks(plot, scale, columns)}${labels(plot, columns, family)}
      ${index === undefined || marks === bars ? nothing : dots(plot, scale.y, columns, index)}
    </svg>
    ${index === undefined ? nothing : tooltip(shown, columns[index]!, plot, columns.length, index, cursor)}`;
}

function lastBegun(columns: Column[]): number {
  const ahead = columns.findIndex((column) => column.ahead);
  return Math.max(0, (ahead < 0 ? columns.length : ahead) - 1);
}

function cursorLine(plot: Plot, columns: Column[], index: number): unknown {
  const x = middleOf(plot, columns.length, index);
  return svg`<line part="cursor" class="cursor" x1=${x} x2=${x} y1=${plot.top} y2=${plot.foot}></line>`;
}

function dots(plot: Plot, y: (value: number) => number, columns: Column[], index: number): unknown {
  const x = middleOf(plot, columns.length, index);
  const column = columns[index]!;
  return svg`<circle class="dot answered" r="4" cx=${x} cy=${y(column.answered)}></circle>
    <circle class="dot missed" r="4" cx=${x} cy=${y(callsOf(column))}></circle>`;
}

/** What is said of the column at `index`, shown beside it: `place` puts it there. */
function tooltip(
  shown: Shown,
  column: Column,
  plot: Plot,
  count: number,
  index: number,
  cursor: Cursor,
): TemplateResult {
  const { words } = shown.format;
  const before = column.before;
  return html`<div
    part="tooltip"
    class="tooltip"
    data-x=${middleOf(plot, count, index)}
    data-width=${plot.width}
    @pointerenter=${() => cursor.stay()}
    @pointerleave=${(event: PointerEvent) => cursor.leave(event)}
  >
    <strong>${column.title}</strong>
    <span class="swatch answered"></span><span>${words.answered}</span><b>${shown.format.exact(column.answered)}</b>
    <span class="swatch missed"></span><span>${words.missed}</span><b>${shown.format.exact(column.missed)}</b>
    ${before === undefined
      ? nothing
      : html`<span class="swatch ghost"></span><span>${words.columns.before}</span><b>${shown.format.exact(before)}</b>`}
    ${column.unfinished && shown.account
      ? html`<em>${shown.format.fill(words.until, { time: shown.format.time(shown.account.time) })}</em>`
      : nothing}
  </div>`;
}

/** Puts the tooltip on that side of its column where there is more room. */
export function placeTooltip(tip: HTMLElement | null): void {
  if (!tip) return;
  const x = Number(tip.dataset['x']);
  const width = Number(tip.dataset['width']);
  const room = tip.offsetWidth + 14;
  const left = x > width / 2 ? Math.max(0, x - room) : Math.min(x + 14, width - tip.offsetWidth);
  tip.style.setProperty('left', `${Math.round(left)}px`);
}

export function sentence(shown: Shown, column: Column): string {
  const { format } = shown;
  const { words } = format;
  const parts = [
    format.counted(words.calls, callsOf(column)),
    `${words.answered} ${format.exact(column.answered)}`,
    `${words.missed} ${format.exact(column.missed)}`,
    ...(column.before === undefined ? [] : [`${words.columns.before} ${format.exact(column.before)}`]),
  ];
  return `${column.title}: ${parts.join(', ')}`;
}

/** Both series by colour, pattern, word and sum. */
function key(shown: Shown, columns: Column[]): TemplateResult {
  const { format } = shown;
  const sum = (value: (column: Column) => number) => columns.reduce((all, column) => all + value(column), 0);
  const one = (series: 'answered' | 'missed', word: string, value: number) =>
    html`<span part=${`key ${series}`} class="key"
      ><span class=${`swatch ${series}`}></span>${word} <b>${format.figure(value)}</b></span
    >`;
  return html`<p class="keys">
    ${one('answered', format.words.answered, sum((column) => column.answered))}
    ${one('missed', format.words.missed, sum((column) => column.missed))}
    ${shown.former
      ? html`<span part="key ghost" class="key"
          ><span class="swatch ghost"></span>${format.range(shown.former.range, shown.account?.today)}</span
        >`
      : nothing}
  </p>`;
}
