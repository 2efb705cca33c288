// Which day is today is the account's business: in other zones, on days of a change to and from summer time, and where the browser's
// clock is elsewhere or wrong.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { dataRequests, nothingNoticed, openBrowser, openPage } from '../support/browser.mjs';
import { Front } from '../support/front.mjs';
import { dayAfter, daysBetween } from '../support/envelopes.mjs';
import { eleven, settled } from '../support/pages.mjs';
import { eventually } from '../support/processes.mjs';
import { seen } from '../support/seen.mjs';
import { Site } from '../support/site.mjs';

const browser = await openBrowser();
after(() => browser.close());

/** A site whose clock says `now` (UTC), with one answered call in each hour of the days around it. */
async function siteAt(zone, now) {
  const site = new Site();
  const at = Date.parse(now);
  await site.admin('migrate');
  await site.admin('account', 'add', 'main', '--time-zone', zone);
  const rows = ['cdr_id,start,duration,answered,customer_id,anum'];
  for (let hour = 0; hour < 24 * 6; hour++) {
    const start = new Date(Math.floor(at / 3_600_000) * 3_600_000 - hour * 3_600_000);
    rows.push(`h${hour},${start.toISOString().slice(0, 13).replace('T', ' ')}:00:00,60,1,1,+44207946${1000 + hour}`);
  }
  await site.import(`${rows.join('\n')}\n`);
  await site.start({ clock: (at - Date.now()) / 1000 });
  const front = new Front(site);
  await front.start();
  return { front, end: async () => { await front.stop(); await site.leave(); } };
}

for (const { zone, now, today, until, hours, hour } of [
  // 23 hours: 02:00 does not exist.
  { zone: 'Europe/Berlin', now: '2026-03-29T18:30:20Z', today: '2026-03-29', until: '20:30', hours: 20, hour: ['02:00', 0] },
  // 25 hours: 02:00 is there twice.
  { zone: 'Europe/Berlin', now: '2026-10-25T18:30:20Z', today: '2026-10-25', until: '19:30', hours: 21, hour: ['02:00', 2] },
  { zone: 'America/New_York', now: '2026-03-08T18:30:20Z', today: '2026-03-08', until: '14:30', hours: 14, hour: ['02:00', 0] },
  // The day that the browser, in UTC, calls yesterday.
  { zone: 'Asia/Kathmandu', now: '2026-11-28T20:00:20Z', today: '2026-11-29', until: '01:45', hours: 1, hour: undefined },
  { zone: 'Pacific/Honolulu', now: '2026-11-29T05:20:20Z', today: '2026-11-28', until: '19:20', hours: 20, hour: undefined },
]) {
  test(`${zone} on ${today}`, async () => {
    const { front, end } = await siteAt(zone, now);
    try {
      const account = await front.json('/account');
      assert.equal(account.today, today);
      assert.equal(account.time.slice(0, 5), until);
      assert.equal(account.time_zone, zone);
      for (const timezoneId of ['UTC', 'Pacific/Auckland']) {
        const page = await openPage(browser, { locale: 'en-GB', timezoneId });
        await page.clock.setFixedTime('2031-02-03T04:05:06Z');
        await page.goto(front.page('days.html', eleven({ from: today, to: today }, { lang: 'en-GB' })));
        await settled(page);
        const sent = await front.json(`/widgets/data?type=call_totals,daily_call_distribution&from_date=${today}&to_date=${today}`);
        const shown = await seen(page, '#call_totals');
        assert.equal(Number(shown.figure), Number(sent[0].datasources[0].data));
        assert.ok(Math.abs(Number(shown.figure) - hours) <= 1, `${shown.figure} hours`);
        const days = await seen(page, '#calls_per_day');
        assert.match(days.note, new RegExp(`until ${until.replace(/^0/, '0?')}`));
        assert.ok([...days.bars, ...days.points].every(({ name }) => name === today));
        if (hour) {
          const bars = (await seen(page, '#daily_call_distribution')).bars.filter(({ name }) => name === hour[0]);
          assert.equal(bars.reduce((sum, { value }) => sum + value, 0), hour[1]);
        }
        assert.ok(dataRequests(page).every((url) => !url.includes('2031')));
        await nothingNoticed(page);
        await page.context().close();
      }
      // Days are days, whatever the clock did on them: none is lost or told twice.
      const page = await openPage(browser, { timezoneId: zone });
      const [from, formerFrom, formerTo] = [28, 57, 29].map((count) => dayAfter(today, -count));
      await page.goto(front.page('range.html', eleven({ from, to: today, compare: 'previous' })));
      await settled(page);
      const names = [...new Set((await seen(page, '#calls_per_day')).points.map(({ name }) => name))];
      assert.deepEqual(names, daysBetween(from, today));
      const former = await eventually('the former days', () => dataRequests(page).map((url) => new URL(url).searchParams)
        .find((query) => query.get('from_date') === formerFrom && query.get('to_date') === formerTo), { seconds: 5 });
      assert.ok(former);
    } finally {
      await end();
    }
  });
}
