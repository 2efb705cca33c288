import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import type { CallWidgetsElement } from './public.js';
import { Settings } from './settings.js';

/** A widget in a group, as the group sees it. */
export interface Member {
  requestUpdate(): void;
  refresh(): Promise<void>;
}

/**
 * Gives the widgets in it what they share: an attribute that a widget does not have itself is the group's.
 *
 * @tag call-widgets
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
 * @slot - the widgets, and whatever else stands around them
 */
export class CallWidgets extends Settings implements CallWidgetsElement {
  static override styles = css`
    :host {
      display: contents;
    }
    :host([theme='light']) {
      color-scheme: light;
    }
    :host([theme='dark']) {
      color-scheme: dark;
    }
  `;

  private readonly members = new Set<Member>();

  /** Returns what ends the membership. */
  join(member: Member): () => void {
    this.members.add(member);
    return () => this.members.delete(member);
  }

  /** Asks again for all widgets in it, now. */
  async refresh(): Promise<void> {
    await Promise.all([...this.members].map((member) => member.refresh()));
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.size > 0) for (const member of this.members) member.requestUpdate();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

/** The nearest group around a widget, also outside of the shadow tree that it is in. */
export function groupAround(widget: Element): CallWidgets | undefined {
  for (let at: Element | null = widget; at; at = (at.getRootNode() as Partial<ShadowRoot>).host ?? null) {
    const group = at.closest('call-widgets');
    if (group instanceof CallWidgets) return group;
  }
  return undefined;
}
