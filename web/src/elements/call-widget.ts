import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { addDays, isDay, type Range } from '../data/days.js';
import { isComparison } from '../data/comparison.js';
import { account, ask, type Access, type Account, type Question, type Refused, type Reply } from '../data/endpoint.js';
import { formerOf, neededToCompare, type Former } from '../data/former.js';
import { every } from '../data/ticker.js';
import {
  companionsOf,
  formOf,
  isSingle,
  isWidgetType,
  type AnsweredMissed,
  type Ranked,
  type WidgetData,
  type WidgetType,
} from '../data/widget-types.js';
import type { Format } from '../words/format.js';
import { formatFor } from '../words/language.js';
import { CallWidgets } from './call-widgets.js';
import { chart, placeTooltip, sentence } from './chart.js';
import { columnsOf } from './columns-of.js';
import { Cursor } from './cursor.js';
import { dataTable } from './data-table.js';
import { figure } from './figure.js';
import { list } from './list.js';
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

/** What a widget asks: its own settings, and of its group's those that it lacks. */
interface Asked {
  type: WidgetType;
  access: Access;
  question: Question;
  compare: string | null;
}

/** An answer, and what was asked. */
interface Found {
  asked: Asked;
  data: WidgetData;
  calls: number | undefined;
  former: Former | undefined;
  account: Account | undefined;
  range: Range | undefined;
  staleSince: number | undefined;
}

