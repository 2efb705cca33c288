// What a widget, and a group of them, is told by attributes or by script.
import { LitElement } from 'lit';
import type { SharedSettings, Token } from './public.js';

export class Settings extends LitElement implements SharedSettings {
  static override properties = {
    src: {},
    customerId: { attribute: 'customer-id' },
    from: {},
    to: {},
    refreshEvery: { attribute: 'refresh', type: Number },
    locale: {},
    headingLevel: { attribute: 'heading-level', type: Number },
    theme: { reflect: true },
    compare: {},
    token: {},
  };

  declare src: string | null;
  declare customerId: string | null;
  declare from: string | null;
  declare to: string | null;
  declare refreshEvery: number | null;
  declare locale: string | null;
  declare headingLevel: number | null;
  declare theme: 'light' | 'dark' | 'auto' | null;
  declare compare: 'previous' | 'weekday' | 'year' | null;
  declare token: Token | null;

  constructor() {
    super();
    this.src = null;
    this.customerId = null;
    this.from = null;
    this.to = null;
    this.refreshEvery = null;
    this.locale = null;
    this.headingLevel = null;
    this.theme = null;
    this.compare = null;
    this.token = null;
  }
}
