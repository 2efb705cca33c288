// The rows of a list, with their shares and what remains.
import { isEmpty, type Ranked } from '../data/widget-types.js';
import type { Shown } from './shown.js';

export interface RankedRow {
  /** As the endpoint names it. */
  key: string;
  name: string;
  count: number;
  /** Of all calls; undefined where these aren't known. */
  share?: number;
  before?: number;
  /** By how many it has grown, over the days that may be compared. */
  change?: number;
  missed?: boolean;
  /** It stands for so many rows that are not shown, or for an unknown number: 0. */
  others?: number;
  customer?: string;
  url?: string;
}

const mostRows = 10;

/** All rows, and what the endpoint left out of a list that ends after the first few. */
export function rankedRows(shown: Shown): RankedRow[] {
  const { type, format, calls } = shown;
  const rows = shown.data as Ranked[];
  const listed = rows.reduce((sum, row) => sum + Number(row.val), 0);
  const total = Math.max(calls ?? 0, listed);
  const former = counts(shown.former?.data as Ranked[] | undefined);
  const compared = shown.former?.rows && { now: counts(shown.former.rows.now), before: counts(shown.former.rows.before) };
  // A list that ends after the first few does not tell that a row had none, unless nothing was called at all.
  const complete = type === 'geographic_origin' || type === 'call_length_distribution';
  const absentOf = (list: Ranked[] | undefined) => (complete || (list && isEmpty(type, list)) ? 0 : undefined);
  const absent = absentOf(shown.former?.data as Ranked[] | undefined);
  const absentNow = absentOf(shown.former?.rows?.now);
  const absentBefore = absentOf(shown.former?.rows?.before);
  const all = rows.map((row): RankedRow => {
    const count = Number(row.val);
    const key = row.scId ?? row.name;
    const before = shown.former ? (former.get(key) ?? absent) : undefined;
    const change = compared && difference(compared.now.get(key) ?? absentNow, compared.before.get(key) ?? absentBefore);
    const url = row.url === undefined ? undefined : safeUrl(row.url);
    return {
      key: row.name,
      name: (type === 'call_length_distribution' && format.words.lengths[row.name]) || row.name || format.words.withoutName,
      count,
      ...(total > 0 ? { share: count / total } : {}),
      ...(before === undefined ? {} : { before }),
      ...(change === undefined ? {} : { change }),
      ...(row.isWarningValue ? { missed: true } : {}),
      ...(row.scId === undefined ? {} : { customer: row.scId }),
      ...(url === undefined ? {} : { url }),
    };
  });
  if (calls === undefined || calls <= listed || total === 0) return all;
  return [...all, othersRow(0, calls - listed, total, shown)];
}

function counts(rows: Ranked[] | undefined): Map<string, number> {
  return new Map((rows ?? []).map((row) => [row.scId ?? row.name, Number(row.val)]));
}

function difference(now: number | undefined, before: number | undefined): number | undefined {
  return now === undefined || before === undefined ? undefined : now - before;
}

/** As many as a list shows; the rest of them in one row. */
export function firstRows(rows: RankedRow[], shown: Shown): RankedRow[] {
  if (rows.length <= mostRows + 1) return rows;
  const rest = rows.slice(mostRows);
  const count = rest.reduce((sum, row) => sum + row.count, 0);
  const total = rows.reduce((sum, row) => sum + row.count, 0);
  return [...rows.slice(0, mostRows), othersRow(rest.length, count, total, shown)];
}

function othersRow(rows: number, count: number, total: number, { format }: Shown): RankedRow {
  const { others, othersCounted } = format.words;
  return {
    key: '',
    name: rows === 0 ? others : format.fill(othersCounted, { n: format.exact(rows) }),
    count,
    share: total > 0 ? count / total : 0,
    others: rows,
  };
}

/** An address that leads to a page and runs nothing. */
function safeUrl(url: string): string | undefined {
  try {
    const { protocol } = new URL(url, document.baseURI);
    return protocol === 'http:' || protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}
