// Names with markup, quotes, emoji, bidi marks and a thousand bytes are shown, not run, each by itself.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { nothingNoticed, openBrowser, openPage, sizes } from '../support/browser.mjs';
import { Front } from '../support/front.mjs';
import { hostileCalls, hostileNames } from '../support/hostile.mjs';
import { eleven, settled } from '../support/pages.mjs';
import { piece, seen } from '../support/seen.mjs';
import { Site } from '../support/site.mjs';

const site = new Site();
const front = new Front(site);
let browser;
after(async () => {
  await browser?.close();
  await front.stop();
  await site.leave();
});
site.settle({ top_customers: 100 });
await site.admin('migrate');
await site.admin('account', 'add', 'main');
const customers = hostileNames.filter((name) => name.trim());
for (const [index, name] of customers.entries()) await site.admin('customer', 'add', String(index + 1), '--name', name);
await site.import(hostileCalls('2026-10-06'));
const calls = customers.map((_, index) => `c${index},2026-10-07 08:00:00,30,1,${index + 1},,,\n`).join('');
await site.import(`cdr_id,start,duration,answered,customer_id,anum,anum_ndc_name,source_name\n${calls}`);
await site.start();
await front.start();
browser = await openBrowser();

const lists = ['calls_top_attributions', 'geographic_origin', 'top_customers_by_calls'];
const range = { from: '2026-10-05', to: '2026-10-11' };

for (const size of Object.keys(sizes)) {
  test(`they are shown as they are, ${size}`, async () => {
    const page = await openPage(browser, { size });
    await page.goto(front.page('hostile.html', eleven(range)));
    await settled(page);
    const heights = new Set();
    for (const type of lists) {
      const sent = (await front.json(`/widgets/data?type=${type}&from_date=${range.from}&to_date=${range.to}`)).datasources[0].data;
      const shown = await seen(page, `#${type}`);
      const rows = shown.rows.filter(({ parts }) => !parts.includes('others'));
      assert.ok(rows.length >= 3, type);
      rows.forEach((row, index) => {
        assert.equal(row.name, sent[index].name);
        // What is nothing but blank may get words of its own.
        if (/[^\s\u200B]/.test(row.name)) {
          assert.equal(row.words, sent[index].name.trim());
          assert.equal(row.title, sent[index].name);
        } else {
          assert.ok(row.words.trim(), 'something to see');
        }
      });
      const pieces = await page.locator(`#${type} [part~="row"]`).evaluateAll((elements) => elements.map((row) => {
        const name = row.querySelector('[part~="row-name"]');
        const style = getComputedStyle(name);
        const at = (part) => row.querySelector(`[part~="${part}"]`).getBoundingClientRect();
        return {
          dir: name.getAttribute('dir') ?? name.querySelector('[dir]')?.getAttribute('dir'), bidi: style.unicodeBidi,
          children: row.querySelectorAll('img, script, h1, iframe').length,
          overlaps: at('row-name').right > at('row-count').left + 1, end: Math.round(at('row-count').right), height: Math.round(row.getBoundingClientRect().height),
        };
      }));
      for (const one of pieces) {
        assert.equal(one.dir, 'auto');
        assert.match(one.bidi, /isolate|plaintext/);
        assert.equal(one.children, 0);
        assert.ok(!one.overlaps, 'a name runs into its count');
        heights.add(one.height);
      }
      assert.equal(new Set(pieces.map(({ end }) => end)).size, 1, 'counts stand in one column');
      await piece(page, `#${type}`, 'table-button').click();
      const { table } = await seen(page, `#${type}`);
      const names = table.rows.map((cells) => cells[0]);
      for (const { name } of sent) if (/[^\s\u200B]/.test(name)) assert.ok(names.includes(name.replace(/\s+/g, ' ').trim()), `the table has ${name}`);
      const isolated = await page.locator(`#${type} tbody th, #${type} tbody td:first-child`).evaluateAll((cells) => cells.map((cell) =>
        [cell, ...cell.querySelectorAll('*')].some((element) => /isolate|plaintext/.test(getComputedStyle(element).unicodeBidi))));
      assert.ok(isolated.every(Boolean), 'each is isolated in the table too');
    }
    assert.equal(heights.size, 1, 'rows are as high as each other');
    assert.equal(await page.evaluate(() => globalThis.owned), undefined);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= sizes[size].width, `the page is ${width} wide`);
    await nothingNoticed(page);
    await page.context().close();
  });
}
