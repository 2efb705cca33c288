// With which days a range is compared.
import { addDays, addMonths, firstOfMonth, lastOfMonth, lengthOf, type Range } from './days.js';

/**
 * previous: as many days just before; of whole months, as many whole months before.
 * weekday: the latest as many days before that begin on the same weekday.
 * year: the same dates of the year before.
 */
export type Comparison = 'previous' | 'weekday' | 'year';

export function isComparison(text: string | null | undefined): text is Comparison {
  return text === 'previous' || text === 'weekday' || text === 'year';
}

export function formerRange(range: Range, comparison: Comparison): Range {
  if (comparison === 'year') return { from: addMonths(range.from, -12), to: addMonths(range.to, -12) };
  const length = lengthOf(range);
  if (comparison === 'weekday') {
    const back = Math.ceil(length / 7) * 7;
    return { from: addDays(range.from, -back), to: addDays(range.to, -back) };
  }
  if (range.from === firstOfMonth(range.from) && range.to === lastOfMonth(range.to)) {
    const to = addDays(range.from, -1);
    return { from: addMonths(range.from, -monthsOf(range)), to };
  }
  return { from: addDays(range.from, -length), to: addDays(range.from, -1) };
}

function monthsOf(range: Range): number {
  const months = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return months(range.to) - months(range.from) + 1;
}
