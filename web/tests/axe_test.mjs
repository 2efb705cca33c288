// axe finds nothing wrong: in light and dark, on a phone and a laptop, in print, and in each state.
import { test } from 'node:test';
import { accessible } from './support/axe.mjs';
import { eleven, settled } from './support/pages.mjs';
import { scripted } from './support/scripted.mjs';
import { fault } from './support/scripted_endpoint.mjs';

const { endpoint, open, browser: _ } = await scripted();

for (const colorScheme of ['light', 'dark']) {
  for (const [size, media] of [['phone', 'screen'], ['laptop', 'screen'], ['laptop', 'print']]) {
    test(`figures, ${colorScheme}, ${size}, ${media}`, async () => {
      endpoint.script({ figures: { total: 1300, missed: 310 } });
      const page = await open(eleven({ compare: 'previous' }, { head: '<meta name="color-scheme" content="light dark">' }), { size, colorScheme });
      await page.emulateMedia({ media, colorScheme });
      await settled(page);
      await page.waitForTimeout(300);
      await accessible(page);
      for (const button of await page.locator('call-widget [part~="table-button"]').all()) if (await button.isVisible()) await button.click();
      await accessible(page, 'as tables');
    });

    test(`states, ${colorScheme}, ${size}, ${media}`, async () => {
      for (const script of [
        { figures: { total: 0, missed: 0 } }, { status: 500, body: fault('internal', 'a fault of the program') }, { status: 403, body: fault('forbidden', 'who asks may see no figures') },
        { headers: { Warning: '110 - "Response is Stale"', Age: '240' } },
      ]) {
        endpoint.script(script);
        const page = await open(eleven({}, { head: '<meta name="color-scheme" content="light dark">' }), { size, colorScheme });
        await page.emulateMedia({ media, colorScheme });
        await settled(page);
        await accessible(page, JSON.stringify(script));
        await page.context().close();
      }
    });
  }
}
