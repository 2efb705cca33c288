// What a range's figures were before, so that like is compared with like: a range that has not ended yet is compared with the
// same elapsed part.
import type { Comparison } from './comparison.js';
import { formerRange } from './comparison.js';
import { addDays, addMonths, contains, lengthOf, type Day, type Range } from './days.js';
import { ask, type Access, type Account, type Question } from './endpoint.js';
import { formOf, type AnsweredMissed, type Ranked, type WidgetData, type WidgetType } from './widget-types.js';

/** Two figures that may be compared. */
export interface Compared {
  now: number;
  before: number;
  /** The days that `now` is of, and those of `before`. */
  daysNow: Range;
  days: Range;
  /** Of today and of its counterpart only the hours before this one count. */
  untilHour?: number;
  /** Of how many calls each is (missed calls), for shares. */
  callsNow?: number;
  callsBefore?: number;
}

export interface Former {
  /** All days that the range is compared with, and how they were chosen. */
  range: Range;
  comparison: Comparison;
  /** What the endpoint answers for them. */
  data: WidgetData;
  /** Of a single figure; absent where nothing may be compared yet. */
  compared?: Compared | undefined;
  /** Of lists, and of charts that have ended: the rows of the days that may be compared; absent where there are none yet. */
  rows?: { now: Ranked[]; before: Ranked[] } | undefined;
}

/** The endpoint knows no day before. */
const earliest: Day = '1970-01-01';

interface Sums {
  calls: number;
  missed: number;
}

/** A range's figures as they are answered now. */
export interface Current {
  question: Question;
  /** What the question means. */
  range: Range;
  answers: ReadonlyMap<WidgetType, WidgetData>;
  account: Account | undefined;
}

/** What has to be asked of a range itself, so that it can be compared. */
export function neededToCompare(type: WidgetType): WidgetType[] {
  return countsCalls(type) ? ['calls_per_day'] : [];
}

/** Figures of which days and hours are parts. */
function countsCalls(type: WidgetType): boolean {
  return type === 'call_totals' || type === 'missed_calls' || type === 'top_customers_by_calls';
}

/** Undefined where the endpoint refuses. */
export async function formerOf(
  access: Access,
  current: Current,
  type: WidgetType,
  comparison: Comparison,
): Promise<Former | undefined> {
  const { question, range, account, answers } = current;
  const former = formerRange(range, comparison);
  if (former.from < earliest) return undefined;
  const asked = { ...question, from: former.from, to: former.to };
  const data = answer(access, asked, type);
  const now = answers.get(type);
  const unfinished = account !== undefined && contains(range, account.today) ? account : undefined;
  if (Array.isArray(now)) {
    const complete =
      unfinished && formOf(type, now, false) === 'list'
        ? completeRows(access, current, former, type, unfinished.today, comparison)
        : undefined;
    const [found, rows] = await Promise.all([data, complete]);
    if (!Array.isArray(found)) return undefined;
    const whole = { now: now as Ranked[], before: found as Ranked[] };
    return { range: former, comparison, data: found, rows: unfinished ? rows : whole };
  }
  const figures = unfinished
    ? elapsed(access, current, former, type, unfinished, comparison)
    : whole(access, current, asked, former, type);
  const [found, compared] = await Promise.all([data, figures]);
  return found === undefined ? undefined : { range: former, comparison, data: found, compared };
}

/** The day of the former range that today's is; one after its end, where it has fewer days. */
function counterpartOf(range: Range, former: Range, today: Day, comparison: Comparison): Day {
  if (comparison === 'year') return addMonths(today, -12);
  return addDays(former.from, lengthOf({ from: range.from, to: today }) - 1);
}

