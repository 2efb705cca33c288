// Chooses a customer: a combobox (WAI-ARIA) over what the endpoint finds.
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Format } from '../words/format.js';
import type { Customer, Directory, Found } from './directory.js';
import { cross, search } from './icons.js';
import type { PageWords } from './words/words.js';

const pause = 120;

/** Says `picker-choose` with a customer, or undefined for all. */
export class CustomerPicker extends LitElement {
  static override properties = {
    words: { attribute: false },
    format: { attribute: false },
    directory: { attribute: false },
    chosen: { attribute: false },
    withAll: { attribute: false },
  };

  declare words: PageWords;
  declare format: Format;
  declare directory: Directory;
  declare chosen: Customer | undefined;
  /** Whether all customers together may be chosen. */
  declare withAll: boolean;

  private opened = false;
  private query = '';
  private found: Found | undefined;
  private failed = '';
  private active = 0;
  /** What is shown answers what was typed before. */
  private pending = false;
  /** Enter was pressed meanwhile: the first of the answer is meant. */
  private entered = false;
  private asked = 0;
  private typed: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.withAll = true;
  }

  /** Opens the list, with the focus in the field. */
  open(): void {
    this.field?.focus();
    this.show();
  }

  focusClear(): void {
    (this.querySelector<HTMLElement>('.clear') ?? this.field)?.focus();
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const { words, chosen, opened } = this;
    const hint = this.withAll ? words.allCustomers : words.chooseCustomer;
    const options = this.options();
    return html`<label class="hidden" for="customer">${words.customer}</label>
      ${search}
      <input
        id="customer"
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        dir="auto"
        aria-autocomplete="list"
        aria-expanded=${opened}
        aria-controls="customers"
        aria-activedescendant=${opened && !this.pending && options.length > 0 ? `customer-${this.active}` : nothing}
        placeholder=${opened ? words.findCustomer : hint}
        title=${chosen?.name ?? nothing}
        @click=${() => this.show()}
        @input=${() => this.type()}
        @keydown=${(event: KeyboardEvent) => this.key(event)}
        @blur=${() => this.close()}
      />
      ${chosen && this.withAll
        ? html`<button class="clear" type="button" aria-label=${words.clearCustomer} title=${words.clearCustomer} @click=${() => this.choose(undefined)}>
            ${cross}
          </button>`
        : nothing}
      <div class="popup" ?hidden=${!opened} @mousedown=${(event: Event) => event.preventDefault()}>
        <ul id="customers" role="listbox" aria-label=${words.customer}>
          ${options.map((customer, index) => this.option(customer, index))}
        </ul>
        <p role="status">${opened ? this.said() : nothing}</p>
      </div>`;
  }

  private option(customer: Customer | undefined, index: number): TemplateResult {
    const selected = customer?.customer_id === this.chosen?.customer_id && (customer !== undefined || this.withAll);
    return html`<li
      id=${`customer-${index}`}
      role="option"
      aria-selected=${selected}
      class=${index === this.active ? 'active' : ''}
      @click=${() => this.choose(customer)}
      @mousemove=${() => this.move(index)}
    >
      ${customer
        ? html`<bdi dir="auto">${customer.name || customer.customer_id}</bdi><span>${customer.custnr}</span>`
        : html`<b>${this.words.allCustomers}</b>`}
    </li>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('directory')) this.found = undefined;
  }

  protected override updated(): void {
    if (!this.opened && this.field) this.field.value = this.chosen?.name || this.chosen?.customer_id || '';
    if (this.opened) this.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }

  private get field(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  private options(): (Customer | undefined)[] {
    const found = this.found?.customers ?? [];
    return this.withAll && this.query === '' ? [undefined, ...found] : found;
  }

  private said(): string {
    if (this.failed) return this.failed;
    if (!this.found) return '';
    const { total, customers } = this.found;
    const n = this.format.exact(total);
    if (total === 0) return this.words.noneFound;
    if (total <= customers.length) return this.format.counted(this.words.found, total);
    return this.format.fill(this.words.firstOf, { shown: this.format.exact(customers.length), n });
  }

  private show(): void {
    if (this.opened) return;
    this.opened = true;
    this.query = '';
    this.active = 0;
    this.entered = false;
    this.field?.select();
    void this.find(this.query);
    this.requestUpdate();
  }

  private close(): void {
    clearTimeout(this.typed);
    this.asked++;
    this.opened = false;
    this.requestUpdate();
  }

  private choose(customer: Customer | undefined): void {
    this.close();
    this.dispatchEvent(new CustomEvent('picker-choose', { detail: customer }));
  }

  private type(): void {
    this.opened = true;
    this.query = this.field?.value.trim() ?? '';
    this.pending = true;
    this.entered = false;
    clearTimeout(this.typed);
    this.typed = setTimeout(() => void this.find(this.query), pause);
    this.requestUpdate();
  }

  /** The latest question alone is answered. */
  private async find(text: string): Promise<void> {
    const asked = ++this.asked;
    this.pending = true;
    try {
      const found = await this.directory.find(text);
      if (asked !== this.asked) return;
      this.found = found;
      this.failed = '';
    } catch (error) {
      if (asked !== this.asked) return;
      this.found = undefined;
      this.failed = (error instanceof Error && error.name === 'Error' && error.message) || this.words.unreachable;
    }
    this.active = 0;
    this.pending = false;
    this.requestUpdate();
    const options = this.options();
    if (this.entered && options.length > 0) this.choose(options[0]);
  }

  private enter(options: (Customer | undefined)[]): void {
    if (!this.pending) {
      if (options.length > 0) this.choose(options[this.active]);
    } else if (this.query !== '') {
      clearTimeout(this.typed);
      this.entered = true;
      void this.find(this.query);
    }
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const options = this.options();
    const last = options.length - 1;
    const to: Record<string, number> = {
      ArrowDown: this.active < last ? this.active + 1 : 0,
      ArrowUp: this.active > 0 ? this.active - 1 : last,
      PageDown: Math.min(last, this.active + 8),
      PageUp: Math.max(0, this.active - 8),
    };
    if (!this.opened) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp' && event.key !== 'Enter') return;
      this.show();
    } else if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter') this.enter(options);
    else if (to[event.key] !== undefined) this.move(Math.max(0, to[event.key]!));
    else return;
    event.preventDefault();
  }

  private move(index: number): void {
    if (this.active === index) return;
    this.active = index;
    this.requestUpdate();
  }
}
