// All that a mouse does, keys do, and fingers: one tab stop a chart, a cursor that is told of, tooltips that stay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingNoticed } from './support/browser.mjs';
import { bare, eleven, settled, types, widget } from './support/pages.mjs';
import { eventually } from './support/processes.mjs';
import { scripted } from './support/scripted.mjs';
import { piece, seen } from './support/seen.mjs';

const { endpoint, open } = await scripted();
endpoint.script({ figures: { total: 1300, missed: 310 } });
const range = { from: '2026-10-05', to: '2026-11-08' };
const charts = { calls_per_day: { ...range, count: 35 }, daily_call_distribution: { ...range, count: 24 } };

async function chart(type, { count: _, ...values } = charts.calls_per_day, options) {
  const page = await open(bare(widget(type, { id: 'it', src: '/api', ...values })), options);
  await settled(page);
  await page.evaluate(() => {
    globalThis.chosen = [];
    document.addEventListener('call-widget-select', ({ detail }) => globalThis.chosen.push(`${detail.kind} ${detail.value}`));
  });
  return page;
}
const tooltip = async (page) => (await seen(page, '#it')).tooltip;
const focused = (page) => page.evaluate(() => {
  const inner = document.activeElement.shadowRoot?.activeElement;
  return inner ? `${document.activeElement.type} ${inner.getAttribute('part') ?? inner.localName}` : document.activeElement.localName;
});
/** The position of what is chosen: Enter tells it. */
async function position(page) {
  await page.keyboard.press('Enter');
  return page.evaluate(() => globalThis.chosen.at(-1));
}

test('Tab goes to each button, chart and list once, in order, and out again', async () => {
  const page = await open(eleven(range));
  await settled(page);
  const stops = [];
  for (let count = 0; count < 80; count++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop === 'body') break;
    stops.push(stop);
  }
  assert.deepEqual(stops.filter((stop) => stop.includes('chart')), ['calls_per_day chart', 'daily_call_distribution chart']);
  assert.deepEqual([...new Set(stops.map((stop) => stop.split(' ')[0]))], types, 'in the order of the page');
  for (const type of types) {
    assert.equal(stops.filter((stop) => stop === `${type} definition-button`).length, 1, type);
    const own = stops.filter((stop) => stop.startsWith(`${type} `));
    assert.ok(own.length <= 4, own.join(', '));
  }
  assert.equal(stops.length, new Set(stops).size, 'none twice');
});

