// Figures, days and times as people of a language write them.
import { instant, type Day, type Range } from '../data/days.js';
import type { Plural, Words } from './words.js';

/** Fills the places `{name}` of a text. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

export class Format {
  readonly fill = fill;
  private readonly numbers: Intl.NumberFormat;
  private readonly compacts: Intl.NumberFormat;
  private readonly plurals: Intl.PluralRules;

  constructor(
    readonly locale: string,
    readonly words: Words,
  ) {
    this.numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    this.compacts = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
    this.plurals = new Intl.PluralRules(locale);
  }

  /** In full, however large. */
  exact(value: number, fractionDigits = 0): string {
    if (fractionDigits === 0) return this.numbers.format(value);
    return new Intl.NumberFormat(this.locale, {
      minimumFractionDigits: fractionDigits,
      maximumFractionDigits: fractionDigits,
    }).format(value);
  }

  /** In full up to 999,999. */
  figure(value: number): string {
    return Math.abs(value) > 999_999 ? this.compacts.format(value) : this.exact(value);
  }

  /** Of an axis: short. */
  tick(value: number): string {
    return Math.abs(value) >= 10_000 ? this.compacts.format(value) : this.exact(value);
  }

  /** A share of 1: a decimal below ten per cent, none above. */
  percent(share: number, signed = false): string {
    if (share > 0 && share < 0.0005 && !signed) return `<${this.percent(0.001)}`;
    const small = Math.abs(share) < 0.0995 && share !== 0;
    return new Intl.NumberFormat(this.locale, {
      style: 'percent',
      minimumFractionDigits: small ? 1 : 0,
      maximumFractionDigits: small ? 1 : 0,
      signDisplay: signed ? 'exceptZero' : 'auto',
    }).format(share);
  }

  signed(value: number, fractionDigits = 0): string {
    return new Intl.NumberFormat(this.locale, {
      minimumFractionDigits: fractionDigits,
      maximumFractionDigits: fractionDigits,
      signDisplay: 'exceptZero',
    }).format(value);
  }

  duration(seconds: number): string {
    const whole = Math.round(seconds);
    if (whole < 60) return fill(this.words.seconds, { seconds: this.exact(whole) });
    return fill(this.words.minutesSeconds, {
      minutes: this.exact(Math.floor(whole / 60)),
      seconds: this.exact(whole % 60),
    });
  }

  counted(plural: Plural, value: number): string {
    return fill(plural[this.plurals.select(value)] ?? plural.other, { n: this.exact(value) });
  }

  /** `Tue 14 Oct`; with the year where it is not the present one. */
  day(day: Day, today?: Day): string {
    return this.dates({ weekday: 'short', day: 'numeric', month: 'short', ...year(day, today) }).format(instant(day));
  }

  /** `14 Oct`, of an axis. */
  shortDay(day: Day): string {
    return this.dates({ day: 'numeric', month: 'short' }).format(instant(day));
  }

  /** `14 Oct 2025` */
  shortDayWithYear(day: Day): string {
    return this.dates({ day: 'numeric', month: 'short', year: 'numeric' }).format(instant(day));
  }

  /** `18–24 Nov` */
  range(range: Range, today?: Day): string {
    const thisYear = today === undefined ? undefined : today.slice(0, 4);
    const withYear = range.from.slice(0, 4) !== thisYear || range.to.slice(0, 4) !== thisYear;
    return this.dates({ day: 'numeric', month: 'short', ...(withYear ? { year: 'numeric' } : {}) }).formatRange(
      instant(range.from),
      instant(range.to),
    );
  }

  /** An hour of the day by the endpoint's name, `14:00`: `14:00` or `2 PM`. */
  hour(name: string): string {
    return this.time(`${name.slice(0, 2)}:00`, true);
  }

  /** Wall-clock time `HH:MM…`. */
  time(time: string, wholeHour = false): string {
    const [hours = '0', minutes = '0'] = time.split(':');
    const at = Date.UTC(2000, 0, 1, Number(hours), Number(minutes));
    const short = wholeHour && this.hourCycle().startsWith('h1');
    return this.dates(short ? { hour: 'numeric' } : { timeStyle: 'short' }).format(at);
  }

  /** A moment's time of day where the browser is. */
  timeAt(ms: number): string {
    return new Intl.DateTimeFormat(this.locale, { timeStyle: 'short' }).format(ms);
  }

  /** `4 min ago` */
  ago(ms: number, now = Date.now()): string {
    const seconds = Math.max(0, Math.round((now - ms) / 1000));
    const relative = new Intl.RelativeTimeFormat(this.locale, { style: 'short', numeric: 'always' });
    if (seconds < 60) return relative.format(-seconds, 'second');
    if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
    if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
    return relative.format(-Math.floor(seconds / 86_400), 'day');
  }

  private hourCycle(): string {
    return new Intl.DateTimeFormat(this.locale, { hour: 'numeric' }).resolvedOptions().hourCycle ?? 'h23';
  }

  private dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.locale, { ...options, timeZone: 'UTC' });
  }
}

function year(day: Day, today: Day | undefined): Intl.DateTimeFormatOptions {
  return today !== undefined && day.slice(0, 4) === today.slice(0, 4) ? {} : { year: 'numeric' };
}
