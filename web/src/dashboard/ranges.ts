// Which days the page shows: a range that moves on with the account's days, or fixed ones.
import { addDays, addMonths, firstOfMonth, isDay, lastOfMonth, lengthOf, type Day, type Range } from '../data/days.js';

export const presets = ['today', 'yesterday', '7d', '30d', '90d', 'month', 'last-month', 'year'] as const;

export type Preset = (typeof presets)[number];
export type Choice = Preset | Range;

export function isPreset(choice: string | Choice): choice is Preset {
  return typeof choice === 'string' && (presets as readonly string[]).includes(choice);
}

/** This month and this year are whole: what they are compared with then is the same part of the ones before. */
export function daysOf(choice: Choice, today: Day): Range {
  if (typeof choice !== 'string') return choice;
  const since = (days: number) => ({ from: addDays(today, 1 - days), to: today });
  switch (choice) {
    case 'today':
      return since(1);
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case '7d':
      return since(7);
    case '30d':
      return since(30);
    case '90d':
      return since(90);
    case 'month':
      return { from: firstOfMonth(today), to: lastOfMonth(today) };
    case 'last-month': {
      const to = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(to), to };
    }
    case 'year': {
      const from = `${today.slice(0, 4)}-01-01`;
      return { from, to: addDays(addMonths(from, 12), -1) };
    }
  }
}

/** `30d`, or `2026-10-01..2026-10-31`. */
export function textOf(choice: Choice): string {
  return typeof choice === 'string' ? choice : `${choice.from}..${choice.to}`;
}

/** Undefined where the text is none of these, or of more days than the endpoint answers. */
export function choiceOf(text: string, today: Day, maxDays: number): Choice | undefined {
  const [from = '', to = '', more] = text.split('..');
  const choice = isPreset(text) ? text : isDay(from) && isDay(to) && more === undefined ? { from, to } : undefined;
  return choice && fits(choice, today, maxDays) ? choice : undefined;
}

export function fits(choice: Choice, today: Day, maxDays: number): boolean {
  const { from, to } = daysOf(choice, today);
  return from <= to && from >= '1970-01-01' && lengthOf({ from, to }) <= maxDays;
}

/** The endpoint's own default, or as much of it as it answers. */
export function defaultChoice(today: Day, maxDays: number): Choice {
  return (['30d', '7d'] as const).find((choice) => fits(choice, today, maxDays)) ?? 'today';
}
