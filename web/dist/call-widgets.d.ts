// What a page's script may use: the types of call-widgets.js.

export type WidgetType =
  | 'call_totals'
  | 'missed_calls'
  | 'unique_callers'
  | 'call_durations'
  | 'average_calls_per_user'
  | 'calls_per_day'
  | 'daily_call_distribution'
  | 'call_length_distribution'
  | 'calls_top_attributions'
  | 'geographic_origin'
  | 'top_customers_by_calls';

/** A bearer token, or a function that yields one. */
export type Token = string | (() => string | Promise<string>);

/** Attributes that `<call-widgets>` shares with the widgets in it. */
export interface SharedSettings {
  /** The endpoint, such as `/api`. */
  src: string | null;
  customerId: string | null;
  /** `YYYY-MM-DD` */
  from: string | null;
  /** `YYYY-MM-DD` */
  to: string | null;
  /** Seconds between questions, of the attribute `refresh`; 0 asks once. */
  refreshEvery: number | null;
  /** Such as `de-AT`. */
  locale: string | null;
  /** 1 to 6, of the attribute `heading-level`. */
  headingLevel: number | null;
  theme: 'light' | 'dark' | 'auto' | null;
  compare: 'previous' | 'weekday' | 'year' | null;
  token: Token | null;
}

export interface CallWidgetElement extends HTMLElement, SharedSettings {
  type: string;
  heading: string | null;
  readonly state: 'loading' | 'ready' | 'empty' | 'error' | 'stale' | 'forbidden';
  /** What the endpoint answered; undefined before its first answer. */
  readonly data: unknown;
  /** Asks again, now. */
  refresh(): Promise<void>;
}

export interface CallWidgetsElement extends HTMLElement, SharedSettings {
  /** Asks again for all widgets in it, now. */
  refresh(): Promise<void>;
}

export interface CallWidgetEventMap {
  'call-widget-data': CustomEvent<{ type: WidgetType; data: unknown }>;
  /** `status` 0: no answer; `parameter`: which one is at fault. */
  'call-widget-error': CustomEvent<{ status: number; message: string; parameter?: string }>;
  /** Cancelable: of a customer's link, preventDefault() keeps the page. */
  'call-widget-select': CustomEvent<{ kind: 'customer' | 'day' | 'hour'; value: string; name: string }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'call-widget': CallWidgetElement;
    'call-widgets': CallWidgetsElement;
  }
}
