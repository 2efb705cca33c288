// Many days: answered calls as an area, missed calls as another on top of it, so that its upper edge is all calls. The part
// that leads to an unfinished day is dashed.
import { area, line } from 'd3-shape';
import { svg, type SVGTemplateResult } from 'lit';
import { callsOf, middleOf, type Column, type Plot } from './columns.js';
import type { Scale } from './scale.js';

const mostPoints = 400;

export function lines(plot: Plot, scale: Scale, columns: Column[]): SVGTemplateResult {
  const begun = columns.filter((column) => !column.ahead);
  const x = (_: Column, index: number) => middleOf(plot, columns.length, index);
  const stacked = (low: (column: Column) => number, high: (column: Column) => number) =>
    area<Column>()
      .x(x)
      .y0((column) => scale.y(low(column)))
      .y1((column) => scale.y(high(column)))(begun) ?? '';
  const answered = (column: Column) => column.answered;
  return svg`${ghost(plot, scale, columns)}
    <path class="area answered" d=${stacked(() => 0, answered)}></path>
    <path class="area missed" fill="url(#hatch)" d=${stacked(answered, callsOf)}></path>
    ${edge('answered', begun, answered, x, scale)}
    ${edge('missed', begun, callsOf, x, scale)}
    ${begun.length > mostPoints ? '' : begun.map((column, index) => points(column, x(column, index), scale))}`;
}

function edge(
  series: 'answered' | 'missed',
  columns: Column[],
  value: (column: Column) => number,
  x: (column: Column, index: number) => number,
  scale: Scale,
): SVGTemplateResult {
  const path = (from: number, to: number) =>
    line<Column>()
      .x((column, index) => x(column, index + from))
      .y((column) => scale.y(value(column)))(columns.slice(from, to)) ?? '';
  const last = columns.length - 1;
  const dashed = columns[last]?.unfinished === true && last > 0;
  return svg`<path part=${`line ${series}`} class=${`line ${series}`} d=${path(0, dashed ? last : last + 1)}></path>
    ${dashed
      ? svg`<path part=${`line ${series} today`} class=${`line ${series} today`} d=${path(last - 1, last + 1)}></path>`
      : ''}`;
}

function points(column: Column, x: number, scale: Scale): SVGTemplateResult {
  return svg`<circle part="point answered" class="point answered" r="3.5" cx=${x} cy=${scale.y(column.answered)}
      data-name=${column.name} data-value=${column.answered}></circle>
    <circle part="point missed" class="point missed" r="3.5" cx=${x} cy=${scale.y(callsOf(column))}
      data-name=${column.name} data-value=${column.missed}></circle>`;
}

function ghost(plot: Plot, scale: Scale, columns: Column[]): SVGTemplateResult | '' {
  if (!columns.some((column) => column.before !== undefined)) return '';
  const path = line<Column>()
    .defined((column) => column.before !== undefined)
    .x((_, index) => middleOf(plot, columns.length, index))
    .y((column) => scale.y(column.before ?? 0))(columns);
  return svg`<path part="ghost" class="ghost" d=${path ?? ''}></path>`;
}
