// What is looked at, and the address that says it. No token is ever in it.
import { isComparison, type Comparison } from '../data/comparison.js';
import { isDay, type Day, type Range } from '../data/days.js';
import type { Account } from '../data/endpoint.js';
import { choiceOf, daysOf, defaultChoice, textOf, type Choice } from './ranges.js';

export interface View {
  /** An id; without one all that the caller may see. */
  customer?: string | undefined;
  range: Choice;
  /** One day, narrowed to. */
  day?: Day | undefined;
  /** An hour that is pointed out, `00` to `23`. */
  hour?: string | undefined;
  compare?: Comparison | undefined;
}

/** What is absent or isn't valid is as by default. */
export function viewOf(query: string, { today, max_days }: Account): View {
  const given = new URLSearchParams(query);
  const valid = (name: string, is: (text: string) => boolean) => {
    const text = given.get(name);
    return text !== null && is(text) ? text : undefined;
  };
  const compare = given.get('compare');
  return {
    customer: valid('customer', (text) => /^[1-9]\d{0,17}$/.test(text)),
    range: choiceOf(given.get('range') ?? '', today, max_days) ?? defaultChoice(today, max_days),
    day: valid('day', (text) => isDay(text) && text >= '1970-01-01'),
    hour: valid('hour', (text) => /^([01]\d|2[0-3])$/.test(text)),
    compare: isComparison(compare) ? compare : undefined,
  };
}

/** The query, with `?`; empty where all is as by default. */
export function queryOf(view: View, { today, max_days }: Account): string {
  const query = new URLSearchParams();
  if (view.customer) query.set('customer', view.customer);
  if (textOf(view.range) !== textOf(defaultChoice(today, max_days))) query.set('range', textOf(view.range));
  if (view.day) query.set('day', view.day);
  if (view.hour) query.set('hour', view.hour);
  if (view.compare) query.set('compare', view.compare);
  return query.size > 0 ? `?${query}` : '';
}

/** The days that the figures are of. */
export function shownDays({ range, day }: View, today: Day): Range {
  return day ? { from: day, to: day } : daysOf(range, today);
}
