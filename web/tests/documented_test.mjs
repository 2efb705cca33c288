// docs/widgets.md names the parts and custom properties that there are, and no others.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { eleven, settled } from './support/pages.mjs';
import { scripted } from './support/scripted.mjs';
import { fault } from './support/scripted_endpoint.mjs';

const guide = readFileSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs/widgets.md'), 'utf8');

const sorted = (names) => [...new Set(names)].sort();

/** The names in the tables under a heading of docs/widgets.md. */
function documented(heading) {
  const section = guide.split(/^#+ /m).find((part) => part.toLowerCase().startsWith(heading));
  assert.ok(section, `docs/widgets.md has a section "${heading}"`);
  return sorted([...section.matchAll(/^\|.*$/gm)].flatMap(([row]) => [...row.matchAll(/`([^`]+)`/g)].map(([, name]) => name)));
}

const { endpoint, open } = await scripted();
const opened = (shared) => open(eleven(shared));

test('the guide lists the custom properties that the style sheets read', async () => {
  endpoint.script({});
  const page = await opened({});
  await settled(page);
  const rules = await page.evaluate(() => [...document.querySelectorAll('call-widget, call-widgets')]
    .flatMap((element) => [...element.shadowRoot?.adoptedStyleSheets ?? []])
    .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n'));
  assert.deepEqual(documented('custom properties'), sorted(rules.match(/--call-widget-[a-z0-9-]*[a-z0-9]/g)));
});

test('the guide lists the parts that the elements have', async () => {
  const parts = [];
  const gather = async (page) => parts.push(...await page.evaluate(() => [...document.querySelectorAll('call-widget')]
    .flatMap((widget) => [...widget.shadowRoot.querySelectorAll('[part]')])
    .flatMap((element) => element.getAttribute('part').split(/\s+/)).filter(Boolean)));

  // Figures beside better, worse and the same ones of before, and what opens.
  for (const [from, now] of [['2026-11-23', 220], ['2026-10-31', 60]]) {
    endpoint.script({ by: (query) => ({ figures: { total: query.get('to_date') === '2026-11-29' ? now : 100 } }) });
    const page = await opened({ compare: 'previous', from, to: '2026-11-29' });
    await settled(page);
    await page.waitForTimeout(500);
    await gather(page);
    await page.locator('#calls_per_day [part~="chart"]').hover();
    await gather(page);
    for (const button of await page.locator('call-widget [part~="definition-button"]').all()) await button.click();
    for (const button of await page.locator('call-widget [part~="table-button"]').all()) await button.click();
    await gather(page);
  }
  endpoint.script({ figures: { total: 100, missed: 20, special: { calls_top_attributions: [{ name: 'Website', val: '60' }] } } });
  let page = await opened({ compare: 'previous', from: '2026-11-02', to: '2026-11-08' });
  await settled(page);
  await page.waitForTimeout(500);
  await gather(page);

  endpoint.script({ figures: { total: 0, missed: 0 } });
  page = await opened({});
  await settled(page);
  await gather(page);

  for (const [status, code] of [[403, 'forbidden'], [500, 'internal']]) {
    endpoint.script({ status, body: fault(code, 'no') });
    page = await opened({});
    await settled(page);
    await gather(page);
  }
  endpoint.script({ wait: 2000 });
  page = await opened({});
  await page.locator('#calls_per_day [part~="skeleton"]').first().waitFor();
  await gather(page);
  assert.deepEqual(documented('parts'), sorted(parts));
});
