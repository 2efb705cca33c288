// What changes under a widget: its attributes, its place in the page, the network; and what it may not show meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { nothingNoticed } from './support/browser.mjs';
import { bare, settled, widget } from './support/pages.mjs';
import { eventually } from './support/processes.mjs';
import { scripted } from './support/scripted.mjs';
import { seen } from './support/seen.mjs';

const { endpoint, open } = await scripted();
const questions = () => endpoint.asked.filter(({ target }) => target.startsWith('/api/widgets'));

async function one(type, values = {}) {
  const page = await open(bare(widget(type, { id: 'it', src: '/api', ...values })));
  await settled(page);
  return page;
}
const change = (page, act) => page.locator('#it').evaluate(act);

test('another token forgets what the former could see, at once', async () => {
  endpoint.script({ figures: { total: 777 } });
  const page = await one('call_totals', { token: 'of-one' });
  endpoint.script({ figures: { total: 5 }, wait: 1500 });
  await change(page, (it) => { it.token = 'of-another'; });
  await after(50);
  const between = await seen(page, '#it');
  assert.equal(between.state, 'loading');
  assert.doesNotMatch(between.text, /777/);
  assert.equal(await change(page, (it) => it.data), undefined);
  await settled(page);
  assert.equal((await seen(page, '#it')).figure, '5');
});

test('without a source there are no figures', async () => {
  endpoint.script({ figures: { total: 777 } });
  const page = await one('call_totals');
  await change(page, (it) => it.removeAttribute('src'));
  await eventually('nothing', async () => (await seen(page, '#it')).state === 'loading');
  assert.doesNotMatch((await seen(page, '#it')).text, /777/);
});

test('a figure never stands under the heading of another type', async () => {
  endpoint.script({ figures: { total: 777 } });
  const page = await one('call_totals');
  endpoint.script({ figures: { missed: 3 }, wait: 1000 });
  await change(page, (it) => { it.type = 'missed_calls'; });
  await after(30);
  const between = await seen(page, '#it');
  assert.match(between.heading, /Missed/);
  assert.equal(between.figure, undefined);
});

test('figures of another customer are gone before they could be taken for his', async () => {
  endpoint.script({ figures: { total: 777 } });
  const page = await one('call_totals', { 'customer-id': '1' });
  endpoint.script({ figures: { total: 5 }, wait: 1500 });
  await change(page, (it) => { it.customerId = '2'; });
  await after(400);
  assert.ok((await seen(page, '#it')).skeleton);
  assert.equal((await seen(page, '#it')).figure, undefined);
});

test('a refresh that is quicker than the endpoint loses no answer', async () => {
  endpoint.script({ figures: { total: 42 }, wait: 1400 });
  const page = await open(bare(widget('call_totals', { id: 'it', src: '/api', refresh: '1' })));
  await eventually('the figure', async () => (await seen(page, '#it')).figure === '42', { seconds: 6 });
  assert.ok(questions().length <= 4, String(questions().length));
  await page.context().close();
});

test('a refresh in a month is not one all the time', async () => {
  endpoint.script({});
  await one('call_totals', { refresh: '2592000' });
  await after(600);
  assert.equal(questions().length, 1);
});

test('a widget that is moved before its answer comes gets one', async () => {
  endpoint.script({ figures: { total: 42 }, wait: 300 });
  const page = await open(bare(`<div id="there"></div>${widget('call_totals', { id: 'it', src: '/api' })}`));
  await page.waitForFunction(() => customElements.get('call-widget'));
  await change(page, async (it) => {
    await new Promise((done) => setTimeout(done, 100));
    it.remove();
    await new Promise((done) => setTimeout(done, 500));
    document.getElementById('there').append(it);
  });
  await eventually('the figure', async () => (await seen(page, '#it')).figure === '42', { seconds: 5 });
});

test('a group reaches the widgets in a shadow tree', async () => {
  endpoint.script({ figures: { total: 42 } });
  const page = await open(bare('<call-widgets src="/api"><div id="host"></div></call-widgets>'));
  await page.locator('#host').evaluate((host) => {
    const it = document.createElement('call-widget');
    it.type = 'call_totals';
    host.attachShadow({ mode: 'open' }).append(it);
  });
  await eventually('the answer', () => page.locator('#host').evaluate((host) => host.shadowRoot.firstElementChild.data === '42'), { seconds: 5 });
});

test('the tab stop of a list stays within it, however short it becomes', async () => {
  const rows = (count) => ({ top_customers_by_calls: Array.from({ length: count }, (_, at) =>
    ({ scId: String(at + 1), name: `Customer ${at + 1}`, val: String(90 - at), url: `/c/${at + 1}` })) });
  endpoint.script({ figures: { total: 900, special: rows(8) } });
  const page = await one('top_customers_by_calls');
  const link = (at) => page.locator('#it [part~="row-name"]').nth(at);
  await link(0).focus();
  for (let at = 0; at < 5; at++) await page.keyboard.press('ArrowDown');
  assert.equal(await page.locator('#it [tabindex="0"][part~="row-name"]').textContent().then((text) => text.trim()), 'Customer 6');
  endpoint.script({ figures: { total: 900, special: rows(3) } });
  await change(page, (it) => it.refresh());
  await settled(page);
  assert.equal(await page.locator('#it [tabindex="0"][part~="row-name"]').count(), 1);
});

test('keys with Alt or Ctrl are the browser’s', async () => {
  endpoint.script({ figures: { total: 700 } });
  const page = await one('calls_per_day');
  await page.locator('#it [part~="chart"]').focus();
  const prevented = await change(page, (it) => {
    const chart = it.shadowRoot.querySelector('[part~="chart"]');
    return [{ altKey: true }, { ctrlKey: true }, {}].map((keys) =>
      !chart.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true, ...keys })));
  });
  assert.deepEqual(prevented, [false, false, true]);
});

test('an axis over years tells them, and a column of 60 pixels draws nothing wrong', async () => {
  endpoint.script({ figures: { total: 7000 } });
  const page = await one('calls_per_day', { from: '2023-06-01', to: '2026-06-01' });
  const years = (await seen(page, '#it')).axis.map(({ text }) => /\d{4}/.exec(text)?.[0]).filter(Boolean);
  assert.deepEqual(years, ['2023', '2024', '2025', '2026']);
  await change(page, (it) => { it.style.width = '60px'; });
  await after(200);
  await nothingNoticed(page);
});
