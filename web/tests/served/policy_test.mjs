// The dashboard's Content-Security-Policy is in force, and nobody else is asked for anything.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { nothingNoticed, openPage } from '../support/browser.mjs';
import { policy } from '../support/front.mjs';
import { eventually } from '../support/processes.mjs';
import { settled } from '../support/pages.mjs';
import { served } from '../support/served.mjs';

const { front, browser } = await served();
const dashboard = `${front.origin}/dashboard/`;
const directives = (text) => text.split(';').map((part) => part.trim()).filter(Boolean).sort();

for (const name of ['', 'index.html', 'dashboard.js', 'dashboard.css', 'call-widgets.js']) {
  test(`/dashboard/${name} comes with its policy and its type`, async () => {
    const answer = await fetch(dashboard + name);
    assert.equal(answer.status, 200);
    // The module is for pages of other sites too, each with a policy of its own.
    if (name !== 'call-widgets.js') assert.deepEqual(directives(answer.headers.get('content-security-policy')), directives(policy));
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    const type = answer.headers.get('content-type');
    assert.match(type, name.endsWith('.js') ? /^(text|application)\/javascript/ : name.endsWith('.css') ? /^text\/css/ : /^text\/html/);
  });
}

test('/dashboard without its slash leads to it', async () => {
  const answer = await fetch(`${front.origin}/dashboard`);
  assert.equal(new URL(answer.url).pathname, '/dashboard/');
  assert.equal(answer.status, 200);
});

test('the dashboard works under it', async () => {
  const page = await openPage(browser);
  await page.goto(dashboard);
  await settled(page, undefined, 11);
  await nothingNoticed(page);
  assert.deepEqual(await page.context().cookies(), []);
  for (const request of page.asked) assert.equal(new URL(request.url()).origin, front.origin);
});

test('a script and a style that somebody brings in are refused', async () => {
  const page = await openPage(browser);
  await page.goto(dashboard);
  await settled(page, undefined, 11);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'globalThis.owned = 1' }));
    document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' }));
    document.body.insertAdjacentHTML('beforeend', '<p style="color: red" onclick="globalThis.owned = 1">x</p>');
    new Image().src = 'http://127.0.0.2/x.png';
  });
  const refused = await eventually('refusals', async () => {
    const seen = await page.evaluate(() => globalThis.refused.map((text) => text.split(' ')[0]));
    return ['script-src-elem', 'style-src-elem', 'style-src-attr', 'script-src-attr', 'img-src'].every((name) => seen.includes(name)) && seen;
  });
  assert.ok(refused.length >= 5);
  assert.equal(await page.evaluate(() => globalThis.owned), undefined);
});

test('another site may not frame it', async (t) => {
  const other = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>Another site</title><iframe src="${dashboard}"></iframe>`);
  });
  await new Promise((listening) => { other.listen(0, '127.0.0.1', listening); });
  t.after(() => { other.closeAllConnections(); other.close(); });
  const page = await openPage(browser);
  await page.goto(`http://127.0.0.1:${other.address().port}/`);
  assert.match(page.frames()[1].url(), /^chrome-error:/);
});
