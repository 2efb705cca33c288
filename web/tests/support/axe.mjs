// axe, over a page and the open shadow roots in it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs what WCAG 2.2 AA and good practice say; there is no violation. A debugger's script is not bound by the page's policy. */
export async function accessible(page, what) {
  await page.evaluate(source);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  assert.ok(passes.length > 5, 'axe ran');
  const found = violations.map(({ id, impact, nodes }) => `${id} (${impact}): `
    + nodes.slice(0, 3).map(({ target, failureSummary }) => `${JSON.stringify(target)} ${failureSummary}`).join('\n    '));
  assert.deepEqual(found, [], what);
}
