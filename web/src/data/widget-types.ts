// The eleven types and the data that the endpoint answers for each (docs/api.md).

export const widgetTypes = [
  'call_totals',
  'missed_calls',
  'unique_callers',
  'call_durations',
  'average_calls_per_user',
  'calls_per_day',
  'daily_call_distribution',
  'call_length_distribution',
  'calls_top_attributions',
  'geographic_origin',
  'top_customers_by_calls',
] as const;

export type WidgetType = (typeof widgetTypes)[number];

export function isWidgetType(text: string): text is WidgetType {
  return (widgetTypes as readonly string[]).includes(text);
}

/** Of an hour or a day. */
export interface AnsweredMissed {
  name: string;
  Answered: number;
  Missed: number;
}

/** Of a list. */
export interface Ranked {
  name: string;
  val: string | number;
  isWarningValue?: boolean;
  scId?: string;
  url?: string;
}

export type Single = string | number;
export type WidgetData = Single | AnsweredMissed[] | Ranked[];

export function isSingle(data: WidgetData): data is Single {
  return !Array.isArray(data);
}

/** Whether an answer has the type's shape: an endpoint may be another program. */
export function fits(type: WidgetType, data: unknown): data is WidgetData {
  const single = (value: unknown) => value !== '' && (typeof value === 'string' || typeof value === 'number') && Number.isFinite(Number(value));
  const rows = (fit: (row: Record<string, unknown>) => boolean) =>
    Array.isArray(data) &&
    data.every((row: Record<string, unknown> | null) => row !== null && typeof row?.['name'] === 'string' && fit(row));
  switch (formOf(type, undefined, false)) {
    case 'figure':
      return single(data);
    case 'list':
      return rows((row) => single(row['val'])) || (type === 'top_customers_by_calls' && single(data));
    default:
      return rows((row) => single(row['Answered']) && single(row['Missed']));
  }
}

export type Form = 'figure' | 'days' | 'hours' | 'list';

/** How a type is drawn. (One of a customer's own top_customers_by_calls is a single value.) */
export function formOf(type: WidgetType, data: WidgetData | undefined, oneCustomer: boolean): Form {
  if (type === 'calls_per_day') return 'days';
  if (type === 'daily_call_distribution') return 'hours';
  if (type === 'top_customers_by_calls') {
    return (data === undefined ? oneCustomer : isSingle(data)) ? 'figure' : 'list';
  }
  if (type === 'call_length_distribution' || type === 'calls_top_attributions' || type === 'geographic_origin') {
    return 'list';
  }
  return 'figure';
}

/** What a type is asked together with, to tell a share or a remainder. */
export function companionsOf(type: WidgetType): WidgetType[] {
  return type === 'missed_calls' || type === 'calls_top_attributions' || type === 'top_customers_by_calls'
    ? [type, 'call_totals']
    : [type];
}

/** A chart or a list in which nothing was called. */
export function isEmpty(type: WidgetType, data: WidgetData): boolean {
  if (isSingle(data)) return false;
  return formOf(type, data, false) === 'list'
    ? (data as Ranked[]).every((row) => Number(row.val) === 0)
    : (data as AnsweredMissed[]).every((row) => row.Answered === 0 && row.Missed === 0);
}
