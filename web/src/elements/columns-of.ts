// The columns of a chart over days or hours.
import { addMonths, contains, lengthOf, weekday } from '../data/days.js';
import type { AnsweredMissed } from '../data/widget-types.js';
import { callsOf, highestOf, type Column } from '../marks/columns.js';
import { rangeText, type Shown } from './shown.js';

export function columnsOf(shown: Shown): Column[] {
  const rows = shown.data as AnsweredMissed[];
  const beforeOf = counterparts(shown);
  return rows.map((row, index) => {
    const before = beforeOf(row.name, index);
    return {
      name: row.name,
      answered: row.Answered,
      missed: row.Missed,
      ...(before ? { before: before.Answered + before.Missed } : {}),
      ...(shown.form === 'hours' ? hour(row.name, shown) : day(row.name, shown)),
    };
  });
}

/** The former row of a row: the same day a year before, else that of the same place. */
function counterparts({ form, former }: Shown): (name: string, index: number) => AnsweredMissed | undefined {
  const rows = Array.isArray(former?.data) ? (former.data as AnsweredMissed[]) : [];
  if (form !== 'days' || former?.comparison !== 'year') return (_, index) => rows[index];
  const byDay = new Map(rows.map((row) => [row.name, row]));
  return (name) => byDay.get(addMonths(name, -12));
}

function day(name: string, { format, account }: Shown): Omit<Column, 'name' | 'answered' | 'missed'> {
  return {
    label: format.shortDay(name),
    year: name.slice(0, 4),
    labelWithYear: format.shortDayWithYear(name),
    title: format.day(name, account?.today),
    weekend: weekday(name) > 5,
    unfinished: account?.today === name,
    ahead: account !== undefined && name > account.today,
  };
}

function hour(name: string, { format, account, range }: Shown): Omit<Column, 'name' | 'answered' | 'missed'> {
  const next = `${String((Number(name.slice(0, 2)) + 1) % 24).padStart(2, '0')}:00`;
  const justToday =
    account !== undefined && range !== undefined && lengthOf(range) === 1 && contains(range, account.today);
  const now = account?.time.slice(0, 2) ?? '';
  return {
    label: format.hour(name),
    title: `${format.hour(name)} – ${format.hour(next)}`,
    unfinished: justToday && name.slice(0, 2) === now,
    ahead: justToday && name.slice(0, 2) > now,
  };
}

/** A chart as a whole, in a sentence. */
export function summaryOf(shown: Shown, columns: Column[]): string {
  const { format, title } = shown;
  const total = columns.reduce((sum, column) => sum + callsOf(column), 0);
  const top = highestOf(columns);
  const values = { title, range: rangeText(shown), total: format.counted(format.words.calls, total) };
  if (!top) return format.fill(format.words.summaryFlat, values);
  return format.fill(format.words.summary, {
    ...values,
    highest: format.exact(callsOf(top)),
    name: top.title,
  });
}
