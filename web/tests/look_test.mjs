// It looks right where it is narrow, dark, printed, in other languages and directions, in high contrast and without motion.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingNoticed } from './support/browser.mjs';
import { bare, eleven, settled, types, widget } from './support/pages.mjs';
import { scripted } from './support/scripted.mjs';
import { piece, seen } from './support/seen.mjs';

const { endpoint, open } = await scripted();
endpoint.script({ figures: { total: 1234567, missed: 12345 } });
const range = { from: '2026-10-05', to: '2026-11-08' };
const column = (width, inside, more = '') => bare(`<div class="column">${inside}</div>`, { head: '<link rel="stylesheet" href="/pages/column.css">' + more });
const styled = (css) => endpoint.page('column.css', css);

/** What sticks out of its widget, or is cut without a title that says it whole. */
const spilled = (page) => page.evaluate(() => [...document.querySelectorAll('call-widget')].flatMap((widget) => {
  const frame = widget.getBoundingClientRect();
  return [...widget.shadowRoot.querySelectorAll('[part]')].filter((element) => {
    if (!element.checkVisibility({ checkVisibilityCSS: true }) || element.closest('defs')) return false;
    if (/\b(live|table)\b/.test(element.getAttribute('part'))) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
  }).map((element) => `${widget.type} ${element.getAttribute('part')} ${element.textContent.trim().slice(0, 30)}`);
}));

for (const width of [200, 360, 700, 2400]) {
  test(`in a column of ${width} px nothing spills`, async () => {
    styled(`.column { width: ${width}px } body { margin: 0 }`);
    const page = await open(column(width, `<call-widgets src="/api" from="${range.from}" to="${range.to}" compare="previous">${types.map((type) => widget(type, { id: type })).join('')}</call-widgets>`), { size: 'wall' });
    await settled(page);
    await page.waitForTimeout(300);
    assert.deepEqual(await spilled(page), []);
    for (const type of types) assert.ok((await seen(page, `#${type}`)).width <= width, type);
    const chart = await seen(page, '#calls_per_day');
    const days = chart.axis.filter(({ text }) => /[a-z]{3}/i.test(text)).sort((one, other) => one.x - other.x);
    assert.ok(days.length <= 8 && days.length >= 2, `${days.length} labels`);
    for (const [index, label] of days.entries()) if (index) assert.ok(label.x >= days[index - 1].x + days[index - 1].width, `${label.text} overlaps`);
    assert.match(days[0].text, /5/);
    assert.match(days.at(-1).text, /8/);
    // The figure, in full up to 999,999.
    const total = await seen(page, '#call_totals');
    assert.equal(total.figureTitle, '1,234,567');
    const bars = (await seen(page, '#daily_call_distribution')).bars.filter(({ parts }) => parts.includes('answered'));
    for (const [index, bar] of bars.entries()) if (index) assert.ok(bar.x - (bars[index - 1].x + bars[index - 1].width) >= 0.9, 'bars are apart');
    await nothingNoticed(page);
  });
}

test('a maximum of three calls has the ticks 0, 1, 2, 3', async () => {
  const rows = ['2026-11-16', '2026-11-17', '2026-11-18'].map((name, index) => ({ name, Answered: index, Missed: index > 1 ? 1 : 0 }));
  endpoint.script({ figures: { special: { calls_per_day: rows } } });
  const page = await open(bare(widget('calls_per_day', { id: 'it', src: '/api', from: '2026-11-16', to: '2026-11-18' })));
  await settled(page);
  const ticks = (await seen(page, '#it')).axis.map(({ text }) => text).filter((text) => /^[\d.,]+$/.test(text));
  assert.deepEqual(ticks.sort(), ['0', '1', '2', '3']);
  endpoint.script({ figures: { total: 1234567, missed: 12345 } });
});

test('the years are told where they change', async () => {
  const page = await open(bare(widget('calls_per_day', { id: 'it', src: '/api', from: '2025-12-15', to: '2026-01-20' })));
  await settled(page);
  const shown = await seen(page, '#it');
  assert.match([shown.chart.label, ...shown.axis.map(({ text }) => text)].join(' '), /2025.*2026|2026/);
});

