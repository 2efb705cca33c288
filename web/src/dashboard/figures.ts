// The widgets of the page, as one.
import { render } from 'lit';
import type { Access, Refused } from '../data/endpoint.js';
import type { Range } from '../data/days.js';
import type { WidgetType } from '../data/widget-types.js';
import type { CallWidget } from '../elements/call-widget.js';
import type { CallWidgets } from '../elements/call-widgets.js';
import type { CallWidgetEventMap } from '../elements/public.js';
import type { Format } from '../words/format.js';
import { downloadAll, downloadOne, type Scope } from './export.js';
import { hourText, pointOut } from './hour.js';
import { download } from './icons.js';
import type { Theme } from './stored.js';
import type { View } from './view.js';
import type { PageWords } from './words/words.js';

export interface FiguresEvents {
  /** There are figures, or new ones. */
  came(): void;
  refused(refused: Refused): void;
  /** Returns whether the page did it itself. */
  chose(kind: 'customer' | 'day' | 'hour', value: string): boolean;
}

export class Figures {
  readonly widgets = [...document.querySelectorAll('call-widget')] as CallWidget[];
  private readonly group = document.querySelector('call-widgets') as CallWidgets;
  private readonly hours = this.widgets.find(({ type }) => type === 'daily_call_distribution')!;
  private scope: Scope | undefined;

  constructor(
    private readonly words: PageWords,
    private readonly format: Format,
    events: FiguresEvents,
  ) {
    this.group.locale = format.locale;
    for (const widget of this.widgets) this.addExport(widget);
    this.group.addEventListener('call-widget-data', ({ target }) => {
      exportButton(target).disabled = false;
      events.came();
    });
    this.group.addEventListener('call-widget-error', (event) => {
      const { detail } = event as CallWidgetEventMap['call-widget-error'];
      exportButton(event.target).disabled = (event.target as CallWidget).table === undefined;
      events.refused({ ok: false, ...detail });
    });
    // A customer's own page, in a new tab, stays a click away.
    let elsewhere = false;
    this.group.addEventListener('click', (event) => (elsewhere = event.ctrlKey || event.metaKey || event.shiftKey), true);
    this.group.addEventListener('call-widget-select', (event) => {
      const { kind, value } = (event as CallWidgetEventMap['call-widget-select']).detail;
      if (!(kind === 'customer' && elsewhere) && events.chose(kind, value)) event.preventDefault();
    });
  }

  /** Without an access nothing is asked. */
  ask(access: Access | undefined): void {
    this.group.token = access?.token ?? null;
    this.group.src = access?.src ?? null;
  }

  show({ customer, compare, hour }: View, range: Range): void {
    this.scope = { customer, range };
    this.group.customerId = customer ?? null;
    this.group.from = range.from;
    this.group.to = range.to;
    this.group.compare = compare ?? null;
    pointOut(this.hours, hour);
  }

  set theme(theme: Theme) {
    this.group.theme = theme;
  }

  set hidden(hidden: boolean) {
    this.group.hidden = hidden;
  }

  hourText(hour: string): string {
    return hourText(this.hours, hour, this.words, this.format);
  }

  exportAll(): void {
    if (this.scope) downloadAll(this.widgets, this.scope, this.words, this.format);
  }

  private addExport(widget: CallWidget): void {
    const name = this.format.fill(this.words.csvOf, { title: this.format.words.titles[widget.type as WidgetType] });
    const button = document.createElement('button');
    button.slot = 'actions';
    button.className = 'csv-one';
    button.type = 'button';
    button.title = name;
    button.setAttribute('aria-label', name);
    button.disabled = true;
    button.addEventListener('click', () => this.scope && downloadOne(widget, this.scope));
    render(download, button);
    widget.append(button);
  }
}

function exportButton(widget: EventTarget | null): HTMLButtonElement {
  return (widget as Element).querySelector<HTMLButtonElement>(':scope > button')!;
}
