// The dashboard: customers, days, comparisons, what narrows, the address, CSV, print, themes and tokens.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { accessible } from './support/axe.mjs';
import { dataRequests, nothingNoticed, openPage } from './support/browser.mjs';
import { settled } from './support/pages.mjs';
import { eventually } from './support/processes.mjs';
import { scripted } from './support/scripted.mjs';
import { fault } from './support/scripted_endpoint.mjs';
import { seen } from './support/seen.mjs';

const { endpoint, browser } = await scripted();
const firsts = ['Harbour', 'Copper', 'North', 'Mill', 'Queen'];
const lasts = ['Dental', 'Kettle', 'Garage', 'Law', 'Hotel'];
endpoint.customers = Array.from({ length: 50_000 }, (_, index) => ({
  customer_id: String(100_000 + index), name: `${firsts[index % 5]} ${lasts[Math.floor(index / 5) % 5]} ${index}`, custnr: `K-${index}`,
}));

async function dashboard(search = '', options, script = { figures: { total: 1300, missed: 310 } }) {
  endpoint.script(script);
  const page = await openPage(browser, options);
  await page.goto(`${endpoint.origin}/dashboard/${search}`);
  await settled(page, undefined, 11);
  return page;
}
const widget = (type) => `call-widget[type="${type}"]`;
const lastAsked = (page) => new URL(dataRequests(page).filter((url) => url.includes('call_totals,')).at(-1)).searchParams;
const choose = async (page, menu, value) => {
  await page.locator(`.${menu} button`).first().click();
  await page.locator(`.${menu} [data-value="${value}"]`).click();
};
const search = (page) => new URL(page.url()).search;

test('all eleven stand on a laptop’s screen, asked by one GET', async () => {
  const page = await dashboard();
  const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]);
  assert.ok(size[0] <= 1440 && size[1] <= 900, `${size}`);
  assert.equal(dataRequests(page).length, 1);
  await nothingNoticed(page);
});

for (const size of ['phone', 'laptop']) {
  test(`nothing moves when figures and the former ones come late, ${size}`, async () => {
    const page = await dashboard('?compare=previous', { size }, { wait: 400, figures: { total: 1300, missed: 310 } });
    await page.waitForTimeout(900);
    assert.deepEqual((await page.evaluate(() => globalThis.shifts)).filter(({ value }) => value > 0), []);
  });
}

test('on a phone nothing is wider than the screen', async () => {
  const page = await dashboard('', { size: 'phone' });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 360);
});

// The account says that today is Sunday 29 November.
for (const [range, from, to] of [
  ['today', '2026-11-29', ['2026-11-29']], ['yesterday', '2026-11-28', ['2026-11-28']], ['7d', '2026-11-23', ['2026-11-29']],
  ['30d', '2026-10-31', ['2026-11-29']], ['90d', '2026-09-01', ['2026-11-29']], ['month', '2026-11-01', ['2026-11-29', '2026-11-30']],
  ['last-month', '2026-10-01', ['2026-10-31']], ['year', '2026-01-01', ['2026-11-29', '2026-12-31']],
]) {
  test(`the range ${range} asks from ${from} to ${to[0]}`, async () => {
    const page = await dashboard(range === 'today' ? '' : '?range=today', { timezoneId: 'Pacific/Auckland' });
    await choose(page, 'range', range);
    await eventually('it is asked', () => lastAsked(page).get('from_date') === from && to.includes(lastAsked(page).get('to_date')), { seconds: 5 });
    await settled(page);
    const wanted = search(page);
    await page.reload();
    await settled(page, undefined, 11);
    assert.equal(search(page), wanted);
    assert.equal(lastAsked(page).get('from_date'), from, 'the address alone says it');
    await nothingNoticed(page);
  });
}

for (const [compare, from] of [['previous', '2026-11-16'], ['weekday', '2026-11-16'], ['year', '2025-11-23']]) {
  test(`compare: ${compare}`, async () => {
    const page = await dashboard();
    await choose(page, 'range', '7d');
    await choose(page, 'compare', compare);
    await eventually('it is asked', () => dataRequests(page).some((url) => new URL(url).searchParams.get('from_date') === from), { seconds: 5 });
    await eventually('it is told', async () => (await seen(page, widget('call_totals'))).delta, { seconds: 5 });
    assert.match(search(page), new RegExp(compare));
    await nothingNoticed(page);
  });
}

