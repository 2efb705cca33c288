// The dashboard where the web server itself asks for a login: once, and the page shows what the login may see.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { dataRequests, nothingNoticed, openBrowser, openPage } from '../support/browser.mjs';
import { Front } from '../support/front.mjs';
import { settled } from '../support/pages.mjs';
import { run } from '../support/processes.mjs';
import { seen } from '../support/seen.mjs';
import { sampleSite } from '../support/site.mjs';

const site = await sampleSite();
await site.stop();
site.settle({ auth: 'server' });
await site.admin('login', 'add', 'mary');
await site.admin('login', 'add', 'carol', '--customer', '407382');
const users = path.join(site.folder, 'users');
const hash = (await run('openssl', ['passwd', '-apr1', 'secret'])).trim();
writeFileSync(users, `mary:${hash}\ncarol:${hash}\n`, { mode: 0o644 });
await site.start();
const front = new Front(site);
await front.start(process.env.CALLWIDGETS_WEB_SERVER === 'apache' ? `basic=${users}` : `login=${users}`);
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await front.stop();
  await site.leave();
});

const days = 'from_date=2026-11-01&to_date=2026-11-07';

async function asked(name) {
  const answer = await fetch(`${front.api}/widgets/data?type=call_totals&${days}`, {
    headers: { Authorization: `Basic ${Buffer.from(`${name}:secret`).toString('base64')}` },
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).datasources[0].data;
}

for (const [name, sees] of [['mary', 'all'], ['carol', 'one customer']]) {
  test(`${name} sees ${sees}`, async () => {
    const page = await openPage(browser, { httpCredentials: { username: name, password: 'secret' } });
    await page.goto(`${front.origin}/dashboard/?range=2026-11-01..2026-11-07`);
    await settled(page, undefined, 11);
    const figure = (await seen(page, 'call-widget[type="call_totals"]')).figure;
    assert.equal(figure.replace(/\D/g, ''), await asked(name));
    assert.equal(await page.getByRole('combobox').count(), name === 'mary' ? 1 : 0);
    if (name === 'carol') assert.ok(await page.locator('.only', { hasText: 'Harbour Street Dental' }).isVisible());
    assert.equal(dataRequests(page).length, 1);
    await nothingNoticed(page);
    await page.context().close();
  });
}

test('a wrong password shows no figure', async () => {
  const page = await browser.newPage({ httpCredentials: { username: 'mary', password: 'wrong' } });
  await page.goto(`${front.origin}/dashboard/`);
  await page.locator('form, .notice').first().waitFor();
  assert.equal(await page.locator('call-widget [part~="figure"]').count(), 0);
  await page.close();
});
