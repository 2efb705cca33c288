import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { isComparison } from '../data/comparison.js';
import type { Refused } from '../data/endpoint.js';
import { every } from '../data/ticker.js';
import { formOf, isEmpty, isSingle, isWidgetType, type WidgetData, type WidgetType } from '../data/widget-types.js';
import type { Format } from '../words/format.js';
import { formatFor } from '../words/language.js';
import { groupAround, type CallWidgets } from './call-widgets.js';
import { chart, placeTooltip, sentence } from './chart.js';
import { columnsOf } from './columns-of.js';
import { Cursor } from './cursor.js';
import { dataTable } from './data-table.js';
import { figure } from './figure.js';
import { definition, head, type Head } from './head.js';
import { Inquiry, type Asked } from './inquiry.js';
import { list } from './list.js';
import { noteText } from './note.js';
import type { CallWidgetElement, SharedSettings } from './public.js';
import { firstRows, rankedRows, type RankedRow } from './ranking.js';
import { Settings } from './settings.js';
import { rangeText, type Shown } from './shown.js';
import { Size } from './size.js';
import { empty, failure, skeleton } from './states.js';
import { styles } from './styles.js';
import { tabulate, type TableModel } from './table-model.js';
import { theme } from './theme.js';

type State = CallWidgetElement['state'];

/**
 * One of the eleven call widgets. What stands in it is shown until it works.
 *
 * @tag call-widget
 * @attr {string} type - one of the endpoint's eleven types
 * @attr {string} heading - in the place of the type's own; empty for none
 * @attr {string} src - the endpoint, such as `/api`
 * @attr {string} customer-id - whose figures; without it those of the whole account
 * @attr {string} from - the first day, `YYYY-MM-DD`
 * @attr {string} to - the last day, `YYYY-MM-DD`
 * @attr {number} refresh - seconds between questions
 * @attr {number} heading-level - of headings, 3 where it isn't said
 * @attr {string} locale - how figures and days are written, and in which language
 * @attr {'light'|'dark'|'auto'} theme - `auto` is as the page's color-scheme
 * @attr {'previous'|'weekday'|'year'} compare - with which days
 * @attr {string} token - a bearer token; the property also takes a function that yields one
 * @slot - what is shown until there are figures, and where none can be had
 * @slot actions - a page's own buttons, beside the widget's
 * @fires call-widget-data - there are figures, or new ones: {type, data}
 * @fires call-widget-error - there are none: {status, message}
 * @fires call-widget-select - a customer, a day or an hour was chosen: {kind, value, name}; cancelable
 */
export class CallWidget extends Settings implements CallWidgetElement {
  static override properties = {
    ...Settings.properties,
    type: {},
    heading: {},
    state: { reflect: true },
  };
  static override styles = [theme, styles];

  declare type: string;
  declare heading: string | null;
  declare state: State;

  private readonly size = new Size(this);
  private readonly cursor = new Cursor(
    this,
    (index) => this.say(index),
    (index) => this.chooseColumn(index),
  );
  private group: CallWidgets | undefined;
  private leave: (() => void) | undefined;
  private ticking: { seconds: number; end: () => void } | undefined;
  private readonly inquiry = new Inquiry({
    answered: (found) => this.come('call-widget-data', { type: found.asked.type, data: found.data }),
    refused: ({ status, message, parameter }: Refused) => this.come('call-widget-error', { status, message, parameter }),
    changed: () => this.requestUpdate(),
  });
  private lacking: string | undefined;
  private listAt = 0;
  private asTable = false;
  private defining = false;

  constructor() {
    super();
    this.type = '';
    this.heading = null;
    this.state = 'loading';
  }

  /** What the endpoint answered; undefined before its first answer. */
  get data(): WidgetData | undefined {
    return this.inquiry.found?.data;
  }

  /** The figures as the Table button shows them; undefined where there are none. */
  get table(): TableModel | undefined {
    const shown = this.shown();
    return shown && tabulate(shown);
  }

  /** Asks again, now. */
  refresh(): Promise<void> {
    const asked = this.asked();
    return asked ? this.inquiry.again(asked) : Promise.resolve();
  }

  /**
   * Draws for the size that it has now, at once: for paper.
   * @internal
   */
  fit(): void {
    this.size.measure();
    if (this.isUpdatePending) this.performUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const group = groupAround(this);
    if (group) {
      this.group = group;
      this.leave = group.join(this);
    }
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave?.();
    this.group = undefined;
    this.ticking?.end();
    this.ticking = undefined;
    this.inquiry.pause();
  }

  protected override willUpdate(): void {
    if (this.inquiry.follow(this.asked())) this.cursor.index = undefined;
    const lacking = this.type === '' || isWidgetType(this.type) ? undefined : this.type;
    if (lacking !== this.lacking && lacking !== undefined) {
      queueMicrotask(() => this.tell('call-widget-error', { status: 0, message: this.lackText() }));
    }
    this.lacking = lacking;
    this.state = this.stateNow();
  }

  protected override updated(_changed: PropertyValues): void {
    this.size.watch(this.renderRoot.querySelector<HTMLElement>('#plot'));
    placeTooltip(this.renderRoot.querySelector<HTMLElement>('.tooltip'));
    const seconds = this.setting('refreshEvery') ?? 0;
    if (this.ticking?.seconds !== seconds) {
      this.ticking?.end();
      this.ticking = seconds > 0 ? { seconds, end: every(seconds, () => void this.refresh()) } : undefined;
    }
  }

  private setting<Name extends keyof SharedSettings>(name: Name): SharedSettings[Name] | null {
    const own: SharedSettings[Name] = (this as SharedSettings)[name];
    return own ?? this.group?.[name] ?? null;
  }

