// node tests/marks.mjs [TIMES]: how large the front end is, and how soon its figures are on the screen, by the browser's own marks. Nothing
// here is asserted.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openPage } from './support/browser.mjs';
import { withDashboard } from './support/dashboard_site.mjs';
import { dist } from './support/front.mjs';
import { eleven, settled, types } from './support/pages.mjs';

const times = Number(process.argv[2] ?? 10);

const packed = (file) => gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length;
const whole = ['index.html', 'dashboard.css', 'dashboard.js'];
console.log('gzip -9, bytes:');
for (const file of ['call-widgets.js', ...whole]) console.log(`  ${file.padEnd(18)} ${String(packed(file)).padStart(6)}`);
console.log(`  the dashboard, all ${String(whole.reduce((sum, file) => sum + packed(file), 0)).padStart(5)}`);

// Milliseconds from navigation to the frame in which all widgets first show figures, by a frame's own clock.
const watch = () => {
  globalThis.shown = undefined;
  const look = (now) => {
    const widgets = [...document.querySelectorAll('call-widget')];
    if (widgets.length >= 11 && widgets.every((widget) => ['ready', 'empty'].includes(widget.getAttribute('state')))) {
      // Painted by the next one.
      requestAnimationFrame((next) => {
        globalThis.shown = next;
        performance.mark('figures');
      });
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

const middle = (values) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];

async function measure(browser, url) {
  const page = await openPage(browser);
  await page.addInitScript(watch);
  const runs = [];
  for (let run = 0; run <= times; run++) {
    page.asked = [];
    await page.goto(url);
    await settled(page, undefined, types.length);
    await page.waitForTimeout(300);
    const seen = await page.evaluate(() => ({
      shown: globalThis.shown,
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      longest: Math.max(0, ...globalThis.longTasks),
      shift: globalThis.shifts.reduce((sum, { value }) => sum + value, 0),
      bytes: performance.getEntriesByType('resource').reduce((sum, { transferSize }) => sum + transferSize, 0),
    }));
    // The first fills the caches.
    if (run) runs.push({ ...seen, requests: page.asked.length });
  }
  await page.context().close();
  const of = (name, digits = 0) => middle(runs.map((run) => run[name])).toFixed(digits);
  return `figures on the screen after ${of('shown')} ms (${Math.round(Math.min(...runs.map(({ shown }) => shown)))} to `
    + `${Math.round(Math.max(...runs.map(({ shown }) => shown)))}), first paint ${of('paint')} ms, longest task ${of('longest')} ms (0: none over 50), `
    + `${of('requests')} requests, ${of('bytes')} bytes, layout shift ${Math.max(...runs.map(({ shift }) => shift)).toFixed(4)}`;
}

await withDashboard(async ({ front, browser }) => {
  console.log(`warm, the middle of ${times} navigations at 1440 px:`);
  console.log(`  eleven widgets: ${await measure(browser, front.page('eleven.html', eleven()))}`);
  console.log(`  the dashboard:  ${await measure(browser, `${front.origin}/dashboard/`)}`);
  console.log(`  and compared:   ${await measure(browser, `${front.origin}/dashboard/?compare=previous`)}`);
});
