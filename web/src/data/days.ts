// Calendar days as the endpoint writes them. No clock and no time zone: which day is today, the endpoint says.

/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;

/** Days from the one to the other; both count. */
export interface Range {
  from: Day;
  to: Day;
}

const MS = 86_400_000;

/** Midnight UTC of the day, in milliseconds: for Intl, with `timeZone: 'UTC'`. */
export function instant(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(instant(text)) && dayAt(instant(text)) === text;
}

export function addDays(day: Day, days: number): Day {
  return dayAt(instant(day) + days * MS);
}

/** The same day of another month, or that month's last where it has none. */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(instant(day));
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  return dayAt(first + (Math.min(date.getUTCDate(), last.getUTCDate()) - 1) * MS);
}

/** 1 is Monday, 7 Sunday. */
export function weekday(day: Day): number {
  return new Date(instant(day)).getUTCDay() || 7;
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

export function lastOfMonth(day: Day): Day {
  return addDays(addMonths(firstOfMonth(day), 1), -1);
}

export function lengthOf(range: Range): number {
  return Math.round((instant(range.to) - instant(range.from)) / MS) + 1;
}

export function contains(range: Range, day: Day): boolean {
  return range.from <= day && day <= range.to;
}

function dayAt(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}
