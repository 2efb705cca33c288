// The line on top of a widget, and what its question mark opens.
import { html, nothing, type TemplateResult } from 'lit';
import type { WidgetType } from '../data/widget-types.js';
import type { Format } from '../words/format.js';

export interface Head {
  title: string;
  level: number;
  /** Undefined where there is no such type. */
  type: WidgetType | undefined;
  /** Whether its figures may be seen as a table, are, and whether there are any. */
  table: { pressed: boolean; ready: boolean } | undefined;
  defining: boolean;
  format: Format;
  toggle(what: 'asTable' | 'defining'): void;
}

export function head({ title, level, type, table, defining, format, toggle }: Head): TemplateResult {
  const { words } = format;
  return html`<header class="head">
    <div part="heading" class="heading" role="heading" aria-level=${level} dir="auto">${title}</div>
    <div part="actions" class="actions">
      ${table
        ? html`<button
            part="table-button"
            class=${table.ready ? 'button' : 'button absent'}
            type="button"
            aria-pressed=${table.pressed}
            @click=${() => toggle('asTable')}
          >
            ${words.table}
          </button>`
        : nothing}
      <slot name="actions"></slot>
      ${type === undefined
        ? nothing
        : html`<button
            part="definition-button"
            class="button round"
            type="button"
            aria-label=${words.definition}
            title=${words.definition}
            aria-expanded=${defining}
            aria-controls=${defining ? 'definition' : nothing}
            @click=${() => toggle('defining')}
          >
            ?
          </button>`}
    </div>
  </header>`;
}

export function definition({ type, defining, format, toggle }: Head): TemplateResult | typeof nothing {
  if (!defining || type === undefined) return nothing;
  return html`<div
    part="definition"
    class="definition"
    id="definition"
    role="note"
    tabindex="-1"
    @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && toggle('defining')}
  >
    <p>${format.words.definitions[type]}</p>
    <button class="button" type="button" @click=${() => toggle('defining')}>${format.words.close}</button>
  </div>`;
}
