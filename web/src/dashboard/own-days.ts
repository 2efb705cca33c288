// A dialog in which any days are chosen from a calendar.
import 'cally';
import { html, nothing, render } from 'lit';
import { addDays, addMonths, isDay, lengthOf, type Day, type Range } from '../data/days.js';
import type { Account } from '../data/endpoint.js';
import type { Format } from '../words/format.js';
import { next, previous } from './icons.js';
import type { PageWords } from './words/words.js';

interface Calendar extends HTMLElement {
  value: string;
  focusedDate: string;
  months: number;
  updated: Promise<void>;
}

export class OwnDays {
  private value = '';

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly words: PageWords,
    private readonly format: Format,
    private readonly choose: (range: Range) => void,
  ) {
    // a press beside the dialog
    dialog.addEventListener('pointerdown', (event) => {
      const { left, right, top, bottom } = dialog.getBoundingClientRect();
      const { clientX: x, clientY: y, target } = event;
      if (target === dialog && (x < left || x > right || y < top || y > bottom)) dialog.close();
    });
  }

  open(range: Range, account: Account): void {
    this.value = `${range.from}/${range.to}`;
    this.draw(account, this.value);
    this.dialog.showModal();
    const last = range.to < account.today ? range.to : account.today;
    void this.showMonthOf(last);
  }

  /** As the last of the months that are seen. */
  private async showMonthOf(day: Day): Promise<void> {
    const calendar = this.dialog.querySelector<Calendar>('calendar-range')!;
    calendar.focusedDate = addMonths(day, 1 - calendar.months);
    await calendar.updated;
    calendar.focusedDate = day;
    await calendar.updated;
    calendar.focus();
  }

  private range(): Range | undefined {
    const [from = '', to = ''] = this.value.split('/');
    return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
  }

  private draw(account: Account, first?: string): void {
    const { words, format } = this;
    const wide = matchMedia('(min-width: 640px)').matches;
    const range = this.range();
    const tooLong = range !== undefined && lengthOf(range) > account.max_days;
    const said = tooLong
      ? format.counted(words.tooLong, account.max_days)
      : range
        ? format.range(range, account.today)
        : words.ownHint;
    render(
      html`<form
        method="dialog"
        @submit=${() => {
          const chosen = this.range();
          if (chosen) this.choose(chosen);
        }}
      >
        <h2 id="own-title">${words.ownTitle}</h2>
        <calendar-range
          .months=${wide ? 2 : 1}
          page-by="single"
          .value=${first ?? this.value}
          .min=${addDays(account.today, 1 - Math.max(account.max_days, 366))}
          .max=${account.today}
          .today=${account.today}
          .locale=${format.locale}
          .firstDayOfWeek=${firstDayOfWeek(format.locale)}
          @change=${(event: Event) => {
            this.value = (event.target as Calendar).value;
            this.draw(account);
          }}
          @rangestart=${() => {
            this.value = '';
            this.draw(account, '');
          }}
        >
          <span slot="previous" role="img" aria-label=${words.previous}>${previous}</span>
          <span slot="next" role="img" aria-label=${words.next}>${next}</span>
          <calendar-select-year slot="heading" max-years="40"><span slot="label">${words.year}</span></calendar-select-year>
          <calendar-month></calendar-month>
          ${wide ? html`<calendar-month offset="1"></calendar-month>` : nothing}
        </calendar-range>
        <p class="said" role="status">${said}</p>
        <div class="buttons">
          <button class="control" type="button" @click=${() => this.dialog.close()}>${words.cancel}</button>
          <button class="control strong" ?disabled=${!range || tooLong}>${words.apply}</button>
        </div>
      </form>`,
      this.dialog,
    );
    this.dialog.setAttribute('aria-labelledby', 'own-title');
  }
}

/** As the locale's calendars begin: 0 is Sunday. */
function firstDayOfWeek(locale: string): number {
  type WeekInfo = { firstDay: number };
  const told = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo };
  return ((told.getWeekInfo?.() ?? told.weekInfo)?.firstDay ?? 1) % 7;
}
