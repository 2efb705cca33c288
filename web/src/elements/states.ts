// What stands in a widget's frame where there are no figures.
import { html, nothing, type TemplateResult } from 'lit';
import type { Form } from '../data/widget-types.js';
import type { Format } from '../words/format.js';

export function skeleton(form: Form, format: Format): TemplateResult {
  const rows = form === 'list' ? 5 : 1;
  return html`<div part="skeleton" class=${`skeleton of-${form}`}>
    ${Array.from({ length: rows }, () => html`<span class="bone"></span>`)}
    <span class="hidden">${format.words.loading}</span>
  </div>`;
}

export function empty(range: string, format: Format): TemplateResult {
  return html`<div part="empty" class="message">
    <strong>${format.fill(format.words.noCalls, { range }).trim()}</strong>
    <span>${format.words.noCallsHint}</span>
  </div>`;
}

/** The endpoint's own words, or that it can't be reached. */
export function failure(status: number, message: string, format: Format, retry?: () => void): TemplateResult {
  const { words } = format;
  const denied = status === 401 || status === 403;
  const title = status === 401 ? words.unauthorized : status === 403 ? words.forbidden : message || words.failed;
  return html`<div part=${denied ? 'error forbidden' : 'error'} class="message" role="status">
    <strong dir="auto">${title}</strong>
    ${denied
      ? html`<span>${words.forbiddenHint}</span>`
      : retry
        ? html`<button part="retry" class="button" type="button" @click=${retry}>${words.retry}</button>`
        : nothing}
  </div>`;
}
