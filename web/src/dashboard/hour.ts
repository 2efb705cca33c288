// One hour of the day, pointed out. The endpoint has no figures of an hour other than how many calls there were, so that is
// told, and its bar stands out.
import type { AnsweredMissed } from '../data/widget-types.js';
import type { CallWidget } from '../elements/call-widget.js';
import type { Format } from '../words/format.js';
import type { PageWords } from './words/words.js';

const sheet = new CSSStyleSheet();

export function pointOut(widget: CallWidget, hour: string | undefined): void {
  const root = widget.shadowRoot;
  if (!root) return;
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  sheet.replaceSync(hour === undefined ? '' : `.bar:not([data-name="${hour}:00"]){opacity:.3}`);
}

/** `14:00: 57 calls (5 % of all), 3 missed`; the hour alone while its calls aren't known. */
export function hourText(widget: CallWidget, hour: string, words: PageWords, format: Format): string {
  const name = format.hour(`${hour}:00`);
  const rows = (Array.isArray(widget.data) ? widget.data : []) as AnsweredMissed[];
  const row = rows.find((one) => one.name.startsWith(hour));
  if (!row) return name;
  const calls = row.Answered + row.Missed;
  const all = rows.reduce((sum, one) => sum + one.Answered + one.Missed, 0);
  return format.fill(words.hour, {
    hour: name,
    calls: format.counted(format.words.calls, calls),
    share: format.percent(all > 0 ? calls / all : 0),
    missed: format.exact(row.Missed),
  });
}