for (const [type, { count, ...values }] of Object.entries(charts)) {
  test(`arrows, Home and End walk over ${type}, Enter chooses, Escape closes`, async () => {
    const page = await chart(type, values);
    const name = (index) => (type === 'calls_per_day'
      ? `day ${new Date(Date.parse(range.from) + index * 86_400_000).toISOString().slice(0, 10)}` : `hour ${index}`);
    const same = (told, index) => assert.match(told, new RegExp(`^${name(index).replace('hour ', 'hour 0?')}$`));
    await piece(page, '#it', 'chart').focus();
    await page.keyboard.press('Home');
    same(await position(page), 0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    same(await position(page), 2);
    await page.keyboard.press('ArrowLeft');
    same(await position(page), 1);
    await page.keyboard.press('End');
    same(await position(page), count - 1);
    await page.keyboard.press('ArrowRight');
    same(await position(page), count - 1);
    await page.keyboard.press('PageUp');
    if (type === 'calls_per_day') same(await position(page), count - 8);
    assert.ok(await tooltip(page), 'the tooltip is there');
    await page.keyboard.press('Escape');
    assert.equal(await tooltip(page), undefined, 'Escape takes it away');
    assert.match(await focused(page), /chart$/, 'the focus stays');
    await nothingNoticed(page);
  });
}

test('a chart says in a sentence what it shows', async () => {
  const page = await chart('calls_per_day');
  const shown = await seen(page, '#it');
  assert.equal(shown.chart.role, 'group');
  assert.equal(shown.chart.tabindex, '0');
  assert.match(shown.chart.label, /^Calls per day, .*1,300/);
});

test('the live region tells the point that the cursor is on, after the last key', async () => {
  const page = await chart('calls_per_day');
  await piece(page, '#it', 'chart').focus();
  await page.keyboard.press('Home');
  await page.evaluate(() => {
    globalThis.told = [];
    const live = document.querySelector('#it').shadowRoot.querySelector('[part~="live"]');
    new MutationObserver(() => globalThis.told.push(live.textContent.trim())).observe(live, { subtree: true, childList: true, characterData: true });
  });
  for (let key = 0; key < 5; key++) await page.keyboard.press('ArrowRight');
  const live = await eventually('it is told', async () => (/Oct 10|10 Oct/.test((await seen(page, '#it')).live) && (await seen(page, '#it')).live));
  const sent = (await (await fetch(`${endpoint.origin}/api/widgets/data?type=calls_per_day&from_date=${range.from}&to_date=${range.to}`)).json()).datasources[0].data[5];
  assert.ok(live.includes(String(sent.Answered)) && live.includes(String(sent.Missed)), live);
  assert.match(live, /answered/i);
  assert.match(live, /missed/i);
  assert.ok((await page.evaluate(() => globalThis.told.filter(Boolean).length)) <= 2, 'not each step');
  assert.equal(await page.locator('#it [aria-live="polite"]').count(), 1);
});

test('the tooltip opens by focus, hover and tap', async () => {
  for (const way of ['focus', 'hover', 'tap']) {
    const page = await chart('calls_per_day', range, way === 'tap' ? { hasTouch: true } : {});
    assert.equal(await tooltip(page), undefined, 'not before');
    await piece(page, '#it', 'chart')[way]();
    const text = await eventually(`by ${way}`, () => tooltip(page), { seconds: 5 });
    assert.match(text, /Oct|Nov/);
    assert.match(text, /Answered/);
    assert.match(text, /Missed/);
    await nothingNoticed(page);
  }
});

test('it can be pointed at, stays, and covers no point of its own', async () => {
  const page = await chart('calls_per_day');
  const box = await piece(page, '#it', 'chart').boundingBox();
  await page.mouse.move(box.x + box.width / 3, box.y + box.height / 2);
  await eventually('it opens', () => tooltip(page), { seconds: 5 });
  const text = await tooltip(page);
  const tip = await piece(page, '#it', 'tooltip').boundingBox();
  const own = (await seen(page, '#it')).points.map(({ x, width, y, height }) => ({ x: x + width / 2, y: y + height / 2 }))
    .filter(({ x }) => Math.abs(x - (box.x + box.width / 3)) < 20);
  for (const point of own) {
    const covered = point.x > tip.x && point.x < tip.x + tip.width && point.y > tip.y && point.y < tip.y + tip.height;
    assert.ok(!covered, 'its own point is covered');
  }
  await page.mouse.move(tip.x + tip.width / 2, tip.y + Math.min(8, tip.height / 2), { steps: 12 });
  await page.waitForTimeout(1000);
  assert.ok(await tooltip(page), `it stays while it is pointed at: ${text}`);
  await page.keyboard.press('Escape');
  assert.equal(await tooltip(page), undefined, 'Escape takes it away without moving the pointer');
});

test('a tap leaves the tooltip there', async () => {
  const page = await chart('daily_call_distribution', range, { hasTouch: true, size: 'phone' });
  await piece(page, '#it', 'chart').tap();
  await eventually('it opens', () => tooltip(page), { seconds: 5 });
  await page.waitForTimeout(1500);
  assert.ok(await tooltip(page));
});

test('the Table button shows a real table, by keys, and says so', async () => {
  const page = await chart('daily_call_distribution');
  const button = piece(page, '#it', 'table-button');
  assert.equal((await button.innerText()).trim(), 'Table');
  await button.focus();
  await page.keyboard.press('Enter');
  const { table } = await seen(page, '#it');
  assert.equal(table.rows.length, 25);
  assert.ok(table.caption);
  assert.ok(table.scopes.includes('col') && table.scopes.includes('row'));
  assert.match(await focused(page), /table-button$/);
  assert.ok(['true'].includes(await button.getAttribute('aria-pressed') ?? await button.getAttribute('aria-expanded')));
  await page.keyboard.press('Space');
  assert.equal((await seen(page, '#it')).table, undefined);
});

test('the list of customers is one stop, and Enter goes to the customer', async () => {
  endpoint.script({ figures: { special: { top_customers_by_calls: ['Ada', 'Bo', 'Cy'].map((name, index) => ({ scId: String(index), name, val: String(9 - index), url: `/pages/customer-${index}` })) } } });
  const page = await chart('top_customers_by_calls');
  endpoint.page('customer-2', '<!doctype html><title>Cy</title>');
  await piece(page, '#it', 'definition-button').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/customer-2$/, { timeout: 5000 });
  endpoint.script({ figures: { total: 1300, missed: 310 } });
});

test('what has the focus is seen to have it', async () => {
  const page = await chart('calls_per_day');
  for (const part of ['table-button', 'definition-button', 'chart']) {
    await piece(page, '#it', 'heading').evaluate((element) => element.getRootNode().activeElement?.blur());
    const before = await piece(page, '#it', part).evaluate((element) => getComputedStyle(element).outlineStyle);
    await piece(page, '#it', part).focus();
    await page.keyboard.press('Shift');
    const after = await piece(page, '#it', part).evaluate((element) => {
      const style = getComputedStyle(element);
      return [style.outlineStyle, parseFloat(style.outlineWidth)];
    });
    assert.equal(before, 'none', part);
    assert.ok(after[0] !== 'none' && after[1] >= 2, `${part}: ${after}`);
  }
});
