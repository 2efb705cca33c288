// The dashboard on the real program: 50,000 customers are searched as one types, and what is clicked narrows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataRequests, nothingNoticed, openPage } from '../support/browser.mjs';
import { hostileNames } from '../support/hostile.mjs';
import { settled } from '../support/pages.mjs';
import { eventually } from '../support/processes.mjs';
import { seen } from '../support/seen.mjs';
import { served } from '../support/served.mjs';

const { site, front, browser } = await served();
// As many `customer add` would take minutes.
const bytes = (text) => `x'${Buffer.from(text).toString('hex')}'`;
const firsts = ['Harbour', 'Copper', 'North', 'Mill', 'Queen', 'Ägir'];
const rows = Array.from({ length: 50_000 }, (_, index) => {
  const name = hostileNames[index] ?? `${firsts[index % 6]} Practice ${index}`;
  return `INSERT INTO customers (account, number, customer_id, name, custnr)
    SELECT account, 1000 + ${index}, 1000000 + ${index}, ${bytes(name)}, ${bytes(`C-${index}`)} FROM customers WHERE customer_id = 407382;`;
});
await site.sql(`BEGIN;\n${rows.join('\n')}\nCOMMIT;\n`);

async function dashboard(search = '') {
  const page = await openPage(browser);
  await page.goto(`${front.origin}/dashboard/${search}`);
  await settled(page, undefined, 11);
  return page;
}

test('50,000 customers are there', async () => assert.ok((await front.json('/customers?pagesize=1')).total >= 50_000));

test('one is found by the beginnings of its words, in any case, and chosen', async (t) => {
  const page = await dashboard();
  const field = page.getByRole('combobox');
  await field.click();
  const before = Date.now();
  await field.fill('pra ägir 29');
  const option = page.locator('[role="option"]:visible', { hasText: /Ägir Practice 29/ }).first();
  await option.waitFor();
  t.diagnostic(`found after ${Date.now() - before} ms`);
  await option.click();
  await eventually('it is asked for', () => dataRequests(page).some((url) => /customer_id=10\d{5}/.test(url)));
  await settled(page);
  assert.equal((await seen(page, 'call-widget[type="call_totals"]')).figure, '0');
  await nothingNoticed(page);
});

test('names that do harm are shown in the picker, not run', async () => {
  const page = await dashboard();
  for (const word of ['<img', '"><script>globalThis', '<svg/onload', 'javascript:', '{{constructor', '👩', 'مكتب']) {
    await page.getByRole('combobox').fill(word);
    const option = page.locator('[role="option"]:visible', { hasText: word }).first();
    await option.waitFor({ timeout: 5000 });
    assert.equal(await option.locator('img, script, svg[onload]').count(), 0);
  }
  await page.goto(`${front.origin}/dashboard/?customer=1000000`);
  await settled(page, undefined, 11);
  assert.equal(await page.evaluate(() => globalThis.owned), undefined);
  await nothingNoticed(page);
});

test('the eleven of the sample stand in the dashboard, and a customer that is clicked is asked for', async () => {
  const page = await dashboard('?range=2026-10-05..2026-10-11');
  const customers = (await front.json('/widgets/data?type=top_customers_by_calls&from_date=2026-10-05&to_date=2026-10-11')).datasources[0].data;
  await page.locator('call-widget[type="top_customers_by_calls"] [part~="row"] a').nth(1).click();
  await eventually('the customer', () => dataRequests(page).some((url) => url.includes(`customer_id=${customers[1].scId}`)));
  await settled(page);
  assert.equal((await seen(page, 'call-widget[type="call_totals"]')).figure, new Intl.NumberFormat('en-GB').format(Number(customers[1].val)));
  await nothingNoticed(page);
});