test('own days are chosen by keys in a calendar', async () => {
  const page = await dashboard();
  await page.locator('.range button').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.locator('#own').waitFor();
  await accessible(page, 'the calendar');
  await page.keyboard.press('Escape');
  assert.ok(!await page.locator('#own').isVisible(), 'Escape closes it');
  await nothingNoticed(page);
});

test('an address with days of one’s own is understood, and one with nonsense is not harmful', async () => {
  let page = await dashboard('?range=2026-10-05..2026-10-11');
  assert.deepEqual(['from_date', 'to_date'].map((name) => lastAsked(page).get(name)), ['2026-10-05', '2026-10-11']);
  page = await dashboard('?range=2026-13-45..<script>globalThis.owned=1</script>&day=x&hour=99&customer="><img src=x onerror=globalThis.owned=1>&compare=never&theme=%00');
  assert.equal(await page.evaluate(() => globalThis.owned), undefined);
  assert.equal(await page.locator('img').count(), 0);
  assert.deepEqual(page.noticed, []);
});

test('of 50,000 customers one is found by the beginnings of its words', async () => {
  const page = await dashboard();
  const field = page.getByRole('combobox');
  await field.click();
  const before = Date.now();
  await field.pressSequentially('har den 17', { delay: 15 });
  const option = page.locator('[role="option"]:visible', { hasText: /Harbour Dental 17/ }).first();
  await option.waitFor({ timeout: 5000 });
  const took = Date.now() - before;
  const names = await page.locator('[role="option"]:visible').allInnerTexts();
  assert.ok(names.length <= 60, `${names.length} are drawn`);
  assert.ok(endpoint.asked.filter(({ target }) => target.includes('name=')).length <= 10, 'not a question for each key');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually('the customer is asked for', () => Number(lastAsked(page).get('customer_id')) >= 100_000, { seconds: 5 });
  const id = lastAsked(page).get('customer_id');
  assert.match(endpoint.customers[Number(id) - 100_000].name, /^Harbour Dental 17/);
  assert.ok(search(page).includes(id));
  test.diagnostic?.(`found after ${took} ms`);
  const again = await dashboard(search(page));
  await eventually('its name', async () => (await again.getByRole('combobox').inputValue()) === endpoint.customers[Number(id) - 100_000].name, { seconds: 5 });
  await nothingNoticed(page);
});

test('the picker tells a screen reader what it holds, and Escape leaves it', async () => {
  const page = await dashboard();
  const field = page.getByRole('combobox');
  await field.click();
  await field.pressSequentially('qu');
  await page.locator('[role="option"]:visible', { hasText: 'Queen' }).first().waitFor();
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  await page.locator('#customer[aria-activedescendant]').waitFor();
  await page.keyboard.press('ArrowDown');
  const active = await field.getAttribute('aria-activedescendant');
  assert.ok(await page.locator(`#${active}`).isVisible());
  await accessible(page, 'the picker, open');
  await page.keyboard.press('Escape');
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
});

test('Enter chooses what was typed, however quickly', async () => {
  endpoint.customers.push({ customer_id: '77', name: 'Zylkin Brothers', custnr: '' });
  const page = await dashboard();
  const field = page.getByRole('combobox');
  await field.click();
  await page.locator('[role="option"]:visible').first().waitFor();
  await page.keyboard.type('zylkin', { delay: 15 });
  await page.keyboard.press('Enter');
  await eventually('the customer', () => lastAsked(page).get('customer_id') === '77', { seconds: 5 });
});

