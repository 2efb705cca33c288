// Figures as CSV files: of one widget as its table shows them, of all in one file with a record for each figure.
import { csv, type Cell } from '../data/csv.js';
import type { Range } from '../data/days.js';
import type { WidgetType } from '../data/widget-types.js';
import type { CallWidget } from '../elements/call-widget.js';
import type { TableModel } from '../elements/table-model.js';
import type { Format } from '../words/format.js';
import type { PageWords } from './words/words.js';

/** Whose figures, of which days: for the name of the file. */
export interface Scope {
  customer: string | undefined;
  range: Range;
}

export function downloadOne(widget: CallWidget, scope: Scope): void {
  const table = widget.table;
  if (table) save(fileName(widget.type, scope), csv([table.head, ...table.rows.map((row) => plain(row, table))]));
}

export function downloadAll(widgets: CallWidget[], scope: Scope, words: PageWords, format: Format): void {
  const head = [words.csvWidget, words.csvRow, words.csvColumn, words.csvValue];
  save(fileName('calls', scope), csv([head, ...widgets.flatMap((widget) => figures(widget, format))]));
}

/** A record for each figure: of which widget, row and column. */
function figures({ table, type, data }: CallWidget, { words }: Format): Cell[][] {
  if (!table) return [];
  const [first = '', second = ''] = table.head;
  if (!Array.isArray(data)) {
    const heads = [first, ...table.head.slice(2)];
    return table.rows.flatMap(([, ...values]) => values.map((value, index): Cell[] => [second, '', heads[index] ?? '', value]));
  }
  return table.rows.flatMap((row) => {
    const [name = '', ...values] = plain(row, table);
    return values.map((value, index): Cell[] => [words.titles[type as WidgetType], name, table.head[index + 1] ?? '', value]);
  });
}

/** Shares by four decimals. */
function plain(row: Cell[], { shares }: TableModel): Cell[] {
  return row.map((cell, column) => (typeof cell === 'number' && shares.includes(column) ? Number(cell.toFixed(4)) : cell));
}

function fileName(what: string, { customer, range }: Scope): string {
  return [what, customer ?? 'all-customers', range.from, range.to].join('_') + '.csv';
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
