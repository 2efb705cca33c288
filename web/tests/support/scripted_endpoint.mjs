// A server that plays the endpoint, for what the real one cannot be made to show: slowness, failures of every kind, stale answers.
// It serves web/dist at /dashboard/ and pages at /pages/, with the policy that the shipped files send.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { answerTo } from './envelopes.mjs';
import { dist, policy } from './front.mjs';
import { LoopbackServer } from './loopback_server.mjs';

const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

export class ScriptedEndpoint extends LoopbackServer {
  #pages = new Map();
  #script = {};

  /** What was asked of /api, as {target, headers}. */
  asked = [];
  account = { today: '2026-11-29', time: '14:05:09', time_zone: 'Europe/Berlin', max_days: 3660 };
  customers = [{ customer_id: '407382', name: 'Harbour Street Dental', custnr: 'K-1001' }];

  /**
   * How /widgets/data answers from now on: `status`, `headers`, `body` (an object, or text as it is), `wait` (milliseconds), `cut`
   * (the connection breaks), `figures` (what answerTo takes), or `by`, a function of the query that yields all of these.
   */
  script(script) {
    this.#script = script;
    this.asked = [];
  }

  page(name, html) {
    this.#pages.set(`/pages/${name}`, html);
    return `${this.origin}/pages/${name}`;
  }

  answer(request, response) {
    this.#answer(request, response).catch(() => response.destroy());
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.origin);
    if (url.pathname.startsWith('/api')) return this.#api(url, request, response);
    response.setHeader('Content-Security-Policy', policy);
    const page = this.#pages.get(url.pathname);
    if (page !== undefined) {
      response.setHeader('Content-Type', kinds[path.extname(url.pathname)] ?? kinds['.html']);
      return response.end(page);
    }
    const [, name] = /^\/dashboard\/([\w.-]*)$/.exec(url.pathname) ?? [];
    if (name === undefined) return response.writeHead(404).end();
    const file = name || 'index.html';
    try {
      const bytes = await readFile(path.join(dist, file));
      response.setHeader('Content-Type', kinds[path.extname(file)] ?? 'application/octet-stream');
      return response.end(bytes);
    } catch {
      return response.writeHead(404).end();
    }
  }

  async #api(url, request, response) {
    const send = (status, body, headers = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'private, no-cache', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    };
    this.asked.push({ target: url.pathname + url.search, headers: request.headers });
    if (url.pathname === '/api/account') return send(200, this.account, { 'Cache-Control': 'no-store' });
    const [, id] = /^\/api\/customers\/(\d+)$/.exec(url.pathname) ?? [];
    if (id && this.customers.some((customer) => customer.customer_id === id)) return send(200, this.#customersLike(new URLSearchParams({ customer_id: id })));
    if (url.pathname === '/api/customers') return send(200, this.#customersLike(url.searchParams));
    if (url.pathname !== '/api/widgets/data') return send(404, { errors: [{ code: 'not_found', message: 'there is no such path' }] });
    const { by, ...fixed } = this.#script;
    const { status = 200, headers = {}, body, wait = 0, cut = false, figures } = by ? by(url.searchParams, request) : fixed;
    if (wait) await after(wait);
    if (cut) return response.destroy();
    return send(status, body ?? answerTo(url.searchParams, { today: this.account.today, ...figures }), headers);
  }

  #customersLike(query) {
    const words = (query.get('name') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const found = this.customers.filter(({ name, customer_id: id, custnr }) =>
      words.every((word) => name.toLowerCase().split(/\s+/).some((part) => part.startsWith(word)))
      && (!query.get('customer_id') || query.get('customer_id') === id) && (!query.get('custnr') || query.get('custnr') === custnr));
    const size = Number(query.get('pagesize') ?? 1000);
    const page = Number(query.get('page') ?? 0);
    return {
      total: found.length, page, pagesize: size, numpages: Math.ceil(found.length / size),
      customers: found.slice(page * size, (page + 1) * size),
    };
  }
}

/** An error as the endpoint words it. */
export const fault = (code, message, more = {}) => ({ errors: [{ code, ...more, message }] });
