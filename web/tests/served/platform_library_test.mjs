// The platform's own widgets library goes on working from another origin, with all eleven types.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { nothingNoticed, openPage } from '../support/browser.mjs';
import { OtherSite, withSettings } from '../support/other_site.mjs';
import { singles, types } from '../support/pages.mjs';
import { eventually } from '../support/processes.mjs';
import { served } from '../support/served.mjs';
import { repository } from '../support/site.mjs';

const { site, front, browser } = await served();
const other = new OtherSite();
await other.start();
after(() => other.stop());
for (const name of ['platform-library.html', 'platform-library.js']) {
  other.page(name, readFileSync(path.join(repository, 'web/tests', name), 'utf8'));
}

/** What the library's templates are filled with, and what that means. */
const asks = [
  ['customer_id=0&from_date=2026-10-05&to_date=2026-11-08', 'from_date=2026-10-05&to_date=2026-11-08'],
  ['customer_id={{customerId}}&from_date={{fromDate}}&to_date={{toDate}}', ''],
  ['customer_id=%7B%7BcustomerId%7D%7D&from_date=%7B%7BfromDate%7D%7D&to_date=', ''],
  ['type={{type}}&customer_id=407383&from_date=2026-10-05&to_date=2026-10-11', 'customer_id=407383&from_date=2026-10-05&to_date=2026-10-11'],
  ['customer_id=&from_date=1999-01-01&to_date=1999-01-03', 'from_date=1999-01-01&to_date=1999-01-03'],
];

function open(page, base) {
  const query = new URLSearchParams([['base', base], ...asks.map(([parameters]) => ['parameters', parameters])]);
  return page.goto(`${other.origin}/platform-library.html?${query}`);
}

/** The cells of a table, or the text of a figure. */
const drawn = (page, id) => page.evaluate((name) => {
  const element = document.getElementById(name);
  return element.rows ? [...element.rows].map((row) => [...row.cells].map((cell) => cell.textContent)) : element.textContent;
}, id);

const texts = (rows) => rows.map((row) => row.map(String));
const longest = (rows) => Math.max(...rows.map(({ name }) => name.length));
const sorted = (rows) => rows.map(({ name }) => name).sort().map((name) => rows.find((row) => row.name === name));

function wanted(type, data) {
  if (typeof data !== 'object') return String(data);
  if (['geographic_origin', 'top_customers_by_calls'].includes(type)) return texts(data.map(({ name, val, url = '' }) => [name.length, name, val, url]));
  const series = ['calls_per_day', 'daily_call_distribution'].includes(type) ? ['Answered', 'Missed'] : ['val'];
  return texts([['name', ...series, longest(data)], ...sorted(data).map((row) => [row.name, ...series.map((key) => row[key])])]);
}

test('all eleven from another origin', async (t) => {
  await withSettings(t, site, { cors_origins: other.origin });
  const page = await openPage(browser);
  await open(page, front.api);
  await eventually('all are drawn', async () => await page.locator('body > [id]').count() === asks.length * (types.length + 1));
  for (const [index, [, meaning]] of asks.entries()) {
    for (const type of types) {
      const { data } = (await front.json(`/widgets/data?type=${type}&${meaning}`)).datasources[0];
      assert.deepEqual(await drawn(page, `${type}-${index}`), wanted(type, data), `${type}, ${asks[index][0]}`);
      if (index < 2 && singles.includes(type)) assert.ok(Number(data) > 0, 'the sample holds some');
    }
    assert.equal(await drawn(page, `first-${index}`), await drawn(page, `call_totals-${index}`));
  }
  // Each address is asked for by a preflight first: a cache-buster makes it another.
  const seen = front.requests().filter(({ target }) => target.includes('&_='));
  const preflights = seen.filter(({ method }) => method === 'OPTIONS');
  const preflighted = new Set(preflights.map(({ target }) => target));
  assert.equal(preflighted.size, asks.length * (types.length + 1));
  assert.deepEqual(preflights.filter(({ status }) => status !== 204), []);
  assert.deepEqual(seen.filter(({ target }) => !preflighted.has(target)), []);
  await nothingNoticed(page);
  await page.context().close();
});

test('an origin that is not allowed gets no figures', async () => {
  const page = await openPage(browser);
  await open(page, front.api);
  await eventually('refusals', () => page.noticed.filter((text) => /no answer/.test(text)).length === asks.length * (types.length + 1));
  assert.equal(await page.locator('body > [id]').count(), 0);
  await page.context().close();
});
