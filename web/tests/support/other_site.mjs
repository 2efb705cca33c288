// A page's own web server: another origin than the endpoint's.
import path from 'node:path';
import { LoopbackServer } from './loopback_server.mjs';

const kinds = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript' };

export class OtherSite extends LoopbackServer {
  #places = new Map();

  /** Puts a file there, and returns its address. */
  page(name, text) {
    return this.at(name, () => ({ text }));
  }

  /** What a place answers: a function that yields `text`, and `status` where it is not 200. */
  at(name, answer) {
    this.#places.set(`/${name}`, answer);
    return `${this.origin}/${name}`;
  }

  answer(request, response) {
    const { pathname } = new URL(request.url, this.origin);
    const { text, status = 200 } = this.#places.get(pathname)?.(request) ?? { status: 404, text: '' };
    response.writeHead(status, { 'Content-Type': kinds[path.extname(pathname)] ?? 'text/plain', 'Cache-Control': 'no-store' });
    response.end(text);
  }
}

/** `site` with these settings besides, until the test `t` is over. */
export async function withSettings(t, site, settings) {
  const anew = async (more) => {
    site.settle(more);
    await site.stop();
    await site.start();
  };
  t.after(() => anew({}));
  await anew(settings);
}
