// What a range's figures were before, so that like is compared with like: a range that has not ended yet is compared with the
// same elapsed part.
import type { Comparison } from './comparison.js';
import { formerRange } from './comparison.js';
import { addDays, contains, lengthOf, type Day, type Range } from './days.js';
import { ask, type Access, type Account, type Question } from './endpoint.js';
import type { AnsweredMissed, WidgetData, WidgetType } from './widget-types.js';

/** Two figures that may be compared. */
export interface Compared {
  now: number;
  before: number;
  /** The days that `before` is of. */
  days: Range;
  /** Of today and of its counterpart only the hours before this one count. */
  untilHour?: number;
  /** Of how many calls each is (missed calls), for shares. */
  callsNow?: number;
  callsBefore?: number;
}

export interface Former {
  /** All days that the range is compared with. */
  range: Range;
  /** What the endpoint answers for them. */
  data: WidgetData;
  /** Of a single figure; absent where nothing may be compared yet. */
  compared?: Compared;
}

interface Sums {
  calls: number;
  missed: number;
}

/** Undefined where the endpoint refuses. `range` is what `question` means. */
export async function formerOf(
  access: Access,
  question: Question,
  range: Range,
  type: WidgetType,
  comparison: Comparison,
  account: Account | undefined,
): Promise<Former | undefined> {
  const former = formerRange(range, comparison);
  const asked = { ...question, from: former.from, to: former.to };
  const unfinished = account !== undefined && contains(range, account.today);
  const data = answer(access, asked, type);
  const compared = unfinished
    ? elapsed(access, question, range, former, type, account)
    : whole(access, question, asked, former, type);
  const [found, both] = await Promise.all([data, compared]);
  if (found === undefined) return undefined;
  return both === undefined ? { range: former, data: found } : { range: former, data: found, compared: both };
}

async function whole(
  access: Access,
  question: Question,
  asked: Question,
  days: Range,
  type: WidgetType,
): Promise<Compared | undefined> {
  const [now, before] = await Promise.all([single(access, question, type), single(access, asked, type)]);
  if (now === undefined || before === undefined) return undefined;
  if (type !== 'missed_calls') return { now, before, days };
  const [callsNow, callsBefore] = await Promise.all([
    single(access, question, 'call_totals'),
    single(access, asked, 'call_totals'),
  ]);
  if (callsNow === undefined || callsBefore === undefined) return { now, before, days };
  return { now, before, days, callsNow, callsBefore };
}

async function elapsed(
  access: Access,
  question: Question,
  range: Range,
  former: Range,
  type: WidgetType,
  { today, time }: Account,
): Promise<Compared | undefined> {
  const passed = lengthOf({ from: range.from, to: today }) - 1;
  const counterpart = addDays(former.from, passed);
  if (type === 'call_totals' || type === 'missed_calls' || type === 'top_customers_by_calls') {
    const hour = Number(time.slice(0, 2));
    const [now, before] = await Promise.all([
      until(access, question, range, today, hour),
      until(access, { ...question, ...former }, former, counterpart, hour),
    ]);
    if (now === undefined || before === undefined) return undefined;
    const days = { from: former.from, to: counterpart };
    return type === 'missed_calls'
      ? { now: now.missed, before: before.missed, days, untilHour: hour, callsNow: now.calls, callsBefore: before.calls }
      : { now: now.calls, before: before.calls, days, untilHour: hour };
  }
  // Callers and means of a part of a day can't be told from hours: whole days, as far as there are any.
  if (passed < 1) return undefined;
  const days = { from: former.from, to: addDays(counterpart, -1) };
  const [now, before] = await Promise.all([
    single(access, { ...question, from: range.from, to: addDays(today, -1) }, type),
    single(access, { ...question, from: days.from, to: days.to }, type),
  ]);
  return now === undefined || before === undefined ? undefined : { now, before, days };
}

/** The calls of a range's days before the one, and of that one's hours before the other. */
async function until(
  access: Access,
  question: Question,
  range: Range,
  day: Day,
  hour: number,
): Promise<Sums | undefined> {
  const [days, hours] = await Promise.all([
    answer(access, question, 'calls_per_day'),
    answer(access, { ...question, from: day, to: day }, 'daily_call_distribution'),
  ]);
  if (!Array.isArray(days) || !Array.isArray(hours)) return undefined;
  const rows = (days as AnsweredMissed[]).filter((row) => contains(range, row.name) && row.name < day);
  return sums([...rows, ...(hours as AnsweredMissed[]).slice(0, hour)]);
}

function sums(rows: AnsweredMissed[]): Sums {
  return rows.reduce(
    (sum, row) => ({ calls: sum.calls + row.Answered + row.Missed, missed: sum.missed + row.Missed }),
    { calls: 0, missed: 0 },
  );
}

async function answer(access: Access, question: Question, type: WidgetType): Promise<WidgetData | undefined> {
  const reply = await ask(access, question, type);
  return reply.ok ? reply.data : undefined;
}

async function single(access: Access, question: Question, type: WidgetType): Promise<number | undefined> {
  const data = await answer(access, question, type);
  return data === undefined || Array.isArray(data) ? undefined : Number(data);
}
