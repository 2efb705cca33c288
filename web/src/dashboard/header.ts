// The page's head: what is shown, and what can be done with it.
import { html, nothing, type TemplateResult } from 'lit';
import { formerRange } from '../data/comparison.js';
import { contains } from '../data/days.js';
import type { Account } from '../data/endpoint.js';
import type { Format } from '../words/format.js';
import type { Customer, Directory } from './directory.js';
import { calendar, compare, cross, download, leave, printer, themes } from './icons.js';
import type { MenuItem } from './menu.js';
import { daysOf, fits, presets } from './ranges.js';
import type { Theme } from './stored.js';
import { shownDays, type View } from './view.js';
import type { PageWords } from './words/words.js';

export interface Header {
  words: PageWords;
  format: Format;
  view: View;
  /** Undefined until the endpoint has told. */
  account: Account | undefined;
  directory: Directory;
  customer: Customer | undefined;
  /** The one that the caller may see. */
  only: Customer | undefined;
  withAll: boolean;
  theme: Theme;
  /** Of the hour pointed out. */
  hourText: string;
  signedIn: boolean;
  /** There is nothing to choose from, as nothing may be seen. */
  closed: boolean;
}

export interface HeaderActions {
  /** Shows something else, which the browser's back button undoes. */
  change(change: Partial<View>): void;
  /** The same, of something whose button is then gone. */
  widen(change: Partial<View>): void;
  ownDays(): void;
  theme(theme: Theme): void;
  exportAll(): void;
  print(): void;
  signOut(): void;
}

export function header(shown: Header, actions: HeaderActions): TemplateResult {
  const { words } = shown;
  return html`<div class="bar">
      <h1>${words.title}<bdi class="paper" dir="auto">${(shown.only ?? shown.customer)?.name}</bdi></h1>
      <div class=${shown.account ? 'choices' : 'choices early'} role="group" aria-label=${words.choices} ?hidden=${shown.closed}>
        ${whose(shown, actions)} ${rangeMenu(shown, actions)} ${compareMenu(shown, actions)}
      </div>
      <div class="tools">
        ${shown.closed
          ? nothing
          : html`${tool(download, words.csvOfAll, 'csv', actions.exportAll, 'CSV')}
            ${tool(printer, words.print, 'print', actions.print, words.print)}`}
        <choice-menu
          class="theme"
          .name=${words.theme}
          .icon=${themes[shown.theme]}
          .bare=${true}
          .value=${shown.theme}
          .items=${(['auto', 'light', 'dark'] as const).map((value) => ({ value, text: words.themes[value] }))}
          @menu-choose=${({ detail }: CustomEvent<Theme>) => actions.theme(detail)}
        ></choice-menu>
        ${shown.signedIn ? tool(leave, words.signOut, 'sign-out', actions.signOut) : nothing}
      </div>
    </div>
    <div class="context">${shown.account && !shown.closed ? context(shown, shown.account, actions) : nothing}</div>`;
}

/** The short text is seen where there is room. */
function tool(icon: TemplateResult, name: string, kind: string, act: () => void, short?: string): TemplateResult {
  return html`<button class=${`control bare ${kind}`} type="button" aria-label=${name} title=${name} @click=${act}>
    ${icon}${short === undefined ? nothing : html`<span class="text">${short}</span>`}
  </button>`;
}

function whose({ words, format, directory, customer, only, withAll }: Header, actions: HeaderActions): TemplateResult {
  if (only) return html`<p class="only"><span class="hidden">${words.customer}: </span><bdi dir="auto">${only.name || only.customer_id}</bdi></p>`;
  return html`<customer-picker
    .words=${words}
    .format=${format}
    .directory=${directory}
    .chosen=${customer}
    .withAll=${withAll}
    @picker-choose=${({ detail }: CustomEvent<Customer | undefined>) => actions.change({ customer: detail?.customer_id })}
  ></customer-picker>`;
}

function rangeMenu({ words, format, view, account }: Header, actions: HeaderActions): TemplateResult {
  const own = typeof view.range === 'string' ? undefined : view.range;
  return html`<choice-menu
    class="range"
    .name=${words.days}
    .icon=${calendar}
    .value=${own ? 'own' : view.range}
    .text=${own && format.range(own, account?.today)}
    .items=${[...presetItems(words, format, account), { value: 'own', text: words.own }]}
    @menu-choose=${({ detail }: CustomEvent<string>) =>
      detail === 'own' ? actions.ownDays() : actions.change({ range: detail as View['range'], day: undefined })}
  ></choice-menu>`;
}

function presetItems(words: PageWords, format: Format, account: Account | undefined): MenuItem[] {
  return presets
    .filter((preset) => !account || fits(preset, account.today, account.max_days))
    .map((value) => ({
      value,
      text: words.ranges[value],
      ...(account ? { note: format.range(daysOf(value, account.today), account.today) } : {}),
    }));
}

function compareMenu({ words, format, view, account }: Header, actions: HeaderActions): TemplateResult {
  const days = account && shownDays(view, account.today);
  const kinds = ['previous', 'weekday', 'year'] as const;
  return html`<choice-menu
    class="compare"
    .name=${words.compare}
    .icon=${compare}
    .value=${view.compare ?? ''}
    .items=${[
      { value: '', text: words.noComparison },
      ...kinds.map((kind) => ({
        value: kind,
        text: words.comparisons[kind],
        ...(days ? { note: format.range(formerRange(days, kind), account.today) } : {}),
      })),
    ]}
    @menu-choose=${({ detail }: CustomEvent<string>) => actions.change({ compare: (detail || undefined) as View['compare'] })}
  ></choice-menu>`;
}

/** The days in words, and what is narrowed to. */
function context({ words, format, view, hourText }: Header, account: Account, actions: HeaderActions): TemplateResult {
  const days = shownDays(view, account.today);
  const former = view.compare && format.range(formerRange(days, view.compare), account.today);
  const time = format.time(account.time);
  const moment = days.to > account.today ? `${format.shortDay(account.today)}, ${time}` : time;
  const until = contains(days, account.today) && format.fill(format.words.until, { time: moment });
  return html`<p>
      <b>${format.range(days, account.today)}</b>${until ? html`<span>${until}</span>` : nothing}${former
        ? html`<span>${format.fill(words.comparedWith, { range: former })}</span>`
        : nothing}<span>${account.time_zone}</span>
    </p>
    ${view.day ? chip('day', format.day(view.day, account.today), words, format, () => actions.widen({ day: undefined })) : nothing}
    ${view.hour
      ? html`${chip('hour', hourText, words, format, () => actions.widen({ hour: undefined }))}<span class="hint">${words.hourHint}</span>`
      : nothing}`;
}

function chip(kind: string, text: string, words: PageWords, format: Format, remove: () => void): TemplateResult {
  const name = format.fill(words.remove, { name: text });
  return html`<span class=${`chip ${kind}`}>
    ${text}<button type="button" aria-label=${name} title=${name} @click=${remove}>${cross}</button>
  </span>`;
}