const skeletonAfter = 150;

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
  private asking: string | undefined;
  private turn = 0;
  private slow: ReturnType<typeof setTimeout> | undefined;
  private waiting = false;
  private found: Found | undefined;
  private foundAt = 0;
  private refused: Refused | undefined;
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
    return this.found?.data;
  }

  /** The figures as the Table button shows them; undefined where there are none. */
  get table(): TableModel | undefined {
    const shown = this.shown();
    return shown && tabulate(shown);
  }

  /** Asks again, now. */
  refresh(): Promise<void> {
    const asked = this.asked();
    return asked ? this.ask(asked) : Promise.resolve();
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
    const group = this.parentElement?.closest('call-widgets');
    if (group instanceof CallWidgets) {
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
    clearTimeout(this.slow);
  }

  protected override willUpdate(): void {
    const asked = this.asked();
    const asking = asked ? JSON.stringify([asked.type, asked.question, asked.access.src, asked.compare, tokenText(asked)]) : isWidgetType(this.type) ? '' : `no ${this.type}`;
    if (asking === this.asking) return;
    if (this.type !== '' && !isWidgetType(this.type)) this.lack();
    this.asking = asking;
    this.cursor.index = undefined;
    if (asked) void this.ask(asked);
  }

  protected override updated(_changed: PropertyValues): void {
    this.size.watch(this.renderRoot.querySelector<HTMLElement>('#plot'));
    placeTooltip(this.renderRoot.querySelector<HTMLElement>('.tooltip'));
    const seconds = Math.max(0, this.setting('refreshEvery') ?? 0);
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
  private lack(): void {
    this.turn++;
    this.found = undefined;
    this.state = 'error';
    const message = this.format().fill(this.format().words.unknownType, { type: this.type });
    this.refused = { ok: false, status: 0, message };
    queueMicrotask(() => this.tell('call-widget-error', { status: 0, message }));
  }

  private async ask(asked: Asked): Promise<void> {
    const turn = ++this.turn;
    clearTimeout(this.slow);
    this.slow = setTimeout(() => {
      this.waiting = true;
      this.requestUpdate();
    }, skeletonAfter);
    const told = account(asked.access);
    const comparison = isComparison(asked.compare) ? asked.compare : undefined;
    const types = [...companionsOf(asked.type), ...(comparison ? neededToCompare(asked.type) : [])];
    const replies = await Promise.all(types.map((type) => ask(asked.access, asked.question, type)));
    const answers = new Map<WidgetType, WidgetData>();
    replies.forEach((reply, index) => reply.ok && answers.set(types[index]!, reply.data));
    const known = await told;
    const range = rangeOf(asked.question, answers.get('calls_per_day'), known);
    const former =
      range && comparison && replies[0]!.ok
        ? await formerOf(asked.access, { question: asked.question, range, answers, account: known }, asked.type, comparison)
        : undefined;
    if (turn !== this.turn || !this.isConnected) return;
    clearTimeout(this.slow);
    this.take(asked, replies[0]!, answers.get('call_totals'), former, known, range);
  }

  private take(
    asked: Asked,
    own: Reply,
    all: WidgetData | undefined,
    former: Former | undefined,
    account: Account | undefined,
    range: Range | undefined,
  ): void {
    const waited = this.waiting;
    this.waiting = false;
    const before = this.found;
    if (!own.ok) {
      this.refuse(own, asked);
      return;
    }
    const calls = all === undefined ? undefined : Number(all);
    const found: Found = {
      asked,
      data: own.data,
      calls,
      former,
      account: account ?? before?.account,
      range,
      staleSince: own.staleSince,
    };
    this.foundAt = Date.now();
    this.refused = undefined;
    if (before && !waited && this.state !== 'error' && same(before, found)) return;
    this.found = found;
    this.state = found.staleSince !== undefined ? 'stale' : this.isEmpty(found) ? 'empty' : 'ready';
    this.requestUpdate();
    this.tell('call-widget-data', { type: asked.type, data: own.data });
  }

  /** Figures that were had before stay, and say of when they are, unless somebody may not see them any more. */
  private refuse(refused: Refused, asked: Asked): void {
    const denied = refused.status === 401 || refused.status === 403;
    const passing = refused.status === 0 || refused.status >= 500 || refused.status === 429;
    if (passing && this.found && sameQuestion(this.found.asked, asked)) {
      this.found = { ...this.found, staleSince: this.found.staleSince ?? this.foundAt };
      this.state = 'stale';
    } else {
      this.found = undefined;
      this.state = denied ? 'forbidden' : 'error';
    }
    this.refused = refused;
    this.requestUpdate();
    this.tell('call-widget-error', { status: refused.status, message: refused.message });
  }

  private isEmpty({ asked, data }: Found): boolean {
    if (isSingle(data)) return false;
    if (formOf(asked.type, data, false) === 'list') return (data as Ranked[]).every((row) => Number(row.val) === 0);
    return (data as AnsweredMissed[]).every((row) => row.Answered === 0 && row.Missed === 0);
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
    return formOf(this.type as WidgetType, this.found?.data, !!this.setting('customerId'));
  }

  private shown(): Shown | undefined {
    if (!this.found) return undefined;
    const { asked, data, calls, former, range, account } = this.found;
    return {
      type: asked.type,
      form: formOf(asked.type, data, false),
      title: this.headingText(),
      data,
      format: this.format(),
      ...(calls === undefined ? {} : { calls }),
      ...(former ? { former } : {}),
      ...(former?.compared ? { compared: former.compared } : {}),
      ...(range ? { range } : {}),
      ...(account ? { account } : {}),
    };
  }

  protected override render(): TemplateResult {
    const format = this.format();
    const title = this.headingText();
    const shown = this.shown();
    const comparing = isComparison(this.setting('compare'));
    const drawn = shown && this.state !== 'empty' && shown.form !== 'figure' ? shown : undefined;
    return html`<section part="card" class="card" aria-label=${title || nothing} aria-busy=${this.waiting}>
      <header class="head">
        <div part="heading" class="heading" role="heading" aria-level=${this.setting('headingLevel') ?? 3} dir="auto">
          ${title}
        </div>
        <div part="actions" class="actions">
          ${isWidgetType(this.type) && this.form() !== 'figure'
            ? html`<button
                part="table-button"
                class=${`button${drawn ? '' : ' absent'}`}
                type="button"
                aria-pressed=${this.asTable}
                @click=${() => this.toggle('asTable')}
              >
                ${format.words.table}
              </button>`
            : nothing}
          ${isWidgetType(this.type)
            ? html`<button
                part="definition-button"
                class="button round"
                type="button"
                aria-label=${format.words.definition}
                title=${format.words.definition}
                aria-expanded=${this.defining}
                aria-controls="definition"
                @click=${() => this.toggle('defining')}
              >
                ?
              </button>`
            : nothing}
        </div>
      </header>
      <div part="body" class=${`body of-${this.form()} of-${this.type}${comparing ? ' comparing' : ''}${this.waiting && shown ? ' waiting' : ''}`}>
        ${this.body(shown, format)}
      </div>
      ${this.note(shown, format)} ${this.definition(format)}
      <div part="live" class="hidden" aria-live="polite" id="live"></div>
    </section>`;
  }

  private body(shown: Shown | undefined, format: Format): unknown {
    if (!isWidgetType(this.type)) {
      return html`<slot></slot>${this.refused ? failure(0, this.refused.message, format) : nothing}`;
    }
    if (!shown) {
      const standing = [...this.childNodes].some((node) => !(node instanceof Element) || node.slot === '');
      const said =
        this.refused && this.state !== 'loading'
          ? failure(this.refused.status, this.refused.message, format, () => void this.refresh())
          : this.waiting && !standing
            ? skeleton(this.form(), format)
            : nothing;
      return html`<slot></slot>${said}`;
    }
    if (this.state === 'empty' || this.isEmpty(this.found!)) return empty(rangeText(shown), format);
    if (shown.form === 'figure') return figure(shown, isComparison(this.setting('compare')));
    if (this.asTable) return dataTable(shown);
    if (shown.form === 'list') {
      return list(shown, firstRows(rankedRows(shown), shown), 0, (row, event) => this.chooseRow(row, event));
    }
    return chart(shown, columnsOf(shown), this.size, this.cursor, getComputedStyle(this).fontFamily);
  }

  /** Of which moment the figures are, where that isn't now. */
  private note(shown: Shown | undefined, format: Format): TemplateResult {
    const { range, account, staleSince } = this.found ?? {};
    let text = '';
    if (shown && staleSince !== undefined) {
      text = format.fill(format.words.asOf, {
        time: account ? format.time(timeThen(account, staleSince)) : format.timeAt(staleSince),
        ago: format.ago(staleSince),
      });
    } else if (shown && range && account && range.from <= account.today && account.today <= range.to) {
      text = format.fill(format.words.until, { time: format.time(account.time) });
    }
    return html`<p part="note" class=${`note${staleSince === undefined ? '' : ' stale'}`}>${text || nothing}</p>`;
  }

  private definition(format: Format): TemplateResult | typeof nothing {
    if (!this.defining || !isWidgetType(this.type)) return nothing;
    return html`<div
      part="definition"
      class="definition"
      id="definition"
      role="note"
      tabindex="-1"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.toggle('defining')}
    >
      <p>${format.words.definitions[this.type]}</p>
      <button class="button" type="button" @click=${() => this.toggle('defining')}>${format.words.close}</button>
    </div>`;
  }

  private toggle(what: 'asTable' | 'defining'): void {
    this[what] = !this[what];
    this.requestUpdate();
    void this.updateComplete.then(() => {
      if (what !== 'defining') return;
      this.renderRoot.querySelector<HTMLElement>(this.defining ? '#definition' : '.round')?.focus();
    });
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

function rangeOf(question: Question, days: WidgetData | undefined, account: Account | undefined): Range | undefined {
  const last = Array.isArray(days) ? days[days.length - 1]?.name : undefined;
  const to = question.to ?? account?.today ?? last;
  if (to === undefined || !isDay(to)) return undefined;
  const from = question.from ?? addDays(to, -29);
  return isDay(from) && from <= to ? { from, to } : undefined;
}

/** The account's time of day at a moment of the browser's clock. */
function timeThen({ time, toldAt }: Account, moment: number): string {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const then = hours * 3600 + minutes * 60 + seconds + Math.round((moment - toldAt) / 1000);
  const minute = ((Math.floor(then / 60) % 1440) + 1440) % 1440;
  return `${Math.floor(minute / 60)}:${minute % 60}`;
}

function same(before: Found, found: Found): boolean {
  const text = ({ asked, data, calls, former, range, account, staleSince }: Found) =>
    JSON.stringify([asked.question, asked.type, data, calls, former, range, account?.today, staleSince]);
  return text(before) === text(found);
}

function sameQuestion(one: Asked, other: Asked): boolean {
  return (
    one.type === other.type &&
    one.access.src === other.access.src &&
    one.access.token === other.access.token &&
    JSON.stringify(one.question) === JSON.stringify(other.question)
  );
}

const functions = new WeakMap<object, number>();
let functionCount = 0;

/** Tells tokens apart. */
function tokenText({ access: { token } }: Asked): string {
  if (typeof token !== 'function') return token ?? '';
  if (!functions.has(token)) functions.set(token, ++functionCount);
  return `function ${functions.get(token)}`;
}
