// Each of web/examples/ is opened or run as it stands there, and shows the figures that the endpoint answers.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, test } from 'node:test';
import jsonata from 'jsonata';
import { accessible } from '../support/axe.mjs';
import { dataRequests, nothingNoticed, openPage } from '../support/browser.mjs';
import { dayAfter } from '../support/envelopes.mjs';
import { OtherSite, withSettings } from '../support/other_site.mjs';
import { settled, types } from '../support/pages.mjs';
import { run } from '../support/processes.mjs';
import { ScriptedEndpoint, fault } from '../support/scripted_endpoint.mjs';
import { piece, seen } from '../support/seen.mjs';
import { served } from '../support/served.mjs';
import { repository } from '../support/site.mjs';

const { site, front, browser } = await served();
const folder = path.join(repository, 'web/examples');
const example = (name) => readFileSync(path.join(folder, name), 'utf8');
const full = new Intl.NumberFormat('en');
const range = 'from_date=2026-10-05&to_date=2026-11-08';
const dataOf = async (type, more = '') => (await front.json(`/widgets/data?type=${type}&${more}`)).datasources[0].data;

test('the index names what is there', () => {
  const named = [...example('README.md').matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target.split('/')[0]);
  assert.deepEqual([...new Set(named)].sort(), readdirSync(folder).filter((name) => name !== 'README.md').sort());
});

const brightness = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number).reduce((sum, value) => sum + value) / 3;

for (const colorScheme of ['light', 'dark']) {
  test(`three-widgets.html, ${colorScheme}`, async () => {
    const page = await openPage(browser, { colorScheme });
    await page.goto(front.page('three-widgets.html', example('three-widgets.html')));
    await settled(page, ['ready'], 3);
    for (const type of ['call_totals', 'missed_calls']) {
      assert.equal((await seen(page, `[type=${type}]`)).figure, full.format(Number(await dataOf(type))), type);
    }
    const drawn = (await seen(page, '[type=calls_per_day]')).points.filter(({ parts }) => parts.includes('answered'));
    assert.deepEqual(drawn.map(({ name, value }) => [name, value]), (await dataOf('calls_per_day')).map((day) => [day.name, day.Answered]));
    assert.equal(dataRequests(page).length, 1);
    const card = await piece(page, '[type=call_totals]', 'card').evaluate((element) => getComputedStyle(element).backgroundColor);
    assert.ok(colorScheme === 'light' ? brightness(card) > 200 : brightness(card) < 60, card);
    await accessible(page, colorScheme);
    await nothingNoticed(page);
    await page.context().close();
  });
}

for (const [file, days] of [['README.md', ''], ['docs/widgets.md', 'customer_id=407382&from_date=2026-10-01&to_date=2026-10-31']]) {
  test(`the three lines of ${file}, pasted into a page`, async () => {
    const [, lines] = /\n\n((?: {4}<.*\n){3})\n/.exec(readFileSync(path.join(repository, file), 'utf8'));
    const page = await openPage(browser);
    await page.goto(front.page('lines.html', `<!doctype html><title>Lines</title>\n${lines}`));
    await settled(page, ['ready'], 2);
    assert.equal((await seen(page, '[type=missed_calls]')).figure, full.format(Number(await dataOf('missed_calls', days))));
    const perDay = await seen(page, '[type=calls_per_day]');
    assert.equal(perDay.points.filter(({ parts }) => parts.includes('answered')).length, (await dataOf('calls_per_day')).length);
    await nothingNoticed(page);
    await page.context().close();
  });
}

const library = path.dirname(createRequire(import.meta.url).resolve('uplot'));

/** The example with the library's files beside it, as its comment says. */
async function openChart(query, options) {
  const page = await openPage(browser, options);
  const named = /dist\/(\S+) and\s+dist\/([^\s,]+)/.exec(example('other-chart-library.html'));
  assert.ok(named, 'the page says which files to put there');
  for (const name of named.slice(1)) front.page(name, readFileSync(path.join(library, name), 'utf8'));
  front.page('other-chart-library.js', example('other-chart-library.js'));
  await page.goto(front.page('other-chart-library.html', example('other-chart-library.html')) + query);
  return page;
}

