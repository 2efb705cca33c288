// All that a widget draws from, once there is an answer.
import type { Former } from '../data/former.js';
import type { Range } from '../data/days.js';
import type { Account } from '../data/endpoint.js';
import type { Form, WidgetData, WidgetType } from '../data/widget-types.js';
import type { Format } from '../words/format.js';

export interface Shown {
  type: WidgetType;
  form: Form;
  title: string;
  data: WidgetData;
  /** Of call_totals, where a share or a remainder is told. */
  calls: number | undefined;
  former: Former | undefined;
  /** Unknown where the endpoint chose the days and doesn't tell which day is today. */
  range: Range | undefined;
  account: Account | undefined;
  format: Format;
}

/** The days in words, or nothing. */
export function rangeText(shown: Shown): string {
  return shown.range ? shown.format.range(shown.range, shown.account?.today) : '';
}

/** A single figure in words. */
export function figureText(type: WidgetType, value: number, format: Format): string {
  if (type === 'call_durations') return format.duration(value);
  if (type === 'average_calls_per_user') return format.exact(value, 1);
  return format.figure(value);
}

/** The same, however large. */
export function exactText(type: WidgetType, value: number, format: Format): string {
  return type === 'call_durations' || type === 'average_calls_per_user'
    ? figureText(type, value, format)
    : format.exact(value);
}
