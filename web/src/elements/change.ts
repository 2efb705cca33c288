// How a figure has changed, in words.
import type { Range } from '../data/days.js';
import type { Compared } from '../data/former.js';
import type { WidgetType } from '../data/widget-types.js';
import { exactText, figureText, type Shown } from './shown.js';

export interface Change {
  arrow: '▲' | '▼' | '';
  tone: 'better' | 'worse' | 'neutral';
  text: string;
  /** Both figures, and the days that each is of. */
  figures: string;
}

export function changeOf(shown: Shown, compared: Compared): Change {
  const { format, type } = shown;
  const said = (days: Range, value: number) =>
    `${format.range(days, shown.account?.today)}: ${exactText(type, value, format)}`;
  return { ...changed(shown, compared), figures: `${said(compared.daysNow, compared.now)}; ${said(compared.days, compared.before)}` };
}

function changed(shown: Shown, compared: Compared): Omit<Change, 'figures'> {
  const { format, type } = shown;
  const { words } = format;
  const days = format.range(compared.days, shown.account?.today);
  const range =
    compared.untilHour === undefined
      ? days
      : format.fill(words.rangeUntil, {
          range: days,
          time: format.time(`${String(compared.untilHour).padStart(2, '0')}:00`),
        });
  const digits = type === 'average_calls_per_user' ? 1 : 0;
  const difference = Number((compared.now - compared.before).toFixed(digits));
  if (difference === 0) return { arrow: '', tone: 'neutral', text: format.fill(words.same, { range }) };
  if (compared.before === 0 && (type === 'call_durations' || type === 'average_calls_per_user')) {
    return { arrow: '', tone: 'neutral', text: format.fill(words.noCalls, { range: days }) };
  }
  if (compared.before === 0) return { arrow: '▲', tone: toneOf(type, true), text: format.fill(words.isNew, { range: days }) };
  const up = difference > 0;
  const kind = type === 'call_durations' ? (up ? words.longer : words.shorter) : up ? words.more : words.fewer;
  const text = format.fill(kind, { n: figureText(type, Math.abs(difference), format), range });
  const few = compared.now < 10 && compared.before < 10 && type !== 'call_durations';
  return {
    arrow: up ? '▲' : '▼',
    tone: toneOf(type, up),
    text: few ? text : `${text} (${format.percent(difference / compared.before, true)})`,
  };
}

/** Of the share of calls missed, in percentage points; nothing where there were no calls. */
export function pointsOf(shown: Shown, { now, before, callsNow, callsBefore }: Compared): string {
  if (!callsNow || !callsBefore) return '';
  const points = Number(((now / callsNow - before / callsBefore) * 100).toFixed(1));
  return points === 0 ? '' : shown.format.fill(shown.format.words.points, { n: shown.format.signed(points, 1) });
}

function toneOf(type: WidgetType, up: boolean): Change['tone'] {
  if (type === 'missed_calls') return up ? 'worse' : 'better';
  if (type === 'call_durations' || type === 'average_calls_per_user') return 'neutral';
  return up ? 'better' : 'worse';
}