for (const timezoneId of ['UTC', 'America/New_York', 'Pacific/Auckland']) {
  test(`other-chart-library.html draws the days that were sent, in ${timezoneId}`, async () => {
    const page = await openChart('?from=2026-10-05&to=2026-11-08', { timezoneId });
    await page.waitForFunction(() => globalThis.chart?.axes[0]._values?.length);
    const rows = await dataOf('calls_per_day', range);
    const chart = await page.evaluate(() => {
      const canvas = document.querySelector('#chart canvas');
      const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      const inked = ([red, green, blue]) => {
        let count = 0;
        for (let at = 0; at < pixels.length; at += 4) {
          if (pixels[at] === red && pixels[at + 1] === green && pixels[at + 2] === blue && pixels[at + 3] === 255) ++count;
        }
        return count;
      };
      const { data, axes } = globalThis.chart;
      return { data: data.map((column) => [...column]), days: axes[0]._values, answered: inked([0x00, 0x72, 0xb2]), missed: inked([0xd5, 0x5e, 0x00]) };
    });
    assert.deepEqual(chart.data, [rows.map(({ name }) => Date.parse(name) / 1000), rows.map((row) => row.Answered), rows.map((row) => row.Missed)]);
    assert.ok(chart.days.join(' ').startsWith('10/5'), `the axis begins with the first day: ${chart.days}`);
    assert.ok(chart.answered > 100 && chart.missed > 50, 'both lines are there');
    await nothingNoticed(page);
    await page.context().close();
  });
}

test('other-chart-library.html shows why there are no figures', async () => {
  const page = await openChart('?from=2026-13-01');
  await page.waitForFunction(() => document.querySelector('#message').textContent);
  const refused = await fetch(`${front.api}/widgets/data?type=calls_per_day&from_date=2026-13-01`);
  assert.equal(await page.locator('#message').textContent(), (await refused.json()).errors[0].message);
  await nothingNoticed(page);
  await page.context().close();
});

/** Runs figures.php; what it keeps goes into the folder `kept`. */
const php = (kept, env) => run('php8.2', ['-d', 'display_errors=stderr', path.join(folder, 'figures.php')], { env: { TMPDIR: kept, ...env } });
const newFolder = () => mkdtempSync(path.join(site.folder, 'kept.'));
const cellsOf = (html) => [...html.matchAll(/<tr><th scope="row">([^<]*)<\/th><td>([^<]*)<\/td><\/tr>/g)].map(([, title, figure]) => [title, figure]);

test('figures.php shows a table, and asks whether what it has still holds', async (t) => {
  const wanted = [['Calls', await dataOf('call_totals')], ['Missed calls', await dataOf('missed_calls')], ['Callers', String(await dataOf('unique_callers'))]];
  const token = (await site.admin('token', 'add', 'php')).trim();
  const narrow = (await site.admin('token', 'add', 'php of a customer', '--customer', '407383')).trim();
  const customers = await dataOf('call_totals', 'customer_id=407383');
  await withSettings(t, site, { auth: 'token' });
  const kept = newFolder();
  const env = { CALLWIDGETS_URL: front.api, CALLWIDGETS_TOKEN: token };
  const asked = () => front.requests().filter(({ target }) => target.startsWith('/api/widgets/data'));
  const before = asked().length;
  for (const status of [200, 304]) {
    const html = await php(kept, env);
    assert.deepEqual(cellsOf(html), wanted, `${status}`);
    assert.equal(asked().at(-1).status, status);
    assert.ok(!html.includes(token));
  }
  assert.equal(asked().length, before + 2);
  const [file, ...more] = readdirSync(kept);
  assert.deepEqual(more, []);
  assert.equal(statSync(path.join(kept, file)).mode & 0o077, 0, 'nobody else on the machine reads what is kept');
  assert.ok(!readFileSync(path.join(kept, file), 'utf8').includes(token));

  // Another token is not shown what this one may see.
  for (let time = 0; time < 2; ++time) assert.equal(cellsOf(await php(kept, { ...env, CALLWIDGETS_TOKEN: narrow }))[0][1], customers);
  assert.deepEqual(cellsOf(await php(kept, env)), wanted);
  assert.equal(readdirSync(kept).length, 2);
  const refused = await php(kept, { ...env, CALLWIDGETS_TOKEN: 'cw_wrong' });
  assert.deepEqual(cellsOf(refused), []);
  assert.match(refused, /^<p>[^<]+<\/p>\n$/);
});