const texts = {
  en: [/Missed calls/, '1,234'], de: [/Verpasst|verpasst|Entgangen|entgangen|Unbeantwortet/, '1.234'], fr: [/manqu/i, '1 234'], es: [/perdid/i, '1234'],
  nl: [/gemist/i, '1.234'], sv: [/missad|obesvarad/i, '1 234'],
};
for (const [language, [word, figure]] of Object.entries(texts)) {
  test(`${language} speaks its language`, async () => {
    endpoint.script({ figures: { total: 1234, missed: 345 } });
    const page = await open(eleven({ ...range, compare: 'previous', locale: language }, { lang: language }));
    await settled(page);
    await page.waitForTimeout(200);
    assert.match((await seen(page, '#missed_calls')).heading, word);
    assert.equal((await seen(page, '#call_totals')).figure, figure);
    const all = (await Promise.all(types.map(async (type) => (await seen(page, `#${type}`)).text))).join('\n');
    assert.doesNotMatch(all, /\{\w+\}|undefined|NaN|\[object/);
    if (language !== 'en') assert.doesNotMatch(all, /\b(calls|Table|Missed|Answered|more than|same as|Others)\b/);
    const wanted = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(3).replace(/\s/g, ' ').toLowerCase();
    assert.match((await seen(page, '#call_durations')).figure.toLowerCase().replace(/\s/g, ' '), new RegExp(`^${wanted.slice(0, 4)}`));
    endpoint.script({ status: 500, body: { errors: [{ code: 'internal', message: 'x' }] } });
    const failed = await open(eleven({ ...range, locale: language }, { lang: language }));
    await settled(failed);
    if (language !== 'en') assert.doesNotMatch((await seen(failed, '#call_totals')).text, /Try again|Retry|Calls\b/);
    assert.deepEqual(await spilled(page), []);
    await nothingNoticed(page);
    endpoint.script({ figures: { total: 1234567, missed: 12345 } });
  });
}

test('another language is English, with its own figures', async () => {
  endpoint.script({ figures: { total: 1234567, missed: 12345 } });
  const page = await open(eleven({ ...range, locale: 'pt-BR' }));
  await settled(page);
  assert.match((await seen(page, '#call_totals')).heading, /Calls/);
  assert.equal((await seen(page, '#missed_calls')).figure, '12.345');
});

test('a locale that is none does not break it', async () => {
  const page = await open(eleven({ ...range, locale: 'no such locale!' }));
  await settled(page);
  assert.equal((await seen(page, '#missed_calls')).state, 'ready');
  await nothingNoticed(page);
});

test('from right to left it stands the other way round, and time still runs from left to right', async () => {
  const page = await open(eleven(range, { lang: 'ar', dir: 'rtl' }), { size: 'phone' });
  await settled(page);
  assert.deepEqual(await spilled(page), []);
  const shown = await seen(page, '#calls_per_day');
  const row = (await seen(page, '#geographic_origin')).rows[0];
  const [name, count] = await Promise.all(['row-name', 'row-count'].map((part) => piece(page, '#geographic_origin', part).first().boundingBox()));
  assert.ok(name.x > count.x, 'names are on the right');
  assert.ok(Math.abs(row.bar.x + row.bar.width - (row.x + row.width)) <= 2, 'bars begin on the right');
  const points = shown.points.filter(({ parts }) => parts.includes('answered'));
  assert.equal(points.length, 35);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 360, `${width}`);
  await nothingNoticed(page);
});

test('theme="dark" and "light" win over the system, auto follows it', async () => {
  const luminance = (page, id) => page.locator(`#${id}`).evaluate((element) => {
    const [red, green, blue] = getComputedStyle(element.shadowRoot.querySelector('[part~="card"]')).backgroundColor.match(/[\d.]+/g).map(Number);
    return (red + green + blue) / 3;
  });
  for (const colorScheme of ['light', 'dark']) {
    const page = await open(bare(['light', 'dark', 'auto'].map((theme) => widget('call_totals', { id: theme, src: '/api', theme })).join(''),
      { head: '<meta name="color-scheme" content="light dark">' }), { colorScheme });
    await settled(page);
    assert.ok(await luminance(page, 'light') > 200);
    assert.ok(await luminance(page, 'dark') < 60);
    assert.ok(colorScheme === 'light' ? await luminance(page, 'auto') > 200 : await luminance(page, 'auto') < 60, colorScheme);
  }
});