test('a customer, a day and an hour that are clicked narrow, and back and forward work', async () => {
  endpoint.customers.push({ customer_id: '407382', name: 'Harbour Street Dental', custnr: 'K-1001' });
  const page = await dashboard();
  const steps = [search(page)];
  await page.locator(`${widget('top_customers_by_calls')} [part~="row"] a`).first().click();
  await eventually('the customer', () => lastAsked(page).get('customer_id') === '407382', { seconds: 5 });
  await settled(page);
  steps.push(search(page));
  await page.locator(`${widget('calls_per_day')} [part~="chart"]`).focus();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await eventually('the day', () => lastAsked(page).get('from_date') === '2026-11-28' && lastAsked(page).get('to_date') === '2026-11-28', { seconds: 5 });
  await settled(page);
  steps.push(search(page));
  await page.locator(`${widget('daily_call_distribution')} [part~="chart"]`).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await eventually('the hour', () => search(page) !== steps.at(-1), { seconds: 5 });
  steps.push(search(page));
  assert.equal(new Set(steps).size, 4);
  for (const step of steps.slice(0, -1).reverse()) {
    await page.goBack();
    await eventually(`back to ${step}`, () => search(page) === step, { seconds: 5 });
  }
  await eventually('all customers', () => !Number(lastAsked(page).get('customer_id')), { seconds: 5 });
  await page.goForward();
  await eventually('forward', () => search(page) === steps[1] && lastAsked(page).get('customer_id') === '407382', { seconds: 5 });
  await nothingNoticed(page);
  endpoint.customers.pop();
});

/** RFC 4180. */
function parsed(csv) {
  const rows = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < csv.length; at++) {
    const letter = csv[at];
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (csv[at + 1] === '"') { cell += '"'; at++; } else isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === ',') { rows.at(-1).push(cell); cell = ''; } else if (letter === '\r' && csv[at + 1] === '\n') {
      rows.at(-1).push(cell); cell = ''; rows.push([]); at++;
    } else { assert.notEqual(letter, '\n', 'a line ends with CR LF'); cell += letter; }
  }
  if (cell || rows.at(-1).length) rows.at(-1).push(cell);
  return rows.filter((row) => row.length);
}
async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const text = await readFile(await download.path(), 'utf8');
  return { name: download.suggestedFilename(), text, rows: parsed(text.replace(/^\ufeff/, '')) };
}
const formulas = ['=1+1', '+1', '-2', '@SUM(A1)', '\tx', 'with "quotes", and\r\na line end'];

test('CSV of one widget is what is on the screen, RFC 4180, and holds no formula', async () => {
  const special = { geographic_origin: formulas.map((name, index) => ({ name, val: 60 - index * 10 })) };
  const page = await dashboard('', {}, { figures: { total: 1300, missed: 310, special } });
  const { name, rows } = await downloaded(page, page.locator(`${widget('geographic_origin')} button[title*="CSV" i], ${widget('geographic_origin')} button[aria-label*="CSV" i]`).first());
  assert.match(name, /\.csv$/);
  const flat = rows.map((row) => row[0]);
  for (const formula of formulas.slice(0, 5)) assert.ok(flat.includes(`'${formula}`), `${JSON.stringify(formula)} is guarded: ${JSON.stringify(flat)}`);
  assert.ok(flat.includes(formulas[5]));
  assert.ok(rows.every((row) => row.every((cell) => !/^[=+@\t\r]|^-(?!\d+(\.\d+)?%?$)/.test(cell))), JSON.stringify(rows));
  const day = await downloaded(page, page.locator(`${widget('calls_per_day')} button[title*="CSV" i], ${widget('calls_per_day')} button[aria-label*="CSV" i]`).first());
  const points = (await seen(page, widget('calls_per_day'))).points;
  for (const { name: of, value, parts } of points) {
    const row = day.rows.find(([first]) => first === of);
    assert.ok(row, `a row of ${of}`);
    assert.ok(row.includes(String(value)), `${parts} of ${of}`);
  }
});

test('CSV of all holds each widget', async () => {
  const page = await dashboard();
  const { rows } = await downloaded(page, page.locator('.tools .csv'));
  const text = rows.map((row) => row.join('|')).join('\n');
  for (const type of ['call_totals', 'missed_calls', 'calls_per_day', 'geographic_origin', 'top_customers_by_calls', 'call_length_distribution']) {
    const { heading } = await seen(page, widget(type));
    assert.ok(text.includes(heading), heading);
  }
  assert.match(text, /1300/);
  assert.match(text, /2026-11-28/);
});

