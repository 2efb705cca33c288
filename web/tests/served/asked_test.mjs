// What is asked of the endpoint, how often, and what comes of it on the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataRequests, nothingNoticed, openPage } from '../support/browser.mjs';
import { bare, eleven, settled, types, widget } from '../support/pages.mjs';
import { eventually } from '../support/processes.mjs';
import { seen } from '../support/seen.mjs';
import { served } from '../support/served.mjs';

const { site, front, browser } = await served();
const finished = { from: '2026-10-05', to: '2026-10-11' };
let pages = 0;

async function open(html, options) {
  const page = await openPage(browser, options);
  await page.goto(front.page(`asked-${++pages}.html`, html));
  return page;
}
const paramsOf = (url) => new URL(url).searchParams;
const typesOf = (url) => paramsOf(url).get('type').split(',').sort();

test('eleven widgets ask once, by one GET', async () => {
  const page = await open(eleven());
  await settled(page);
  const asked = dataRequests(page);
  assert.equal(asked.length, 1, asked.join('\n'));
  assert.deepEqual(typesOf(asked[0]), [...types].sort());
  await nothingNoticed(page);
});

test('eleven widgets that are compared ask twice, of a range that has ended', async () => {
  const page = await open(eleven({ ...finished, compare: 'previous' }));
  await settled(page);
  await eventually('the second question', () => dataRequests(page).length >= 2);
  await page.waitForTimeout(300);
  const asked = dataRequests(page);
  assert.equal(asked.length, 2, asked.join('\n'));
  assert.deepEqual(asked.map((url) => [paramsOf(url).get('from_date'), paramsOf(url).get('to_date')]).sort(),
    [['2026-09-28', '2026-10-04'], ['2026-10-05', '2026-10-11']]);
});

test('compared, a range that ends today takes up to four small questions more', async () => {
  const page = await open(eleven({ compare: 'previous' }));
  await settled(page);
  await page.waitForTimeout(700);
  const asked = dataRequests(page);
  assert.ok(asked.length <= 6, asked.join('\n'));
  assert.equal(asked.filter((url) => typesOf(url).length === types.length).length, 2);
});

test('widgets of another customer or range are asked apart', async () => {
  const page = await open(bare([
    widget('call_totals', { id: 'a', src: '/api', ...finished }), widget('missed_calls', { id: 'b', src: '/api', ...finished }),
    widget('call_totals', { id: 'c', src: '/api', ...finished, 'customer-id': '407382' }),
    widget('call_totals', { id: 'd', src: '/api', from: '2026-10-01', to: '2026-10-02' }),
  ].join('\n')));
  await settled(page);
  assert.equal(dataRequests(page).length, 3);
  const customers = dataRequests(page).map((url) => paramsOf(url).get('customer_id') ?? '').sort();
  assert.deepEqual(customers.filter((id) => id && id !== '0'), ['407382']);
});

/** Counts changes of nodes in all shadow roots and outside of them, from now on. */
const watchNodes = (page) => page.evaluate(() => {
  globalThis.changes = [];
  const observer = new MutationObserver((records) => {
    globalThis.changes.push(...records.map(({ type, target, attributeName }) => `${type} ${target.nodeName} ${attributeName ?? ''}`));
  });
  const what = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document.documentElement, what);
  for (const element of document.querySelectorAll('call-widget')) observer.observe(element.shadowRoot, what);
});

test('a refresh that is answered 304 changes no node', async () => {
  const page = await open(eleven(finished));
  await settled(page);
  await watchNodes(page);
  const before = front.requests().filter(({ status }) => status === 304).length;
  await page.evaluate(() => document.querySelector('call-widgets').refresh());
  await eventually('a 304', () => front.requests().filter(({ status }) => status === 304).length > before);
  await page.waitForTimeout(300);
  assert.equal(dataRequests(page).length, 2);
  assert.deepEqual(await page.evaluate(() => globalThis.changes), []);
});

test('refresh="1" asks again by itself, and changes nothing where nothing is new', async () => {
  const page = await open(eleven({ ...finished, refresh: 1 }));
  await settled(page);
  await watchNodes(page);
  await eventually('three questions', () => dataRequests(page).length >= 3);
  await page.waitForTimeout(200);
  assert.deepEqual(await page.evaluate(() => globalThis.changes), []);
  assert.ok(dataRequests(page).every((url) => typesOf(url).length === types.length), 'still all in one');
  await nothingNoticed(page);
});

