// Hairlines with their counts, and as many labels below as there is room for.
import { svg, type SVGTemplateResult } from 'lit';
import { middleOf, type Column, type Plot } from './columns.js';
import type { Scale } from './scale.js';

const fontSize = 11;
const mostLabels = 8;

export const axisFont = `${fontSize}px`;

let canvas: CanvasRenderingContext2D | null | undefined;

/** The width of a label, in pixels. */
export function widthOf(text: string, family: string): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return text.length * fontSize * 0.6;
  canvas.font = `${fontSize}px ${family}`;
  return canvas.measureText(text).width;
}

export function grid(plot: Plot, scale: Scale, tick: (value: number) => string): SVGTemplateResult {
  return svg`<g aria-hidden="true">${scale.ticks.map((value) => {
    const y = Math.round(scale.y(value)) + 0.5;
    return svg`<line part="grid" class="grid" x1=${plot.left} x2=${plot.right} y1=${y} y2=${y}></line>
      <text part="axis-label" class="axis-label" x=${plot.left - 6} y=${y} dy="0.32em" text-anchor="end">${tick(value)}</text>`;
  })}</g>`;
}

export function weekends(plot: Plot, columns: Column[]): SVGTemplateResult {
  const step = (plot.right - plot.left) / columns.length;
  return svg`<g aria-hidden="true">${columns.map((column, index) =>
    column.weekend
      ? svg`<rect part="weekend" class="weekend" x=${plot.left + index * step} y=${plot.top} width=${step}
          height=${plot.foot - plot.top}></rect>`
      : '',
  )}</g>`;
}

export function labels(plot: Plot, columns: Column[], family: string): SVGTemplateResult {
  return svg`<g aria-hidden="true">${placed(plot, columns, family).map(
    ({ x, text }) =>
      svg`<text part="axis-label" class="axis-label" x=${x} y=${plot.foot + 15} text-anchor="middle">${text}</text>`,
  )}</g>`;
}

interface Placed {
  x: number;
  text: string;
  from: number;
  to: number;
}

/** First and last, and evenly between them those that overlap none. */
function placed(plot: Plot, columns: Column[], family: string): Placed[] {
  const years = columns[0]?.year !== columns[columns.length - 1]?.year;
  const at = (index: number, before?: number): Placed => {
    const { label, labelWithYear, year } = columns[index]!;
    const told = years && (before === undefined || columns[before]!.year !== year);
    const text = told ? (labelWithYear ?? label) : label;
    const half = widthOf(text, family) / 2;
    const x = Math.min(Math.max(middleOf(plot, columns.length, index), half), plot.width - half);
    return { x, text, from: x - half - 6, to: x + half + 6 };
  };
  const last = columns.length - 1;
  if (last < 1) return columns.length ? [at(0)] : [];
  for (const step of steps(last)) {
    const chosen: Placed[] = [];
    for (let index = 0; index < last; index += step) chosen.push(at(index, index === 0 ? undefined : index - step));
    let end = at(last, (chosen.length - 1) * step);
    while (chosen.length > 1 && chosen[chosen.length - 1]!.to > end.from) {
      chosen.pop();
      end = at(last, (chosen.length - 1) * step);
    }
    if (chosen.length + 1 > mostLabels) continue;
    if (chosen.every((one, index) => index === 0 || chosen[index - 1]!.to <= one.from)) {
      return chosen[chosen.length - 1]!.to > end.from ? chosen : [...chosen, end];
    }
  }
  return [at(0)];
}

function steps(last: number): number[] {
  const usual = [1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 30, 60, 90, 120, 180, 365, 730].filter((step) => step < last);
  return [...usual, last];
}