test('print is one A4', async () => {
  for (const query of ['', '?range=90d&compare=previous']) {
    const page = await dashboard(query);
    const pdf = (await page.pdf({ preferCSSPageSize: true, format: 'A4', printBackground: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, query);
    const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf);
    assert.deepEqual([Number(width), Number(height)].sort((one, other) => one - other).map(Math.round), [595, 842]);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => globalThis.dispatchEvent(new Event('beforeprint')));
    const foot = await page.locator('footer').innerText();
    for (const wanted of ['Europe/Berlin', endpoint.origin]) assert.ok(foot.includes(wanted), `${wanted} in ${foot}`);
    assert.deepEqual(await page.locator('header button:visible').count(), 0, 'no buttons');
  }
});

test('the theme is remembered, and nothing else', async () => {
  const page = await dashboard();
  const kept = () => page.evaluate(() => [Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]);
  assert.deepEqual(await kept(), [[], [], '']);
  await choose(page, 'theme', 'dark');
  const [local, session, cookie] = await kept();
  assert.equal(local.length, 1);
  assert.ok(local[0].join(' ').includes('dark'));
  assert.deepEqual([session, cookie], [[], '']);
  await page.reload();
  await settled(page, undefined, 11);
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
  assert.ok(ground[0] < 60 || (await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)) === 'dark', `${ground}`);
  assert.ok(!search(page).includes('dark'));
});

test('a token that is typed in is kept for the tab, and goes nowhere else', async () => {
  const token = 'cw_test-token';
  endpoint.script({});
  const script = { by: (_, request) => (request.headers.authorization === `Bearer ${token}` ? {}
    : { status: 401, body: fault('unauthorized', 'a token is asked for'), headers: { 'WWW-Authenticate': 'Bearer realm="callwidgets"' } }) };
  endpoint.script(script);
  const page = await openPage(browser);
  await page.goto(`${endpoint.origin}/dashboard/`);
  await page.locator('#token').fill('cw_wrong');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  assert.ok(await page.locator('#token').isVisible(), 'a wrong one is asked for again');
  await page.locator('#token').fill(token);
  await page.keyboard.press('Enter');
  await settled(page, ['ready', 'empty'], 11);
  for (const request of page.asked) assert.ok(!request.url().includes('cw_'), request.url());
  assert.ok(!page.url().includes('cw_'));
  assert.deepEqual(await page.evaluate(() => [Object.entries(localStorage), document.cookie]), [[], '']);
  await page.reload();
  await settled(page, ['ready', 'empty'], 11);
  const other = await page.context().newPage();
  await other.goto(`${endpoint.origin}/dashboard/`);
  await other.locator('#token').waitFor();
});

test('who is forbidden is told so', async () => {
  const page = await dashboard('', {}, { status: 403, body: fault('forbidden', 'who asks may see no figures') });
  assert.equal((await seen(page, widget('call_totals'))).state, 'forbidden');
  assert.equal(await page.locator('#token:visible').count(), 0, 'a token would not help');
});

for (const colorScheme of ['light', 'dark']) {
  for (const [size, media] of [['phone', 'screen'], ['laptop', 'screen'], ['laptop', 'print']]) {
    test(`axe: ${colorScheme}, ${size}, ${media}`, async () => {
      const page = await dashboard('?range=7d&compare=previous', { size, colorScheme });
      await page.emulateMedia({ media, colorScheme });
      await page.waitForTimeout(200);
      await accessible(page);
    });
  }
}

test('in another language it speaks that', async () => {
  const page = await dashboard('', { locale: 'de-DE' });
  const text = await page.locator('body').innerText();
  assert.doesNotMatch(text, /Last 30 days|No comparison|Print\b|\bCalls\b/);
});

test('menus work by keys', async () => {
  const page = await dashboard();
  const button = page.locator('.range button').first();
  await button.focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.value), 'yesterday');
  await page.keyboard.press('Escape');
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  assert.ok(await button.evaluate((element) => element === document.activeElement), 'the focus comes back');
});
