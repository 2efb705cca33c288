// A bar for each column: answered calls below, missed calls on top, hatched. What has not ended is outlined by dashes.
import { svg, type SVGTemplateResult } from 'lit';
import { middleOf, type Column, type Plot } from './columns.js';
import type { Scale } from './scale.js';

export function bars(plot: Plot, scale: Scale, columns: Column[]): SVGTemplateResult {
  const step = (plot.right - plot.left) / columns.length;
  const width = Math.max(1, Math.min(step - 2, 64));
  return svg`${columns.map((column, index) => {
    const x = middleOf(plot, columns.length, index) - width / 2;
    return svg`${before(column, plot, scale, x - 1, width + 2)}
      ${bar('answered', column, column.answered, 0, x, width, scale)}
      ${bar('missed', column, column.missed, column.answered, x, width, scale)}`;
  })}`;
}

function bar(
  series: 'answered' | 'missed',
  column: Column,
  value: number,
  from: number,
  x: number,
  width: number,
  scale: Scale,
): SVGTemplateResult | '' {
  if (value === 0) return '';
  const top = scale.y(from + value);
  const today = column.unfinished ? ' today' : '';
  return svg`<rect part=${`bar ${series}${today}`} class=${`bar ${series}${today}`} x=${x} y=${top} width=${width}
    height=${scale.y(from) - top} fill=${series === 'missed' ? 'url(#hatch)' : 'currentColor'}
    data-name=${column.name} data-value=${value}></rect>`;
}

function before(column: Column, plot: Plot, scale: Scale, x: number, width: number): SVGTemplateResult | '' {
  if (!column.before) return '';
  const y = scale.y(column.before);
  return svg`<path part="ghost" class="ghost" d=${`M${x},${plot.foot}V${y}H${x + width}V${plot.foot}`}
    data-name=${column.name} data-value=${column.before}></path>`;
}

/** How missed calls are filled. To be within the SVG once. */
export const hatch: SVGTemplateResult = svg`<defs>
  <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="hatch-ground" width="5" height="5"></rect>
    <rect class="hatch-line" width="1.5" height="5"></rect>
  </pattern>
</defs>`;
