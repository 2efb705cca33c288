// What a chart over time shows: one column for each day, or each hour.

export interface Column {
  /** As the endpoint names it. */
  name: string;
  /** Below the axis. */
  label: string;
  /** Of days: the label that tells the year, where the one before is of another. */
  year?: string;
  labelWithYear?: string;
  /** In full. */
  title: string;
  answered: number;
  missed: number;
  /** All calls of its counterpart in the former period. */
  before?: number;
  weekend?: boolean;
  /** It has not ended yet. */
  unfinished?: boolean;
  /** It has not begun yet. */
  ahead?: boolean;
}

export interface Plot {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  foot: number;
}

export function callsOf(column: Column): number {
  return column.answered + column.missed;
}

/** The first of those with most calls. */
export function highestOf(columns: Column[]): Column | undefined {
  return columns.reduce<Column | undefined>(
    (most, column) => (most === undefined || callsOf(column) > callsOf(most) ? column : most),
    undefined,
  );
}

export function largestOf(columns: Column[]): number {
  return columns.reduce((most, column) => Math.max(most, callsOf(column), column.before ?? 0), 0);
}

/** The middle of a column, in pixels from the left. */
export function middleOf(plot: Plot, count: number, index: number): number {
  return plot.left + ((index + 0.5) / count) * (plot.right - plot.left);
}

/** The column at a distance from the left. */
export function indexAt(plot: Plot, count: number, x: number): number {
  const index = Math.floor(((x - plot.left) / (plot.right - plot.left)) * count);
  return Math.min(count - 1, Math.max(0, index));
}
