// A scripted endpoint and a browser, for the tests of one file.
import { after } from 'node:test';
import { openBrowser, openPage } from './browser.mjs';
import { ScriptedEndpoint } from './scripted_endpoint.mjs';

/** `endpoint`, `browser`, and `open(html, options)`, which yields a page that shows it; until the file's last test is over. */
export async function scripted() {
  const endpoint = new ScriptedEndpoint();
  await endpoint.start();
  const browser = await openBrowser().catch(async (error) => {
    await endpoint.stop();
    throw error;
  });
  after(async () => {
    await browser.close();
    await endpoint.stop();
  });
  const open = async (html, options) => {
    const page = await openPage(browser, options);
    await page.goto(endpoint.page('page.html', html));
    return page;
  };
  return { endpoint, browser, open };
}