test('figures.php says what went wrong, escaped, and keeps nothing that may not be kept', async (t) => {
  const endpoint = new ScriptedEndpoint();
  await endpoint.start();
  t.after(() => endpoint.stop());
  const kept = newFolder();
  const env = { CALLWIDGETS_URL: `${endpoint.origin}/api`, CALLWIDGETS_TOKEN: '' };
  endpoint.script({ status: 400, body: fault('invalid_parameter', '<script>globalThis.owned=1</script> & "x"') });
  assert.equal(await php(kept, env), '<p>&lt;script&gt;globalThis.owned=1&lt;/script&gt; &amp; &quot;x&quot;</p>\n');
  endpoint.script({ figures: { special: { call_totals: '<b>7</b>' } }, headers: { ETag: '"a"' } });
  assert.match(await php(kept, env), /<td>&lt;b&gt;7&lt;\/b&gt;<\/td>/);
  endpoint.script({ status: 502, body: '<html>a proxy\'s own page</html>' });
  assert.equal(await php(kept, env), '<p>the figures can&#039;t be reached</p>\n');

  // A stale answer has no ETag.
  const other = newFolder();
  endpoint.script({ headers: { Warning: '110 - "Response is Stale"', 'Cache-Control': 'no-store' } });
  for (let time = 0; time < 2; ++time) assert.deepEqual(cellsOf(await php(other, env))[0], ['Calls', '120']);
  assert.deepEqual(readdirSync(other), []);
  assert.ok(endpoint.asked.every(({ headers }) => headers['if-none-match'] === undefined));
  assert.equal(await php(other, { ...env, CALLWIDGETS_URL: 'http://127.0.0.1:1/api' }), '<p>the figures can&#039;t be reached</p>\n');
});

const script = path.join(folder, 'figures.sh');
const sh = (words, env) => run('sh', [script, ...words], { env: { CALLWIDGETS_URL: front.api, ...env } });

test('figures.sh prints one figure', async () => {
  for (const type of types.slice(0, 5)) assert.equal(await sh([type]), `${await dataOf(type)}\n`, type);
  assert.equal(await sh(['missed_calls', '2026-10-05', '2026-11-08']), `${await dataOf('missed_calls', range)}\n`);
});

test('figures.sh keeps a token off the command line', async (t) => {
  const figure = await dataOf('call_totals', range);
  const token = (await site.admin('token', 'add', 'sh')).trim();
  await withSettings(t, site, { auth: 'token' });
  const own = newFolder();
  writeFileSync(path.join(own, 'header'), `Authorization: Bearer ${token}\n`);
  // What curl is called with, as everybody on the machine sees it.
  writeFileSync(path.join(own, 'curl'), `#!/bin/sh\nprintf '%s\\n' "$@" >'${own}/words'\nexec /usr/bin/curl "$@"\n`);
  chmodSync(path.join(own, 'curl'), 0o755);
  const env = { PATH: `${own}:${process.env.PATH}`, CALLWIDGETS_HEADER: path.join(own, 'header') };
  assert.equal(await sh(['call_totals', '2026-10-05', '2026-11-08'], env), `${figure}\n`);
  const words = readFileSync(path.join(own, 'words'), 'utf8');
  assert.ok(words.includes('call_totals') && !words.includes(token), words);
  await assert.rejects(sh(['call_totals']), /ended with 1: figures\.sh: 401: \S+/);
});

test('figures.sh fails with the reason', async () => {
  const refused = await (await fetch(`${front.api}/widgets/data?type=call_totals&from_date=2026-13-01`)).json();
  await assert.rejects(sh(['call_totals', '2026-13-01']), ({ message }) => message.includes(`figures.sh: 400: ${refused.errors[0].message}`));
  await assert.rejects(sh(['no_such']), /figures\.sh: 400: /);
  await assert.rejects(sh(['calls_per_day']), /figures\.sh: \S+/);
  await assert.rejects(sh(['call_totals'], { CALLWIDGETS_URL: 'http://127.0.0.1:1/api' }), /curl: /);
});

