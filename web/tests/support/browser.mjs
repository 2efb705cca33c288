// Debian's headless Chromium, and pages in it that note what they should not do.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const executablePath = process.env.CALLWIDGETS_CHROMIUM ?? '/usr/bin/chromium-headless-shell';

// The pages are the tests' own. Nothing is asked of another host.
const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-proxy-server', '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];

export const openBrowser = () => chromium.launch({ executablePath, args });

/** Sizes that pages are looked at in. */
export const sizes = {
  phone: { width: 360, height: 740 },
  laptop: { width: 1440, height: 900 },
  wall: { width: 2560, height: 1440 },
};

/**
 * A page of its own context. `noticed` gathers console messages, errors, requests to elsewhere, and what its policy refused.
 * Options are those of a browser's context; `size` is one of the names above.
 */
export async function openPage(browser, { size = 'laptop', locale = 'en-GB', timezoneId = 'UTC', ...more } = {}) {
  const context = await browser.newContext({ viewport: sizes[size], locale, timezoneId, ...more });
  const page = await context.newPage();
  page.noticed = [];
  page.asked = [];
  page.on('console', (message) => {
    // What a server refuses, a browser writes there by itself.
    if (!/^Failed to load resource: the server responded with a status of [45]/.test(message.text())) {
      page.noticed.push(`console: ${message.text()}`);
    }
  });
  page.on('pageerror', (error) => page.noticed.push(`error: ${error.stack ?? error}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol === 'data:') return;
    page.asked.push(request);
    if (url.hostname !== '127.0.0.1') page.noticed.push(`request: ${url}`);
  });
  await page.addInitScript(() => {
    globalThis.refused = [];
    globalThis.shifts = [];
    globalThis.longTasks = [];
    document.addEventListener('securitypolicyviolation', (event) => {
      globalThis.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        globalThis.shifts.push({ value: entry.value, time: entry.startTime, of: entry.sources.map((source) => source.node?.nodeName) });
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) globalThis.longTasks.push(Math.round(entry.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  return page;
}

/** Nothing was noticed on the page, and its policy refused nothing. */
export async function nothingNoticed(page) {
  assert.deepEqual(page.noticed, []);
  assert.deepEqual(await page.evaluate(() => globalThis.refused), []);
}

/** The page's questions to the endpoint's figures. */
export const dataRequests = (page) => page.asked.map((request) => request.url()).filter((url) => url.includes('/widgets/data'));
