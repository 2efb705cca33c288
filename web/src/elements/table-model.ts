// A widget's figures as a table: what its Table button shows and what a CSV file holds.
import type { WidgetType } from '../data/widget-types.js';
import { columnsOf } from './columns-of.js';
import { rankedRows } from './ranking.js';
import { rangeText, type Shown } from './shown.js';

export interface TableModel {
  caption: string;
  head: string[];
  /** Names are texts, counts numbers; a share is a number of at most 1; what isn't known is an empty text. */
  rows: (string | number)[][];
  /** The columns that hold shares. */
  shares: number[];
}

/** Of a list or a chart all rows, in the order of the endpoint. */
export function tabulate(shown: Shown): TableModel {
  const { words } = shown.format;
  const caption = [shown.title, rangeText(shown)].filter(Boolean).join(', ');
  const before = shown.former ? [shown.format.range(shown.former.range, shown.account?.today)] : [];
  if (shown.form === 'figure') {
    const former = shown.former && !Array.isArray(shown.former.data) ? [Number(shown.former.data)] : before.map(() => '');
    const value = Number(shown.data);
    const share = shown.type === 'missed_calls' && shown.calls ? [value / shown.calls] : [];
    return {
      caption,
      head: [words.columns.figure, shown.title, ...share.map(() => words.columns.share), ...before],
      rows: [[shown.title, value, ...share, ...former]],
      shares: share.map(() => 2),
    };
  }
  if (shown.form === 'list') {
    const rows = rankedRows(shown);
    return {
      caption,
      head: [words.columns[nameColumn(shown.type)], words.columns.calls, words.columns.share, ...before],
      rows: rows.map((row) => [row.name, row.count, row.share ?? '', ...before.map(() => row.before ?? '')]),
      shares: [2],
    };
  }
  const rows = columnsOf(shown);
  return {
    caption,
    head: [
      shown.form === 'days' ? words.columns.day : words.columns.hour,
      words.answered,
      words.missed,
      words.columns.total,
      ...before,
    ],
    rows: rows.map((row) => [
      row.name,
      row.answered,
      row.missed,
      row.answered + row.missed,
      ...before.map(() => row.before ?? ''),
    ]),
    shares: [],
  };
}

function nameColumn(type: WidgetType): 'customer' | 'attribution' | 'origin' | 'length' {
  if (type === 'top_customers_by_calls') return 'customer';
  if (type === 'calls_top_attributions') return 'attribution';
  return type === 'geographic_origin' ? 'origin' : 'length';
}
