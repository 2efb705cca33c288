// node tests/screenshots.mjs [FOLDER]: pictures of each widget and of the dashboard, at three sizes, in light and dark, and in print, to be
// looked at. FOLDER is build/screenshots unless said otherwise.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { openPage, sizes } from './support/browser.mjs';
import { withDashboard } from './support/dashboard_site.mjs';
import { eleven, settled, types } from './support/pages.mjs';
import { repository } from './support/site.mjs';

const folder = path.resolve(process.argv[2] ?? path.join(repository, 'build/screenshots'));
mkdirSync(folder, { recursive: true });
const views = { dashboard: '', compared: '?range=30d&compare=previous', customer: '?customer=407382&range=7d&compare=weekday', day: '?day=2026-11-25' };

async function photograph(front, browser, size, colorScheme) {
  const page = await openPage(browser, { size, colorScheme, locale: 'en-GB' });
  const file = (name) => ({ path: path.join(folder, `${name}-${sizes[size].width}-${colorScheme}.png`) });
  const scheme = '<meta name="color-scheme" content="light dark">';
  await page.goto(front.page('eleven.html', eleven({ compare: 'previous' }, { head: scheme, lang: 'en-GB' })));
  await settled(page);
  await page.waitForTimeout(500);
  for (const type of types) await page.locator(`#${type}`).screenshot(file(type));
  for (const [name, search] of Object.entries(views)) {
    await page.goto(`${front.origin}/dashboard/${search}`);
    await settled(page, undefined, types.length);
    await page.waitForTimeout(500);
    await page.screenshot({ ...file(name), fullPage: true });
  }
  await page.context().close();
}

await withDashboard(async ({ front, browser }) => {
  for (const size of Object.keys(sizes)) for (const colorScheme of ['light', 'dark']) await photograph(front, browser, size, colorScheme);

  const page = await openPage(browser, { locale: 'en-GB', viewport: { width: 794, height: 1123 } });
  await page.goto(`${front.origin}/dashboard/?range=30d&compare=previous`);
  await settled(page, undefined, types.length);
  await page.waitForTimeout(500);
  await page.pdf({ path: path.join(folder, 'print.pdf'), preferCSSPageSize: true, format: 'A4', printBackground: true });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => globalThis.dispatchEvent(new Event('beforeprint')));
  await page.screenshot({ path: path.join(folder, 'print.png'), fullPage: true });
});
console.log(`pictures are in ${folder}`);
