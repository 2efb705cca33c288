// What stands in the place of the figures where they can't be shown.
import { html, nothing, type TemplateResult } from 'lit';
import type { Format } from '../words/format.js';
import type { PageWords } from './words/words.js';

export type Notice =
  | { kind: 'token'; wrong: boolean }
  | { kind: 'forbidden' }
  | { kind: 'choose' }
  | { kind: 'failed'; message: string };

export interface NoticeActions {
  signIn(token: string): void;
  /** Undefined where nobody signed in by a token. */
  signOut: (() => void) | undefined;
  pick(): void;
  retry(): void;
}

export function notice(shown: Notice, words: PageWords, format: Format, actions: NoticeActions): TemplateResult {
  switch (shown.kind) {
    case 'token':
      return tokenForm(shown.wrong, words, actions);
    case 'forbidden':
      return message(
        format.words.forbidden,
        format.words.forbiddenHint,
        actions.signOut && html`<button class="control" type="button" @click=${actions.signOut}>${words.signOut}</button>`,
      );
    case 'choose':
      return message(
        words.chooseCustomer,
        words.chooseCustomerHint,
        html`<button class="control strong" type="button" @click=${actions.pick}>${words.findCustomer}</button>`,
      );
    case 'failed':
      return message(
        shown.message || format.words.failed,
        undefined,
        html`<button class="control strong" type="button" @click=${actions.retry}>${format.words.retry}</button>`,
      );
  }
}

function message(title: string, hint: string | undefined, action: unknown): TemplateResult {
  return html`<div class="notice" role="status">
    <h3 dir="auto">${title}</h3>
    ${hint === undefined ? nothing : html`<p>${hint}</p>`}
    <p class="buttons">${action ?? nothing}</p>
  </div>`;
}

function tokenForm(wrong: boolean, words: PageWords, actions: NoticeActions): TemplateResult {
  return html`<form
    class="notice"
    @submit=${(event: SubmitEvent) => {
      event.preventDefault();
      const field = (event.currentTarget as HTMLFormElement).querySelector('input')!;
      if (field.value.trim()) actions.signIn(field.value.trim());
    }}
  >
    <h3>${words.signIn}</h3>
    <label for="token">${words.token}</label>
    <input
      id="token"
      type="password"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      required
      aria-describedby="token-hint token-wrong"
      aria-invalid=${wrong}
    />
    <p id="token-wrong" class="wrong" role="alert">${wrong ? words.tokenWrong : nothing}</p>
    <p id="token-hint">${words.tokenHint}</p>
    <p class="buttons"><button class="control strong">${words.tokenSend}</button></p>
  </form>`;
}