const dashboard = JSON.parse(example('grafana/callwidgets.json'));
const targets = dashboard.panels.flatMap((panel) => panel.targets.map((target) => ({ ...target, panel })));
const typeOf = (target) => target.url_options.params.find(({ key }) => key === 'type').value;

/** What the data source asks for a target: its macros filled, its parameters behind the data source's base URL. */
function askedBy(target, { customer, from, to }) {
  const filled = { '${customer}': customer, '${__from:date:YYYY-MM-DD}': from, '${__to:date:YYYY-MM-DD}': to };
  const query = new URLSearchParams(target.url_options.params.map(({ key, value }) => [key, filled[value] ?? value]));
  assert.ok(!query.toString().includes('%24%7B'), `${query}: a macro that is none`);
  return `${target.url}?${query}`;
}

/** A target's rows: the root selector (JSONata, as the backend parser takes it), then each column by its selector and type. */
async function rowsOf(target, answer) {
  const found = await jsonata(target.root_selector).evaluate(answer);
  // Of neither a list nor an object no row is made.
  const rows = Array.isArray(found) ? [...found] : typeof found === 'object' ? [found] : [];
  return rows.map((row) => target.columns.map(({ selector, type }) => {
    const value = row[selector];
    assert.notEqual(value, undefined, `${target.panel.title}: ${selector}`);
    if (type === 'number') return Number(value);
    assert.equal(type, 'string');
    return String(value);
  }));
}

const wantedRows = {
  single: (data) => [[Number(data)]],
  stacked: (data) => data.map(({ name, Answered, Missed }) => [name, Answered, Missed]),
  counted: (data) => data.map(({ name, val }) => [name, Number(val)]),
  customers: (data) => (Array.isArray(data) ? data.map(({ scId, name, val }) => [scId, name, Number(val)]) : []),
};
const wantedOf = (type) => wantedRows[types.indexOf(type) < 5 ? 'single' : { calls_per_day: 'stacked', daily_call_distribution: 'stacked', top_customers_by_calls: 'customers' }[type] ?? 'counted'];

test('grafana: each of the eleven has its panel, on the data source that is asked for', () => {
  assert.deepEqual(targets.map(typeOf).sort(), [...types].sort());
  const [input] = dashboard.__inputs;
  for (const target of targets) {
    assert.deepEqual(target.datasource, { type: input.pluginId, uid: `\${${input.name}}` });
    assert.deepEqual([target.type, target.parser, target.source, target.url_options.method], ['json', 'backend', 'url', 'GET']);
    // The panel's own words for its fields are those of the columns.
    const { xField } = target.panel.options;
    if (xField) assert.ok(target.columns.some(({ text }) => text === xField), xField);
  }
  const names = dashboard.templating.list.map(({ name }) => name);
  assert.deepEqual(names, ['customer']);
  const boxes = dashboard.panels.map(({ gridPos }) => gridPos);
  for (const [index, one] of boxes.entries()) {
    assert.ok(one.x + one.w <= 24);
    for (const other of boxes.slice(index + 1)) {
      assert.ok(one.x + one.w <= other.x || other.x + other.w <= one.x || one.y + one.h <= other.y || other.y + other.h <= one.y, 'panels do not overlap');
    }
  }
});

test('grafana: its selectors find what was sent', async (t) => {
  const asks = [
    { customer: dashboard.templating.list[0].current.value, from: '2026-10-05', to: '2026-11-08' },
    { customer: '407383', from: '2026-10-05', to: '2026-10-11' },
    { customer: '0', from: '1999-01-01', to: '1999-01-03' },
  ];
  const sent = [];
  for (const { customer, from, to } of asks) {
    for (const type of types) sent.push(await dataOf(type, `customer_id=${customer}&from_date=${from}&to_date=${to}`));
  }
  const token = (await site.admin('token', 'add', 'grafana')).trim();
  await withSettings(t, site, { auth: 'token' });
  for (const ask of asks) {
    for (const type of types) {
      const data = sent.shift();
      const target = targets.find((one) => typeOf(one) === type);
      const answer = await fetch(front.api + askedBy(target, ask), { headers: { Authorization: `Bearer ${token}` } });
      assert.equal(answer.status, 200, type);
      assert.deepEqual(await rowsOf(target, await answer.json()), wantedOf(type)(data), `${type} ${JSON.stringify(ask)}`);
    }
  }
});

