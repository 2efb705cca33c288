// From a count to a height.
import { nice, ticks } from 'd3-array';

export interface Scale {
  /** The distance from the top of the plot, in pixels. */
  y(value: number): number;
  /** At most five, from 0, whole numbers. */
  ticks: number[];
}

/** From 0 at the foot of the plot to the largest value or a little above. */
export function countScale(largest: number, top: number, foot: number): Scale {
  const most = Math.max(1, largest);
  const end = nice(0, most, 4)[1];
  const marked = ticks(0, end, 4).filter(Number.isInteger);
  return { y: (value) => foot - (value / end) * (foot - top), ticks: marked };
}
