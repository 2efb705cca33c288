// The dashboard: brings together the address, what the endpoint says of the caller, the head and the widgets.
import { html, render } from 'lit';
import { account, get, refusal, type Access, type Account, type Refused } from '../data/endpoint.js';
import { every } from '../data/ticker.js';
import type { CallWidget } from '../elements/call-widget.js';
import type { CallWidgets } from '../elements/call-widgets.js';
import type { CallWidgetEventMap } from '../elements/public.js';
import type { Format } from '../words/format.js';
import { Directory, type Customer } from './directory.js';
import { downloadAll, downloadOne, type Scope } from './export.js';
import { header, type Header } from './header.js';
import { hourText, pointOut } from './hour.js';
import { download } from './icons.js';
import { notice, type Notice } from './notice.js';
import { OwnDays } from './own-days.js';
import type { CustomerPicker } from './picker.js';
import { printedLine, printOnOneSheet } from './printing.js';
import { storedTheme, storedToken, storeTheme, storeToken, type Theme } from './stored.js';
import { queryOf, shownDays, viewOf, type View } from './view.js';
import type { PageWords } from './words/words.js';

const refreshSeconds = 60;

export class Page {
  private readonly group = document.querySelector('call-widgets') as CallWidgets;
  private readonly widgets = [...document.querySelectorAll('call-widget')] as CallWidget[];
  private readonly hours = this.widgets.find(({ type }) => type === 'daily_call_distribution')!;
  private readonly ownDays: OwnDays;
  private access: Access;
  private directory: Directory;
  private account: Account | undefined;
  private view: View = { range: '30d' };
  private customer: Customer | undefined;
  private only: Customer | undefined;
  /** The endpoint wants a customer of this caller. */
  private mustChoose = false;
  private theme = storedTheme();
  private notice: Notice | undefined;
  private newTab = false;

  constructor(
    src: string,
    private readonly words: PageWords,
    private readonly format: Format,
  ) {
    this.access = { src, token: storedToken() };
    this.directory = new Directory(this.access);
    this.ownDays = new OwnDays(document.querySelector('dialog')!, words, format, (range) => this.change({ range, day: undefined }));
    document.querySelector('.skip')!.textContent = words.skip;
    document.querySelector('main > h2')!.textContent = words.figures;
    this.group.locale = format.locale;
    this.applyTheme();
    for (const widget of this.widgets) this.addExport(widget);
    this.listen();
    this.draw();
  }

  /** Asks who asks, and shows what the address says. */
  async open(): Promise<void> {
    const told = await account(this.access);
    if (!told) {
      this.refuse(await this.reason());
      return;
    }
    this.account = told;
    this.notice = undefined;
    if (this.access.token) storeToken(this.access.token as string);
    this.group.token = this.access.token ?? null;
    this.group.src = this.access.src;
    this.read();
    void this.countCustomers();
  }

  private listen(): void {
    addEventListener('popstate', () => this.account && this.read());
    printOnOneSheet(this.widgets, () => this.draw());
    document.addEventListener('click', (event) => (this.newTab = event.ctrlKey || event.metaKey || event.shiftKey), true);
    this.group.addEventListener('call-widget-data', (event) => {
      (event.target as Element).querySelector('button')!.disabled = false;
      if (this.notice) this.show(undefined);
      else if (event.target === this.hours && this.view.hour) this.draw();
    });
    this.group.addEventListener('call-widget-error', (event) => {
      const { status, message } = (event as CallWidgetEventMap['call-widget-error']).detail;
      const widget = event.target as CallWidget;
      widget.querySelector('button')!.disabled = widget.table === undefined;
      if (status === 401 || status === 403 || (status === 400 && !this.view.customer)) this.refuse({ ok: false, status, message });
    });
    this.group.addEventListener('call-widget-select', (event) => this.narrow(event as CallWidgetEventMap['call-widget-select']));
    every(refreshSeconds, () => void this.followToday());
  }

  /** The account's midnight moves the ranges that end today. */
  private async followToday(): Promise<void> {
    if (!this.account) return;
    const told = await account(this.access);
    if (!told || told.today === this.account.today) return;
    this.account = told;
    this.take(this.view);
  }

  private async reason(): Promise<Refused> {
    try {
      return await refusal(await get(this.access, '/account'));
    } catch {
      return { ok: false, status: 0, message: '' };
    }
  }

  private refuse({ status, message }: Refused): void {
    if (status === 401) this.show({ kind: 'token', wrong: this.access.token !== undefined });
    else if (status === 403) this.show({ kind: 'forbidden' });
    else if (status === 400 && this.account) {
      if (this.notice?.kind === 'choose') return;
      this.mustChoose = true;
      this.show({ kind: 'choose' });
      void this.pick();
    } else this.show({ kind: 'failed', message });
  }

  private async pick(): Promise<void> {
    const picker = document.querySelector<CustomerPicker>('customer-picker');
    await picker?.updateComplete;
    picker?.open();
  }

  private signIn(token: string | undefined): void {
    storeToken(undefined);
    this.access = { src: this.access.src, token };
    this.directory = new Directory(this.access);
    this.account = undefined;
    this.customer = undefined;
    this.only = undefined;
    this.mustChoose = false;
    // a header holds nothing else
    if (token !== undefined && !/^[\x21-\x7e]+$/.test(token)) this.show({ kind: 'token', wrong: true });
    else {
      this.group.src = null;
      void this.open();
    }
  }