test('nothing is asked while the page is hidden, and at once when it shows again', async () => {
  const page = await open(bare(widget('call_totals', { src: '/api', refresh: 1 })));
  await settled(page);
  const show = (state) => page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
    Object.defineProperty(document, 'hidden', { value: visibility === 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  await show('hidden');
  await page.waitForTimeout(200);
  const before = dataRequests(page).length;
  await page.waitForTimeout(2500);
  assert.equal(dataRequests(page).length, before);
  await show('visible');
  await eventually('a question', () => dataRequests(page).length > before, { seconds: 5 });
});

test('attributes and properties that a script changes take effect', async () => {
  const page = await open(bare(widget('call_totals', { id: 'it', src: '/api', ...finished })));
  await settled(page);
  const figure = async () => (await seen(page, '#it')).figure;
  const wanted = async (more) => Number((await front.json(`/widgets/data?type=call_totals&${more}`)).datasources[0].data).toLocaleString('en');
  const becomes = async (text, what) => eventually(`${what}: ${text}`, async () => await figure() === text, { seconds: 10 });

  await page.evaluate(() => document.querySelector('#it').setAttribute('customer-id', '407383'));
  await becomes(await wanted('from_date=2026-10-05&to_date=2026-10-11&customer_id=407383'), 'customer-id');
  await page.evaluate(() => { document.querySelector('#it').to = '2026-10-31'; });
  await becomes(await wanted('from_date=2026-10-05&to_date=2026-10-31&customer_id=407383'), 'to');
  await page.evaluate(() => { document.querySelector('#it').customerId = null; });
  await becomes(await wanted('from_date=2026-10-05&to_date=2026-10-31'), 'customerId');
  await page.evaluate(() => document.querySelector('#it').setAttribute('type', 'missed_calls'));
  await becomes((await wanted('from_date=2026-10-05&to_date=2026-10-31')
    && Number((await front.json('/widgets/data?type=missed_calls&from_date=2026-10-05&to_date=2026-10-31')).datasources[0].data).toLocaleString('en')), 'type');
  await page.evaluate(() => document.querySelector('#it').setAttribute('heading', 'Not answered'));
  await eventually('the heading', async () => (await seen(page, '#it')).heading === 'Not answered');
  await page.evaluate(() => document.querySelector('#it').setAttribute('locale', 'de'));
  await eventually('German', async () => /%\s.*Anrufe|aller/.test((await seen(page, '#it')).share));
  await nothingNoticed(page);
});

test('widgets take from <call-widgets> what they lack, and follow when it changes', async () => {
  const page = await open(bare(`<call-widgets src="/api" from="2026-10-05" to="2026-10-11" customer-id="407382">
    <section>${widget('call_totals', { id: 'own', 'customer-id': '407383' })}</section>${widget('call_totals', { id: 'shared' })}</call-widgets>`));
  await settled(page);
  const asked = dataRequests(page).map((url) => paramsOf(url).get('customer_id')).sort();
  assert.deepEqual(asked, ['407382', '407383']);
  await page.evaluate(() => document.querySelector('call-widgets').setAttribute('from', '2026-10-01'));
  await eventually('both asked again', () => dataRequests(page).filter((url) => paramsOf(url).get('from_date') === '2026-10-01').length === 2);
});

test('a widget that is put there by script works, and one that is taken away asks no more', async () => {
  const page = await open(bare('<div id="here"></div>'));
  await page.evaluate(() => {
    const widget = document.createElement('call-widget');
    widget.type = 'call_totals';
    widget.src = '/api';
    widget.refreshEvery = 1;
    document.querySelector('#here').append(widget);
  });
  await settled(page);
  await page.evaluate(() => document.querySelector('call-widget').remove());
  await page.waitForTimeout(200);
  const before = dataRequests(page).length;
  await page.waitForTimeout(1500);
  assert.equal(dataRequests(page).length, before);
  await nothingNoticed(page);
});

test('what stands inside is shown until the widget works', async () => {
  const inside = '<p class="inside">12 calls, says the paper</p>';
  const without = await open(bare(widget('call_totals', { src: '/api' }, inside), { module: '/pages/none.js' }));
  assert.ok(await without.locator('.inside').isVisible());
  const page = await open(bare(widget('call_totals', { src: '/api' }, inside)));
  await settled(page);
  assert.ok(!await page.locator('.inside').isVisible());
});

test('data and the events tell what came', async () => {
  const page = await open(bare('<div id="here"></div>'));
  const told = await page.evaluate(async () => {
    const heard = [];
    document.addEventListener('call-widget-data', ({ detail, composed, bubbles }) => heard.push({ detail, composed, bubbles }));
    const widget = Object.assign(document.createElement('call-widget'), { type: 'missed_calls', src: '/api', from: '2026-10-05', to: '2026-10-11' });
    const before = widget.data;
    document.querySelector('#here').append(widget);
    await widget.updateComplete;
    await widget.refresh();
    return { heard, before, after: widget.data };
  });
  const { data } = (await front.json('/widgets/data?type=missed_calls&from_date=2026-10-05&to_date=2026-10-11')).datasources[0];
  assert.equal(told.before, undefined);
  assert.equal(told.after, data);
  assert.deepEqual(told.heard[0], { detail: { type: 'missed_calls', data }, composed: true, bubbles: true });
});

test('an error is told by an event', async () => {
  const page = await open(bare('<div id="here"></div>'));
  const told = await page.evaluate(() => new Promise((tell) => {
    document.addEventListener('call-widget-error', ({ detail }) => tell(detail));
    document.querySelector('#here').append(Object.assign(document.createElement('call-widget'), { type: 'call_totals', src: '/api', customerId: '999' }));
  }));
  assert.equal(told.status, 404);
  const words = (await (await fetch(`${front.api}/widgets/data?type=call_totals&customer_id=999`)).json()).errors[0].message;
  assert.equal(told.message, words);
});

test('a customer, a day and an hour that are chosen are told, and a link can be kept from being followed', async () => {
  const page = await open(eleven(finished));
  await settled(page);
  await page.evaluate(() => {
    globalThis.chosen = [];
    document.addEventListener('call-widget-select', (event) => {
      globalThis.chosen.push(event.detail);
      event.preventDefault();
    });
  });
  await page.locator('#top_customers_by_calls a').nth(1).click();
  await page.locator('#calls_per_day [part~="bar"][part~="answered"][data-name="2026-10-07"]').click({ force: true });
  await page.locator('#daily_call_distribution [part~="bar"][part~="answered"][data-name="14:00"]').click({ force: true });
  const customers = (await front.json('/widgets/data?type=top_customers_by_calls&from_date=2026-10-05&to_date=2026-10-11')).datasources[0].data;
  const chosen = await page.evaluate(() => globalThis.chosen);
  assert.deepEqual(chosen.map(({ kind, value }) => [kind, value]), [['customer', customers[1].scId], ['day', '2026-10-07'], ['hour', '14']]);
  assert.equal(chosen[0].name, customers[1].name);
  assert.ok(page.url().includes('/pages/'), 'the link was not followed');
});

test('a token goes into a header, never into an address', async (t) => {
  const made = (await site.admin('token', 'add', 'page')).trim();
  site.settle({ auth: 'token' });
  await site.stop();
  await site.start();
  t.after(async () => { site.settle({}); await site.stop(); await site.start(); });
  const page = await open(bare(`${widget('call_totals', { id: 'attribute', src: '/api', token: made })}<div id="here"></div>`));
  await settled(page);
  assert.equal((await seen(page, '#attribute')).state, 'ready');
  const state = await page.evaluate(async (token) => {
    const element = document.createElement('call-widget');
    Object.assign(element, { type: 'missed_calls', src: '/api', token: async () => token });
    document.querySelector('#here').append(element);
    await element.updateComplete;
    await element.refresh();
    return element.state;
  }, made);
  assert.equal(state, 'ready');
  for (const request of page.asked) {
    assert.ok(!request.url().includes(made), request.url());
    if (request.url().includes('/api/')) assert.equal(await request.headerValue('authorization'), `Bearer ${made}`, request.url());
  }
  const refused = await open(bare(widget('call_totals', { id: 'it', src: '/api', token: 'cw_wrong' })));
  await settled(refused);
  assert.equal((await seen(refused, '#it')).state, 'forbidden');
});
