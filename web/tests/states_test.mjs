// What a widget shows while it waits, where nothing was called, where the endpoint fails, and where its figures are old.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingNoticed } from './support/browser.mjs';
import { bare, eleven, settled, singles, types, widget } from './support/pages.mjs';
import { eventually } from './support/processes.mjs';
import { scripted } from './support/scripted.mjs';
import { fault } from './support/scripted_endpoint.mjs';
import { piece, seen } from './support/seen.mjs';

const { endpoint, open } = await scripted();
const range = { from: '2026-11-18', to: '2026-11-24' };
const one = (type, values = {}) => bare(widget(type, { id: 'it', src: '/api', ...range, ...values }));

/** Notes, frame by frame, whether anything of the part is to be seen, as [milliseconds since the page began, whether]. */
const watchPart = (page, part) => page.addInitScript((name) => {
  globalThis.frames = [];
  customElements.whenDefined('call-widget').then(() => { globalThis.defined = performance.now(); });
  const look = () => {
    const roots = [...document.querySelectorAll('call-widget')].map((element) => element.shadowRoot).filter(Boolean);
    const found = roots.flatMap((root) => [...root.querySelectorAll(`[part~="${name}"]`)]);
    if (roots.length) globalThis.frames.push([performance.now(), found.some((element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }))]);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, part);

test('a skeleton shows after 150 ms, not before', async () => {
  endpoint.script({ wait: 900 });
  const page = await open(bare(''));
  await watchPart(page, 'skeleton');
  await page.goto(endpoint.page('slow.html', eleven(range)));
  await settled(page);
  const frames = await page.evaluate(() => globalThis.frames);
  const first = frames.find(([, isShown]) => isShown);
  assert.ok(first, 'it shows while the answer is on its way');
  const after = first[0] - await page.evaluate(() => globalThis.defined);
  assert.ok(after >= 145, `after ${after} ms`);
  assert.equal(frames.at(-1)[1], false, 'it goes when the figures are there');
  await nothingNoticed(page);
});

test('an answer that is quick shows no skeleton', async () => {
  endpoint.script({});
  const page = await open(bare(''));
  await watchPart(page, 'skeleton');
  await page.goto(endpoint.page('quick.html', one('call_totals')));
  await settled(page);
  const frames = await page.evaluate(() => globalThis.frames);
  const begun = await page.evaluate(() => globalThis.defined);
  const early = frames.filter(([at]) => at - begun < 145);
  assert.ok(early.every(([, isShown]) => !isShown));
});

for (const size of ['phone', 'laptop']) {
  for (const [what, script] of Object.entries({
    figures: { wait: 400 }, 'no calls': { wait: 400, figures: { total: 0, missed: 0 } }, 'an error': { wait: 400, status: 500, body: fault('internal', 'x') },
  })) {
    test(`nothing moves when ${what} come late, ${size}`, async () => {
      endpoint.script(script);
      const page = await open(eleven({ ...range, compare: 'previous' }), { size });
      await settled(page);
      await page.waitForTimeout(700);
      const shifts = await page.evaluate(() => globalThis.shifts);
      assert.deepEqual(shifts.filter(({ value }) => value > 0), []);
    });
  }
}

test('where nothing was called, charts and lists say so, and single figures are 0', async () => {
  endpoint.script({ figures: { total: 0, missed: 0 } });
  const page = await open(eleven(range));
  await settled(page);
  for (const type of types) {
    const shown = await seen(page, `#${type}`);
    if (singles.includes(type)) {
      assert.equal(shown.state, 'ready', type);
      assert.match([shown.figure, shown.unit].filter(Boolean).join(' '), { call_durations: /^0 s$/, average_calls_per_user: /^0(\.0)?$/ }[type] ?? /^0$/, type);
      assert.equal(shown.empty, undefined);
    } else {
      assert.equal(shown.state, 'empty', type);
      assert.match(shown.empty, /^No calls Nov 18\s?–\s?24|^No calls 18\s?–\s?24 Nov/, type);
      assert.match(shown.empty, /24(?: Nov)?\.? [A-Z].{8,}/, `${type} says what to do`);
      assert.equal(shown.bars.filter(({ height }) => height > 0).length, 0);
    }
  }
  await nothingNoticed(page);
});

test('an attribution of 0 calls is none', async () => {
  endpoint.script({ figures: { total: 0, missed: 0, special: { calls_top_attributions: [{ name: 'Direct', val: '0' }] } } });
  const page = await open(one('calls_top_attributions'));
  await settled(page);
  const shown = await seen(page, '#it');
  assert.equal(shown.state, 'empty');
  assert.ok(!shown.text.includes('Direct'));
});

test('without missed calls the share is 0 %, without any call it is not said', async () => {
  endpoint.script({ figures: { total: 30, missed: 0 } });
  let page = await open(one('missed_calls') + widget('call_totals', { src: '/api', ...range }));
  await settled(page);
  let shown = await seen(page, '#it');
  assert.equal(shown.figure, '0');
  assert.doesNotMatch(shown.text, /NaN|Infinity|undefined/);
  endpoint.script({ figures: { total: 0, missed: 0 } });
  page = await open(one('missed_calls') + widget('call_totals', { src: '/api', ...range }));
  await settled(page);
  shown = await seen(page, '#it');
  assert.equal(shown.figure, '0');
  assert.doesNotMatch(shown.text, /%|NaN/);
});

const words = 'the database does not answer; try again in 5 seconds';
for (const type of ['call_totals', 'calls_per_day', 'geographic_origin']) {
  test(`an error of ${type} has the endpoint's words, and trying again works`, async () => {
    endpoint.script({ status: 503, headers: { 'Retry-After': '5' }, body: fault('unavailable', words) });
    const page = await open(one(type));
    await settled(page);
    const failed = await seen(page, '#it');
    assert.equal(failed.state, 'error');
    assert.ok(failed.error.includes(words), failed.error);
    assert.ok(failed.retry, 'a button to try again');
    endpoint.script({});
    await piece(page, '#it', 'retry').click();
    await eventually('figures', async () => (await seen(page, '#it')).state === 'ready');
    const shown = await seen(page, '#it');
    assert.equal(shown.error, undefined);
    assert.equal(shown.height, failed.height, 'the frame keeps its size');
    await nothingNoticed(page);
  });
}

for (const [what, script, status] of [
  ['a connection that breaks', { cut: true }, 0],
  ['an answer that is not JSON', { body: '<html>a proxy says hello</html>', headers: { 'Content-Type': 'text/html' } }, undefined],
  ['an error that is not JSON', { status: 502, body: '<h1>Bad gateway</h1>', headers: { 'Content-Type': 'text/html' } }, 502],
  ['an answer of another shape', { body: { dataset: 'call_totals' } }, undefined],
  ['an error without words', { status: 500, body: {} }, 500],
  ['an empty answer', { body: '' }, undefined],
]) {
  test(`${what} is an error with a way to try again`, async () => {
    endpoint.script(script);
    const page = await open(bare('<div id="here"></div>'));
    const told = await page.evaluate((values) => new Promise((tell) => {
      setTimeout(() => tell('no event'), 10_000);
      document.addEventListener('call-widget-error', ({ detail }) => tell(detail));
      document.querySelector('#here').append(Object.assign(document.createElement('call-widget'), { id: 'it', type: 'call_totals', src: '/api', ...values }));
    }), range);
    if (status !== undefined) assert.equal(told.status, status);
    await settled(page);
    const shown = await seen(page, '#it');
    assert.equal(shown.state, 'error');
    assert.ok(shown.error.replace(shown.retry, '').trim().length > 5, shown.error);
    assert.doesNotMatch(shown.error, /undefined|\[object|<h|TypeError|JSON/);
    assert.ok(shown.retry);
    assert.deepEqual(page.noticed.filter((text) => !text.includes('net::ERR_')), []);
  });
}

for (const [status, code] of [[403, 'forbidden'], [401, 'unauthorized']]) {
  test(`a ${status} is no permission, told apart from an error`, async () => {
    endpoint.script({ status, body: fault(code, 'who asks may see no figures'), headers: status === 401 ? { 'WWW-Authenticate': 'Bearer realm="callwidgets"' } : {} });
    const page = await open(eleven(range));
    await settled(page);
    for (const type of types) {
      const shown = await seen(page, `#${type}`);
      assert.equal(shown.state, 'forbidden', type);
      assert.ok(shown.text.length > 20);
    }
    await nothingNoticed(page);
  });
}

test('a failure later leaves the figures, and says since when', async () => {
  endpoint.script({ figures: { total: 77 } });
  const page = await open(one('call_totals'));
  await settled(page);
  endpoint.script({ status: 503, body: fault('unavailable', words) });
  await page.evaluate(() => document.querySelector('#it').refresh());
  const shown = await eventually('stale', async () => {
    const now = await seen(page, '#it');
    return now.state === 'stale' && now;
  });
  assert.equal(shown.figure, '77');
  assert.match(shown.note, /as of/i);
});

test('a stale answer shows its figures, as of when and how long ago', async () => {
  endpoint.script({ headers: { Warning: '110 - "Response is Stale"', Age: '240', 'X-Cache': 'STALE', 'Cache-Control': 'no-store' }, figures: { total: 77 } });
  const page = await open(eleven(range));
  await settled(page);
  for (const type of types) {
    const shown = await seen(page, `#${type}`);
    assert.equal(shown.state, 'stale', type);
    // The account's clock says 14:05.
    assert.match(shown.note, /as of (14:01|2:01\s?PM), 4\s?min(utes|\.)? ago/i, type);
  }
  assert.equal((await seen(page, '#call_totals')).figure, '77');
  endpoint.script({ figures: { total: 78 } });
  await page.evaluate(() => document.querySelector('call-widgets').refresh());
  const fresh = await eventually('ready', async () => {
    const now = await seen(page, '#call_totals');
    return now.state === 'ready' && now;
  });
  assert.equal(fresh.figure, '78');
  assert.ok(!/as of/i.test(fresh.note ?? ''));
});

test('a type that does not exist is told in words', async () => {
  endpoint.script({ by: () => ({ status: 400, body: fault('invalid_parameter', 'type is calls_per_year; allowed: …', { parameter: 'type' }) }) });
  const page = await open(one('calls_per_year'));
  await settled(page);
  const shown = await seen(page, '#it');
  assert.equal(shown.state, 'error');
  assert.match(shown.error, /calls_per_year/);
});

test('each figure has its exact definition one click away, and Escape closes it', async () => {
  endpoint.script({});
  const page = await open(eleven(range));
  await settled(page);
  const told = new Set();
  for (const type of types) {
    const button = piece(page, `#${type}`, 'definition-button');
    assert.equal((await seen(page, `#${type}`)).definition, undefined);
    await button.click();
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    const { definition } = await seen(page, `#${type}`);
    assert.ok(definition.length > 30, `${type}: ${definition}`);
    told.add(definition);
    await page.keyboard.press('Escape');
    assert.equal((await seen(page, `#${type}`)).definition, undefined, `${type}: Escape`);
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.getAttribute('part')), 'definition-button', 'focus comes back');
  }
  assert.equal(told.size, types.length);
});

test('a link whose address would run something is none', async () => {
  endpoint.script({ figures: { special: { top_customers_by_calls: [
    { scId: '1', name: 'One', val: '5', url: 'javascript:globalThis.owned=1' }, { scId: '2', name: 'Two', val: '4', url: ' data:text/html,x' },
    { scId: '3', name: 'Three', val: '3', url: '/customers/3' }, { scId: '4', name: 'Four', val: '2', url: 'https://figures.example.com/4' }] } } });
  const page = await open(one('top_customers_by_calls'));
  await settled(page);
  const links = await page.locator('#it [part~="row"] a').evaluateAll((found) => found.map((link) => link.protocol));
  assert.ok(links.every((protocol) => ['http:', 'https:'].includes(protocol)), links.join(' '));
  assert.equal((await seen(page, '#it')).rows.length >= 4, true);
});