const other = new OtherSite();
await other.start();
after(() => other.stop());
const base64url = (value) => Buffer.from(value).toString('base64url');

/** other-origin.html on a site of its own, which signs tokens for one customer. `state.broken`: it can't at present. */
async function openOther(t) {
  const [kid, secret] = (await site.admin('key', 'add', 'the other site', '--customer', '407382')).trim().split('\t');
  await withSettings(t, site, { auth: 'signed', token_audience: 'https://figures.example.com', cors_origins: other.origin });
  const state = { tokens: [], broken: false };
  other.at('token', () => {
    if (state.broken) return { status: 500, text: '<h1>Internal Server Error</h1>' };
    const claims = { aud: 'https://figures.example.com', exp: Math.floor(Date.now() / 1000) + 600, customers: [407382], nonce: `${state.tokens.length}` };
    const signed = `${base64url(JSON.stringify({ alg: 'HS256', kid }))}.${base64url(JSON.stringify(claims))}`;
    const token = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
    state.tokens.push(token);
    return { text: token };
  });
  const placed = (name) => example(name).replaceAll('https://figures.example.com', front.origin);
  other.page('other-origin.js', placed('other-origin.js'));
  state.address = other.page('other-origin.html', placed('other-origin.html'));
  return state;
}

test('other-origin.html shows a customer\'s figures on another site, with that site\'s tokens', async (t) => {
  const today = (await front.json('/account')).today;
  const days = `customer_id=407382&from_date=${dayAfter(today, -29)}&to_date=${today}`;
  const [total, perDay] = [await dataOf('call_totals', days), await dataOf('calls_per_day', days)];
  const state = await openOther(t);
  const page = await openPage(browser);
  await page.goto(state.address);
  await settled(page, ['ready'], 2);
  assert.equal((await seen(page, '[type=call_totals]')).figure, full.format(Number(total)));
  const drawn = (await seen(page, '[type=calls_per_day]')).points.filter(({ parts }) => parts.includes('answered'));
  assert.deepEqual(drawn.map(({ name, value }) => [name, value]), perDay.map(({ name, Answered }) => [name, Answered]));

  // One token serves until shortly before it ends.
  const refresh = () => page.evaluate(() => document.querySelector('call-widgets').refresh());
  await refresh();
  assert.equal(state.tokens.length, 1);
  await page.clock.setFixedTime(Date.now() + 9.5 * 60 * 1000);
  await refresh();
  assert.equal(state.tokens.length, 2);
  const asked = page.asked.filter((request) => request.url().includes('/api/'));
  assert.ok(asked.length >= 3);
  for (const request of asked) {
    const { origin, href } = new URL(request.url());
    assert.equal(origin, front.origin);
    assert.ok(state.tokens.every((token) => !href.includes(token)));
    assert.ok(state.tokens.some((token) => request.headers().authorization === `Bearer ${token}`));
  }
  assert.equal(asked.at(-1).headers().authorization, `Bearer ${state.tokens[1]}`);
  await nothingNoticed(page);
  await page.context().close();
});

test('other-origin.html works again once its site makes tokens again', async (t) => {
  const state = await openOther(t);
  state.broken = true;
  const page = await openPage(browser);
  await page.goto(state.address);
  await settled(page, ['error', 'forbidden'], 2);
  assert.deepEqual(page.asked.filter((request) => request.url().includes('/api/')).map((request) => request.url()), [], 'no token, no question');
  state.broken = false;
  await page.evaluate(() => document.querySelector('call-widgets').refresh());
  await settled(page, ['ready'], 2);
  await nothingNoticed(page);
  await page.context().close();
});