  private async countCustomers(): Promise<void> {
    const { directory } = this;
    const found = await directory.find('').catch(() => undefined);
    if (!found || directory !== this.directory) return;
    this.only = found.total === 1 ? found.customers[0] : undefined;
    this.draw();
  }

  private read(): void {
    const view = viewOf(location.search, this.account!);
    this.take(view);
    this.correct();
  }

  /** The address then says what is shown, where it said something that can't be. */
  private correct(): void {
    const query = queryOf(this.view, this.account!);
    const said = new URLSearchParams(location.search).toString();
    if (said !== query.replace('?', '')) history.replaceState(null, '', location.pathname + query);
  }

  private change(change: Partial<View>): void {
    const view = { ...this.view, ...change };
    const query = queryOf(view, this.account!);
    if (query === queryOf(this.view, this.account!)) return;
    history.pushState(null, '', location.pathname + query);
    this.take(view);
  }

  private take(view: View): void {
    this.view = view;
    const { from, to } = shownDays(view, this.account!.today);
    this.group.customerId = view.customer ?? null;
    this.group.from = from;
    this.group.to = to;
    this.group.compare = view.compare ?? null;
    if (this.notice?.kind === 'choose' && view.customer) this.notice = undefined;
    if (this.customer?.customer_id !== view.customer) void this.findCustomer(view.customer);
    this.draw();
  }

  private async findCustomer(id: string | undefined): Promise<void> {
    this.customer = id === undefined ? undefined : { customer_id: id, name: '', custnr: '' };
    if (id === undefined) return;
    try {
      const found = await this.directory.byId(id);
      if (this.view.customer !== id) return;
      if (found) this.customer = found;
      else {
        this.take({ ...this.view, customer: undefined });
        this.correct();
      }
    } catch {
      // its number has to do
    }
    this.draw();
  }

  private narrow(event: CallWidgetEventMap['call-widget-select']): void {
    const { kind, value } = event.detail;
    if (kind === 'customer') {
      if (this.newTab) return;
      event.preventDefault();
      this.change({ customer: value });
      // what had the focus is gone
      void document.querySelector<CustomerPicker>('customer-picker')?.updateComplete.then(function (this: void) {
        document.querySelector<CustomerPicker>('customer-picker')?.focusClear();
      });
    } else if (kind === 'day') this.change({ day: value });
    else this.change({ hour: this.view.hour === value ? undefined : value });
  }

  private scope(): Scope {
    return { customer: this.view.customer, range: shownDays(this.view, this.account!.today) };
  }

  private addExport(widget: CallWidget): void {
    const name = this.format.fill(this.words.csvOf, { title: this.format.words.titles[widget.type as keyof Format['words']['titles']] });
    const button = document.createElement('button');
    button.slot = 'actions';
    button.className = 'csv-one';
    button.type = 'button';
    button.title = name;
    button.setAttribute('aria-label', name);
    button.disabled = true;
    button.addEventListener('click', () => this.account && downloadOne(widget, this.scope()));
    widget.append(button);
    render(download, button);
  }

  private applyTheme(): void {
    document.documentElement.dataset['theme'] = this.theme;
    this.group.theme = this.theme;
  }

  private chooseTheme(theme: Theme): void {
    this.theme = theme;
    storeTheme(theme);
    this.applyTheme();
    this.draw();
  }

  private show(shown: Notice | undefined): void {
    this.notice = shown;
    this.draw();
  }

  private draw(): void {
    const { words, format, view, account } = this;
    const shown: Header = {
      words, format, view, account,
      directory: this.directory,
      customer: this.customer,
      only: this.only,
      withAll: !this.mustChoose,
      theme: this.theme,
      hourText: view.hour ? hourText(this.hours, view.hour, words, format) : '',
      signedIn: this.access.token !== undefined,
    };
    render(
      header(shown, {
        change: (change) => this.change(change),
        customer: (customer) => this.change({ customer: customer?.customer_id }),
        ownDays: () => this.account && this.ownDays.open(shownDays(this.view, this.account.today), this.account),
        theme: (theme) => this.chooseTheme(theme),
        exportAll: () => this.account && downloadAll(this.widgets, this.scope(), words),
        print: () => print(),
        signOut: () => this.signIn(undefined),
      }),
      document.getElementById('top')!,
    );
    render(
      this.notice
        ? notice(this.notice, words, format, {
            signIn: (token) => this.signIn(token),
            signOut: this.access.token === undefined ? undefined : () => this.signIn(undefined),
            pick: () => void this.pick(),
            retry: () => void this.open(),
          })
        : html``,
      document.getElementById('notice')!,
    );
    this.group.hidden = this.notice !== undefined;
    document.documentElement.toggleAttribute('data-comparing', view.compare !== undefined);
    pointOut(this.hours, view.hour);
    render(printedLine(shown), document.getElementById('printed')!);
    document.title = account
      ? [(this.only ?? this.customer)?.name, format.range(shownDays(view, account.today), account.today), words.title].filter(Boolean).join(' · ')
      : words.title;
  }
}