test('custom properties and parts take effect', async () => {
  styled(`call-widget { --call-widget-answered: rgb(1, 2, 3); --call-widget-surface: rgb(250, 240, 230); --call-widget-radius: 0px; --call-widget-font: monospace }
    call-widget::part(heading) { text-transform: uppercase }`);
  const page = await open(column(400, widget('daily_call_distribution', { id: 'it', src: '/api', ...range })));
  await settled(page);
  const style = await page.locator('#it').evaluate((element) => {
    const of = (part) => getComputedStyle(element.shadowRoot.querySelector(part));
    const bar = of('[part~="bar"][part~="answered"]');
    return { bar: bar.fill === 'currentcolor' ? bar.color : bar.fill, card: of('[part~="card"]').backgroundColor, radius: of('[part~="card"]').borderTopLeftRadius,
      font: of('[part~="card"]').fontFamily, heading: of('[part~="heading"]').textTransform };
  });
  assert.deepEqual(style, { bar: 'rgb(1, 2, 3)', card: 'rgb(250, 240, 230)', radius: '0px', font: 'monospace', heading: 'uppercase' });
});

test('in forced colours marks, focus and borders are there', async () => {
  const page = await open(eleven(range), { forcedColors: 'active' });
  await settled(page);
  const fills = await page.locator('#daily_call_distribution').evaluate((element) => ['answered', 'missed'].map((part) => {
    const style = getComputedStyle(element.shadowRoot.querySelector(`[part~="bar"][part~="${part}"]`));
    return [style.fill, style.stroke, style.color, style.strokeDasharray].join(' ');
  }));
  assert.notEqual(fills[0], fills[1], 'answered and missed differ');
  const border = await piece(page, '#call_totals', 'card').evaluate((card) => getComputedStyle(card).borderTopWidth);
  assert.notEqual(border, '0px');
  for (const type of ['calls_per_day', 'daily_call_distribution', 'geographic_origin']) {
    const bytes = await page.locator(`#${type}`).screenshot();
    assert.ok(bytes.length > 1500, `${type} is drawn`);
  }
  await nothingNoticed(page);
});

for (const reducedMotion of ['reduce', 'no-preference']) {
  test(`motion: ${reducedMotion}`, async () => {
    endpoint.script({ wait: 600, figures: { total: 1234, missed: 12 } });
    const page = await open(eleven(range), { reducedMotion });
    await page.locator('#calls_per_day [part~="skeleton"]').first().waitFor();
    const moves = () => page.evaluate(() => [...document.querySelectorAll('call-widget')].flatMap((widget) => [...widget.shadowRoot.querySelectorAll('*')])
      .flatMap((element) => element.getAnimations()).map((animation) => ({
        of: animation.transitionProperty ?? animation.effect.getKeyframes().flatMap((frame) => Object.keys(frame)).filter((key) => !['offset', 'easing', 'composite', 'computedOffset'].includes(key)).join(),
        milliseconds: animation.effect.getComputedTiming().duration,
      })));
    const seenMoves = [...await moves()];
    await settled(page);
    seenMoves.push(...await moves());
    if (reducedMotion === 'reduce') assert.deepEqual(seenMoves, []);
    else for (const { of, milliseconds } of seenMoves) assert.ok(of === '' || (/^(opacity,?)+$/.test(of)), `${of} moves for ${milliseconds} ms`);
  });
}

test('in print there are no buttons, and marks are ink on white', async () => {
  endpoint.script({ figures: { total: 1234, missed: 120 } });
  const page = await open(eleven(range, { head: '<meta name="color-scheme" content="light dark">' }), { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await settled(page);
  for (const type of types) assert.deepEqual((await seen(page, `#${type}`)).buttons, [], type);
  const card = await piece(page, '#call_totals', 'card').evaluate((element) => {
    const style = getComputedStyle(element);
    return [style.backgroundColor, getComputedStyle(element.querySelector('[part~="figure"]')).color];
  });
  const [ground, ink] = card.map((colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number).reduce((sum, value) => sum + value));
  assert.ok(ground > 700 || /, 0\)$/.test(card[0]), `white ground: ${card}`);
  assert.ok(ink < 200, `dark ink: ${card}`);
});
