// The dashboard: what is looked at, as the address says it, and what of it the endpoint lets this caller see.
import { html, render } from 'lit';
import type { Account, Refused } from '../data/endpoint.js';
import { every } from '../data/ticker.js';
import type { Format } from '../words/format.js';
import { Caller } from './caller.js';
import type { Customer } from './directory.js';
import { Figures } from './figures.js';
import { header, type Header } from './header.js';
import { notice, type Notice } from './notice.js';
import { OwnDays } from './own-days.js';
import type { CustomerPicker } from './picker.js';
import { printedLine, printOnOneSheet } from './printing.js';
import { storedTheme, storedToken, storeTheme, storeToken, type Theme } from './stored.js';
import { queryOf, shownDays, viewOf, type View } from './view.js';
import type { PageWords } from './words/words.js';

const refreshSeconds = 60;

/** For what the address says before the endpoint has told of the account. */
const anyAccount: Account = { today: '2000-01-01', time: '00:00:00', time_zone: 'UTC', max_days: 3660, toldAt: 0 };

export class Page {
  private readonly figures: Figures;
  private readonly ownDays: OwnDays;
  private caller: Caller;
  private view = viewOf(location.search, anyAccount);
  private customer: Customer | undefined;
  private theme = storedTheme();
  private notice: Notice | undefined;
  private soon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly src: string,
    private readonly words: PageWords,
    private readonly format: Format,
  ) {
    this.caller = new Caller(src, storedToken());
    this.figures = new Figures(words, format, {
      came: () => (this.notice ? this.show(undefined) : this.drawSoon()),
      refused: (refused) => this.refuse(refused),
      chose: (kind, value) => this.narrow(kind, value),
    });
    this.ownDays = new OwnDays(document.querySelector('dialog')!, words, format, (range) => this.change({ range, day: undefined }));
    document.querySelector('.skip')!.textContent = words.skip;
    document.querySelector('main > h2')!.textContent = words.figures;
    this.chooseTheme(this.theme);
    addEventListener('popstate', () => this.read());
    printOnOneSheet(this.figures.widgets, () => this.draw());
    every(refreshSeconds, () => void this.followDay());
  }

  /** Asks who asks, and shows what the address says. */
  async open(): Promise<void> {
    const { caller } = this;
    const counted = caller.count();
    const refused = await caller.enter();
    if (caller !== this.caller) return;
    if (refused) return this.refuse(refused);
    storeToken(caller.token);
    const signedIn = this.notice?.kind === 'token';
    this.notice = undefined;
    this.figures.ask(caller.access);
    this.read();
    if (signedIn) document.querySelector('main')!.focus();
    await counted;
    this.draw();
  }

  private get account(): Account | undefined {
    return this.caller.account;
  }

  private signIn(token: string | undefined): void {
    storeToken(undefined);
    this.caller = new Caller(this.src, token);
    this.customer = undefined;
    this.figures.ask(undefined);
    void this.open();
  }

  private refuse({ status, message, parameter }: Refused): void {
    if (status === 401) this.askForToken();
    else if (status === 403) this.show({ kind: 'forbidden' });
    else if (!this.account) this.show({ kind: 'failed', message });
    else if (status === 400 && parameter === 'customer_id' && !this.view.customer && this.notice?.kind !== 'choose') {
      this.caller.mustChoose = true;
      this.show({ kind: 'choose' });
      void this.picker((picker) => picker.open());
    }
  }

  private askForToken(): void {
    storeToken(undefined);
    this.customer = undefined;
    const asked = this.notice?.kind === 'token';
    this.show({ kind: 'token', wrong: this.caller.token !== undefined });
    if (!asked) document.querySelector<HTMLElement>('#token')?.focus();
  }

  /** The account's midnight moves the ranges that end today. An endpoint that was away may be back. */
  private async followDay(): Promise<void> {
    if (this.notice?.kind === 'failed') return this.open();
    if (await this.caller.dayHasChanged()) this.take(this.view);
  }

  private read(): void {
    if (!this.account) return;
    this.take(viewOf(location.search, this.account));
    this.correct(this.account);
  }

  /** The address then says what is shown, where it said something that can't be. */
  private correct(account: Account): void {
    const query = queryOf(this.view, account);
    const said = new URLSearchParams(location.search).toString();
    if (said !== query.slice(1)) history.replaceState(null, '', location.pathname + query);
  }

  private change(change: Partial<View>): void {
    if (!this.account) return;
    const view = { ...this.view, ...change };
    const query = queryOf(view, this.account);
    if (query === queryOf(this.view, this.account)) return;
    history.pushState(null, '', location.pathname + query);
    this.take(view);
  }

  private take(view: View): void {
    this.view = view;
    if (this.notice?.kind === 'choose' && view.customer) this.notice = undefined;
    if (this.customer?.customer_id !== view.customer) void this.findCustomer(view.customer);
    this.draw();
  }

  private async findCustomer(id: string | undefined): Promise<void> {
    this.customer = id === undefined ? undefined : { customer_id: id, name: '', custnr: '' };
    if (id === undefined) return;
    const found = await this.caller.directory.byId(id).catch(() => this.customer);
    if (this.view.customer !== id || !this.account) return;
    this.customer = found;
    if (found) return this.draw();
    this.take({ ...this.view, customer: undefined });
    this.correct(this.account);
  }

  private narrow(kind: 'customer' | 'day' | 'hour', value: string): boolean {
    if (kind === 'day') this.change({ day: value });
    else if (kind === 'hour') this.change({ hour: this.view.hour === value ? undefined : value });
    else {
      this.change({ customer: value });
      // the row that had the focus is gone
      void this.picker((picker) => picker.focusClear());
    }
    return true;
  }

  private async picker(use: (picker: CustomerPicker) => void): Promise<void> {
    const picker = document.querySelector<CustomerPicker>('customer-picker');
    await picker?.updateComplete;
    if (picker) use(picker);
  }

  private chooseTheme(theme: Theme): void {
    this.theme = theme;
    storeTheme(theme);
    document.documentElement.dataset['theme'] = theme;
    this.figures.theme = theme;
    this.draw();
  }

  private show(shown: Notice | undefined): void {
    this.notice = shown;
    this.draw();
  }

  /** Once for all the widgets that have new figures. */
  private drawSoon(): void {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.draw());
  }

  private draw(): void {
    const { words, format, view, account, caller, figures } = this;
    const days = account && shownDays(view, account.today);
    const whose = caller.only ?? this.customer;
    const root = document.documentElement;
    root.toggleAttribute('data-one-customer', (caller.only?.customer_id ?? view.customer) !== undefined);
    root.toggleAttribute('data-comparing', view.compare !== undefined);
    if (days) figures.show(view, days);
    figures.hidden = this.notice !== undefined;
    const shown: Header = {
      words,
      format,
      view,
      account,
      directory: caller.directory,
      customer: this.customer,
      only: caller.only,
      withAll: !caller.mustChoose,
      theme: this.theme,
      hourText: view.hour ? figures.hourText(view.hour) : '',
      signedIn: caller.token !== undefined && account !== undefined,
      closed: this.notice !== undefined && this.notice.kind !== 'choose',
    };
    const head = header(shown, {
      change: (change) => this.change(change),
      widen: (change) => {
        this.change(change);
        document.querySelector('main')!.focus();
      },
      ownDays: () => days && account && this.ownDays.open(days, account),
      theme: (theme) => this.chooseTheme(theme),
      exportAll: () => figures.exportAll(),
      print: () => print(),
      signOut: () => this.signIn(undefined),
    });
    const instead = this.notice
      ? notice(this.notice, words, format, {
          signIn: (token) => this.signIn(token),
          signOut: caller.token === undefined ? undefined : () => this.signIn(undefined),
          pick: () => void this.picker((picker) => picker.open()),
          retry: () => void this.open(),
        })
      : html``;
    render(head, document.getElementById('top')!);
    render(instead, document.getElementById('notice')!);
    render(printedLine(shown), document.getElementById('printed')!);
    document.title = [whose?.name, !shown.closed && days && format.range(days, account.today), words.title].filter(Boolean).join(' · ');
  }
}