/** The days before today and before its counterpart; undefined where there are none. */
function completeDays(
  range: Range,
  former: Range,
  today: Day,
  comparison: Comparison,
): { now: Range; before: Range } | undefined {
  const last = addDays(counterpartOf(range, former, today, comparison), -1);
  const before = { from: former.from, to: last < former.to ? last : former.to };
  const now = { from: range.from, to: addDays(today, -1) };
  return now.from <= now.to && before.from <= before.to ? { now, before } : undefined;
}

/** A list's rows of the days that are complete, and of as many days before. */
async function completeRows(
  access: Access,
  { question, range }: Current,
  former: Range,
  type: WidgetType,
  today: Day,
  comparison: Comparison,
): Promise<Former['rows']> {
  const complete = completeDays(range, former, today, comparison);
  if (!complete) return undefined;
  const [now, before] = await Promise.all([
    answer(access, { ...question, ...complete.now }, type),
    answer(access, { ...question, ...complete.before }, type),
  ]);
  return Array.isArray(now) && Array.isArray(before)
    ? { now: now as Ranked[], before: before as Ranked[] }
    : undefined;
}

async function whole(
  access: Access,
  { answers, range }: Current,
  asked: Question,
  days: Range,
  type: WidgetType,
): Promise<Compared | undefined> {
  const [before, callsBefore] = await Promise.all([
    single(access, asked, type),
    type === 'missed_calls' ? single(access, asked, 'call_totals') : undefined,
  ]);
  if (before === undefined) return undefined;
  const compared = { now: Number(answers.get(type)), before, daysNow: range, days };
  const callsNow = answers.get('call_totals');
  return callsBefore === undefined || callsNow === undefined
    ? compared
    : { ...compared, callsNow: Number(callsNow), callsBefore };
}

async function elapsed(
  access: Access,
  { question, range, answers }: Current,
  former: Range,
  type: WidgetType,
  { today, time }: Account,
  comparison: Comparison,
): Promise<Compared | undefined> {
  if (countsCalls(type)) {
    const counterpart = counterpartOf(range, former, today, comparison);
    const hour = Number(time.slice(0, 2));
    // In the first hour of the first day there is nothing yet that may be compared.
    if (hour === 0 && !completeDays(range, former, today, comparison)) return undefined;
    const hoursOf = (day: Day) => answer(access, { ...question, from: day, to: day }, 'daily_call_distribution');
    const [days, hours, hoursBefore] = await Promise.all([
      answer(access, { ...question, from: former.from, to: former.to }, 'calls_per_day'),
      hoursOf(today),
      counterpart <= former.to ? hoursOf(counterpart) : [],
    ]);
    const now = until(answers.get('calls_per_day'), today, hours, hour);
    const before = until(days, counterpart, hoursBefore, hour);
    if (now === undefined || before === undefined) return undefined;
    const compared = {
      daysNow: { from: range.from, to: today },
      days: { from: former.from, to: counterpart < former.to ? counterpart : former.to },
      untilHour: hour,
    };
    return type === 'missed_calls'
      ? { ...compared, now: now.missed, before: before.missed, callsNow: now.calls, callsBefore: before.calls }
      : { ...compared, now: now.calls, before: before.calls };
  }
  // Callers and means of a part of a day can't be told from hours: whole days, as far as there are any.
  const complete = completeDays(range, former, today, comparison);
  if (!complete) return undefined;
  const [now, before] = await Promise.all([
    single(access, { ...question, ...complete.now }, type),
    single(access, { ...question, ...complete.before }, type),
  ]);
  return now === undefined || before === undefined
    ? undefined
    : { now, before, daysNow: complete.now, days: complete.before };
}

/** The calls of the days before the one, and of that one's hours before the other. */
function until(
  days: WidgetData | undefined,
  day: Day,
  hours: WidgetData | undefined,
  hour: number,
): Sums | undefined {
  if (!Array.isArray(days) || !Array.isArray(hours)) return undefined;
  const before = (days as AnsweredMissed[]).filter((row) => row.name < day);
  return sums([...before, ...(hours as AnsweredMissed[]).slice(0, hour)]);
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