  private asked(): Asked | undefined {
    const src = this.setting('src');
    if (src === null || !isWidgetType(this.type)) return undefined;
    const given = (name: 'customerId' | 'from' | 'to') => this.setting(name) || undefined;
    return {
      type: this.type,
      access: { src, token: this.setting('token') || undefined },
      question: { customerId: given('customerId'), from: given('from'), to: given('to') },
      compare: this.setting('compare'),
    };
  }

  /** There is no such type. */
  private lackText(): string {
    return this.format().fill(this.format().words.unknownType, { type: this.type });
  }

  private come(event: 'call-widget-data' | 'call-widget-error', detail: unknown): void {
    this.state = this.stateNow();
    this.requestUpdate();
    this.tell(event, detail);
  }

  private stateNow(): State {
    const { found, refused } = this.inquiry;
    if (this.lacking !== undefined) return 'error';
    if (found) return found.staleSince !== undefined ? 'stale' : isEmpty(found.asked.type, found.data) ? 'empty' : 'ready';
    if (refused) return refused.status === 401 || refused.status === 403 ? 'forbidden' : 'error';
    return 'loading';
  }

  private tell(name: string, detail: unknown, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  private format(): Format {
    return formatFor(this.setting('locale'));
  }

  private headingText(): string {
    const { words } = this.format();
    if (this.heading !== null) return this.heading;
    if (!isWidgetType(this.type)) return '';
    if (this.type === 'top_customers_by_calls' && this.form() === 'figure') return words.callsOfCustomer;
    return words.titles[this.type];
  }

  private form() {
    return formOf(this.type as WidgetType, this.data, !!this.setting('customerId'));
  }

  private shown(): Shown | undefined {
    if (!this.inquiry.found) return undefined;
    const { asked, data, calls, former, range, account } = this.inquiry.found;
    return {
      type: asked.type,
      form: formOf(asked.type, data, false),
      title: this.headingText(),
      data,
      format: this.format(),
      calls,
      former,
      range,
      account,
    };
  }

  protected override render(): TemplateResult {
    const format = this.format();
    const title = this.headingText();
    const shown = this.shown();
    const comparing = isComparison(this.setting('compare'));
    const form = this.form();
    const top: Head = {
      title,
      level: this.setting('headingLevel') ?? 3,
      type: isWidgetType(this.type) ? this.type : undefined,
      table:
        isWidgetType(this.type) && form !== 'figure'
          ? { pressed: this.asTable, ready: shown !== undefined && this.state !== 'empty' }
          : undefined,
      defining: this.defining,
      format,
      toggle: (what) => this.toggle(what),
    };
    return html`<section part="card" class="card" role="group" aria-label=${title || nothing} aria-busy=${this.inquiry.waiting}>
      ${head(top)}
      <div part="body" class=${`body of-${form} of-${this.type}${comparing ? ' comparing' : ''}`}>
        ${this.body(shown, format)}
      </div>
      ${this.note(format)} ${definition(top)}
      <div part="live" class="hidden" aria-live="polite" id="live"></div>
    </section>`;
  }

  private body(shown: Shown | undefined, format: Format): unknown {
    if (!isWidgetType(this.type)) {
      return html`<slot></slot>${this.type === '' ? nothing : failure(0, this.lackText(), format)}`;
    }
    const { refused, waiting, found } = this.inquiry;
    if (!shown || !found) {
      const standing = [...this.childNodes].some((node) => !(node instanceof Element) || node.slot === '');
      const said = refused
        ? failure(refused.status, refused.message, format, () => void this.refresh())
        : waiting && !standing
          ? skeleton(this.form(), format)
          : nothing;
      return html`<slot></slot>${said}`;
    }
    if (isEmpty(found.asked.type, found.data)) return empty(rangeText(shown), format);
    if (shown.form === 'figure') return figure(shown, isComparison(this.setting('compare')));
    if (this.asTable) return dataTable(shown);
    if (shown.form === 'list') {
      return list(shown, firstRows(rankedRows(shown), shown), {
        at: this.listAt,
        move: (at) => this.moveInList(at),
        choose: (row, event) => this.chooseRow(row, event),
      });
    }
    return chart(shown, columnsOf(shown), this.size, this.cursor, getComputedStyle(this).fontFamily);
  }

  private note(format: Format): TemplateResult {
    const { found } = this.inquiry;
    const stale = found?.staleSince !== undefined;
    return html`<p part="note" class=${`note${stale ? ' stale' : ''}`}>${(found && noteText(found, format)) || nothing}</p>`;
  }

  private toggle(what: 'asTable' | 'defining'): void {
    this[what] = !this[what];
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (what !== 'defining') return;
      this.renderRoot.querySelector<HTMLElement>(this.defining ? '#definition' : '.round')?.focus();
    });
  }

  private moveInList(at: number): void {
    this.listAt = at;
    this.requestUpdate();
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.link[tabindex="0"]')?.focus());
  }

  private say(index: number): void {
    const shown = this.shown();
    const column = shown && !isSingle(shown.data) ? columnsOf(shown)[index] : undefined;
    const live = this.renderRoot.querySelector('#live');
    if (shown && column && live) live.textContent = sentence(shown, column);
  }

  private chooseColumn(index: number): void {
    const shown = this.shown();
    const column = shown && columnsOf(shown)[index];
    if (!column) return;
    const kind = shown.form === 'hours' ? 'hour' : 'day';
    const value = kind === 'hour' ? column.name.slice(0, 2) : column.name;
    this.tell('call-widget-select', { kind, value, name: column.title }, true);
  }

  private chooseRow(row: RankedRow, event: Event): void {
    if (!this.tell('call-widget-select', { kind: 'customer', value: row.customer, name: row.name }, true)) event.preventDefault();
  }
}
