// A button that opens a few choices, of which one holds (menu button, WAI-ARIA).
import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { check, chevron } from './icons.js';

export interface MenuItem {
  value: string;
  text: string;
  /** Beside it, of less weight. */
  note?: string;
}

/** Says `menu-choose` with the value. */
export class ChoiceMenu extends LitElement {
  static override properties = {
    name: { attribute: false },
    icon: { attribute: false },
    items: { attribute: false },
    value: { attribute: false },
    text: { attribute: false },
    bare: { attribute: false },
  };

  /** What is chosen here. */
  declare name: string;
  declare icon: TemplateResult;
  declare items: MenuItem[];
  declare value: string;
  /** On the button, in the place of the chosen item's. */
  declare text: string | undefined;
  /** The icon alone is seen. */
  declare bare: boolean;

  private opened = false;
  private readonly outside = (event: Event) => {
    if (!event.composedPath().includes(this)) this.close(false);
  };

  focusButton(): void {
    this.querySelector<HTMLElement>(':scope > button')?.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pointerdown', this.outside);
  }

  protected override createRenderRoot(): this {
    return this;
  }

  protected override render(): TemplateResult {
    const text = this.text ?? this.items.find(({ value }) => value === this.value)?.text ?? '';
    return html`<button
        class="control"
        type="button"
        aria-haspopup="menu"
        aria-expanded=${this.opened}
        title=${this.bare ? `${this.name}: ${text}` : nothing}
        @click=${() => (this.opened ? this.close(true) : this.open())}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          this.open();
        }}
      >
        ${this.icon}<span class="hidden">${this.name}: </span><span class=${this.bare ? 'hidden' : 'text'}>${text}</span>
        ${this.bare ? nothing : chevron}
      </button>
      <div
        class="popup"
        role="menu"
        aria-label=${this.name}
        ?hidden=${!this.opened}
        @keydown=${(event: KeyboardEvent) => this.key(event)}
        @focusout=${(event: FocusEvent) => {
          if (this.opened && event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.close(false);
        }}
      >
        ${this.items.map(
          ({ value, text, note }) => html`<button
            type="button"
            role="menuitemradio"
            tabindex="-1"
            aria-checked=${value === this.value}
            data-value=${value}
            @click=${() => this.choose(value)}
          >
            ${check}<span>${text}</span>${note === undefined ? nothing : html`<span class="aside">${note}</span>`}
          </button>`,
        )}
      </div>`;
  }

  private open(): void {
    this.opened = true;
    this.requestUpdate();
    addEventListener('pointerdown', this.outside);
    void this.updateComplete.then(() => {
      const buttons = this.buttons();
      (buttons.find((button) => button.dataset['value'] === this.value) ?? buttons[0])?.focus();
    });
  }

  private close(back: boolean): void {
    this.opened = false;
    this.requestUpdate();
    removeEventListener('pointerdown', this.outside);
    if (back) this.focusButton();
  }

  private choose(value: string): void {
    this.close(true);
    this.dispatchEvent(new CustomEvent('menu-choose', { detail: value }));
  }

  private key(event: KeyboardEvent): void {
    const buttons = this.buttons();
    const at = buttons.indexOf(event.target as HTMLElement);
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
    if (event.key === 'Escape') this.close(true);
    else if (event.key === 'Tab') return this.close(true);
    else if (to[event.key] !== undefined) buttons.at(to[event.key]! % buttons.length)?.focus();
    else if (/^\p{L}$|^\p{N}$/u.test(event.key)) {
      const begins = (button: HTMLElement) => button.innerText.trim().toLowerCase().startsWith(event.key.toLowerCase());
      [...buttons.slice(at + 1), ...buttons.slice(0, at + 1)].find(begins)?.focus();
    } else return;
    event.preventDefault();
  }

  private buttons(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitemradio]')];
  }
}
