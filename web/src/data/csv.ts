// Tables as CSV (RFC 4180), as spreadsheets open them: UTF-8 with a byte order mark, lines end with CRLF.

export type Cell = string | number;

/** All records have as many fields as the longest. Numbers are written as JSON writes them, whatever the reader's language. */
export function csv(records: Cell[][]): string {
  const width = records.reduce((most, record) => Math.max(most, record.length), 0);
  const line = (record: Cell[]) => Array.from({ length: width }, (_, index) => field(record[index] ?? '')).join(',');
  return `\uFEFF${records.map((record) => `${line(record)}\r\n`).join('')}`;
}

/** A text that a spreadsheet would take for a formula begins with an apostrophe. */
function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  // also for those whose language separates by a semicolon
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
