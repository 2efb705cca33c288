// What a language's file says. `{name}` stands for a value; forms are chosen by Intl.PluralRules.
import type { WidgetType } from '../data/widget-types.js';

/** A text for each plural category that the language has; `other` for all else. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface Words {
  titles: Record<WidgetType, string>;
  /** What each figure means, exactly. */
  definitions: Record<WidgetType, string>;
  /** top_customers_by_calls of one customer. */
  callsOfCustomer: string;

  answered: string;
  missed: string;
  /** {n} */
  calls: Plural;
  /** {share} of all calls, beside missed calls */
  shareOfCalls: string;
  /** the remainder of a list; with {n}, of how many rows it is */
  others: string;
  othersCounted: string;
  withoutName: string;
  /** Heads of tables. */
  columns: {
    day: string; hour: string; customer: string; attribution: string; origin: string; length: string;
    calls: string; share: string; before: string; total: string; figure: string;
  };
  /** Lengths of calls, by the endpoint's names. */
  lengths: Record<string, string>;
  /** {minutes} {seconds}; {seconds} */
  minutesSeconds: string;
  seconds: string;

  /** {range} */
  noCalls: string;
  noCallsHint: string;
  loading: string;
  failed: string;
  retry: string;
  forbidden: string;
  forbiddenHint: string;
  unauthorized: string;
  unknownType: string;
  /** {time} {ago} */
  asOf: string;
  /** {time} */
  until: string;

  /** {n} {range}; n is a formatted figure. `same` is for no change. */
  more: string;
  fewer: string;
  longer: string;
  shorter: string;
  same: string;
  /** {n} {range} */
  isNew: string;
  /** {range} {time}: of both, the hours before that time */
  rangeUntil: string;
  /** {n}: percentage points, signed */
  points: string;

  table: string;
  definition: string;
  close: string;

  /** Said of a chart as a whole: {title} {range} {total} {highest} {name} */
  summary: string;
  /** {title} {range} {total} */
  summaryFlat: string;
  /** How a chart is used by keys. */
  keys: string;
}
