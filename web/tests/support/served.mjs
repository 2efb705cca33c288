// The real program behind a real web server, for the tests of one file.
import { after } from 'node:test';
import { openBrowser } from './browser.mjs';
import { Front } from './front.mjs';
import { sampleSite } from './site.mjs';

/** `site`, `front` and `browser`, until the file's last test is over. */
export async function served(options) {
  const stage = {};
  const end = async () => {
    await stage.browser?.close();
    await stage.front?.stop();
    await stage.site?.leave();
  };
  try {
    stage.site = await sampleSite(options);
    stage.front = new Front(stage.site);
    await stage.front.start();
    stage.browser = await openBrowser();
  } catch (error) {
    await end();
    throw error;
  }
  after(end);
  return stage;
}
