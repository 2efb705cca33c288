// The sample behind nginx, for what is measured and photographed. Not a test.
import { openBrowser } from './browser.mjs';
import { Front } from './front.mjs';
import { sampleSite } from './site.mjs';

/** Calls `work` with `{front, browser}`, and ends both. */
export async function withDashboard(work, options = { zone: 'Europe/Berlin' }) {
  const site = await sampleSite(options);
  const front = new Front(site, 'nginx');
  let browser;
  try {
    await front.start();
    browser = await openBrowser();
    await work({ front, browser });
  } finally {
    await browser?.close();
    await front.stop();
    await site.leave();
  }
}
