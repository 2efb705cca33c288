// A private web server before a site: the program at /api, web/dist at /dashboard/, a test's pages at /pages/.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './processes.mjs';
import { repository } from './site.mjs';

/** What the shipped files send with the dashboard. */
export const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
  + "base-uri 'none'; frame-ancestors 'self'";

export const dist = path.join(repository, 'web/dist');

export class Front {
  #kind;
  #folder;
  #pages;

  /** @param kind nginx, or apache */
  constructor(site, kind = process.env.CALLWIDGETS_WEB_SERVER ?? 'nginx') {
    this.site = site;
    this.#kind = kind;
    this.#folder = path.join(site.folder, kind);
    this.#pages = path.join(site.folder, 'pages');
  }

  async start(...more) {
    mkdirSync(this.#pages, { recursive: true });
    const lines = path.join(this.site.folder, `${this.#kind}-site.conf`);
    writeFileSync(lines, this.#kind === 'nginx' ? nginxLines(this.#pages) : apacheLines(this.#pages));
    const words = this.#kind === 'nginx'
      ? [this.site.socket, `site=${lines}`, `dashboard=${dist}`]
      : [this.site.socket, this.site.program, this.site.settings, '/api', `site=${lines}`, `dashboard=${dist}`];
    await this.#script('start', ...words, ...more);
    const file = this.#kind === 'nginx' ? 'nginx.url' : 'apache-fcgi.url';
    this.api = readFileSync(path.join(this.#folder, file), 'utf8').trim();
    this.origin = new URL(this.api).origin;
  }

  stop() { return this.#script('stop'); }

  /** Puts a page there, and returns its address. */
  page(name, html) {
    writeFileSync(path.join(this.#pages, name), html);
    return `${this.origin}/pages/${name}`;
  }

  /** The lines of the server's log of requests: `"GET /api/… HTTP/1.1" 200`. */
  requests() {
    return readFileSync(path.join(this.#folder, `${this.#kind}.access.log`), 'utf8').trim().split('\n').map((line) => {
      const [, method, target, status] = /"(\S+) (\S+) [^"]*" (\d+)/.exec(line) ?? [];
      return { method, target, status: Number(status) };
    });
  }

  /** What the endpoint answers, parsed; asked apart from any browser. */
  async json(target) {
    const answer = await fetch(this.api + target);
    if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  #script(verb, ...words) {
    return run(path.join(repository, 'tests/servers', this.#kind), [verb, this.#folder, ...words]);
  }
}

const nginxLines = (pages) => `
location ^~ /pages/ {
  alias ${pages}/;
  types { text/html html; text/javascript js; text/css css; }
  add_header Content-Security-Policy "${policy}" always;
  add_header Cache-Control no-cache;
}
`;

const apacheLines = (pages) => `
Alias "/pages/" "${pages}/"
<Directory "${pages}">
  Require all granted
  Header always set Content-Security-Policy "${policy}"
  Header set Cache-Control no-cache
  <FilesMatch "\\.html$">
    ForceType "text/html; charset=utf-8"
  </FilesMatch>
  <FilesMatch "\\.js$">
    ForceType text/javascript
  </FilesMatch>
  <FilesMatch "\\.css$">
    ForceType text/css
  </FilesMatch>
</Directory>
`;
