// Each of the eleven draws what the endpoint sent: its texts, its table, and where its marks lie.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingNoticed, openPage } from '../support/browser.mjs';
import { eleven, settled, singles, types } from '../support/pages.mjs';
import { piece, seen } from '../support/seen.mjs';
import { served } from '../support/served.mjs';

const stage = await served();
const range = { from: '2026-10-05', to: '2026-11-08' };
const week = { from: '2026-10-05', to: '2026-10-11' };
const query = ({ from, to }) => `from_date=${from}&to_date=${to}`;
const full = new Intl.NumberFormat('en');
const nearly = (actual, expected, what) => assert.ok(Math.abs(actual - expected) <= 1, `${what}: ${actual}, wanted ${expected}`);

async function dataOf(type, more) { return (await stage.front.json(`/widgets/data?type=${type}&${more}`)).datasources[0].data; }

const page = await openPage(stage.browser);
await page.goto(stage.front.page('eleven.html', eleven(range)));
await settled(page);
const sent = Object.fromEntries(await Promise.all(types.map(async (type) => [type, await dataOf(type, query(range))])));

test('what is drawn makes no noise', () => nothingNoticed(page));

for (const type of singles) {
  test(`${type} is the figure that was sent`, async () => {
    const shown = await seen(page, `#${type}`);
    const value = Number(sent[type]);
    assert.ok(value > 0, 'the sample holds some');
    const wanted = {
      call_durations: `${Math.floor(value / 60)} min ${value % 60} s`,
      average_calls_per_user: value.toFixed(1),
    }[type] ?? full.format(value);
    assert.equal([shown.figure, shown.unit].filter(Boolean).join(' '), wanted);
    assert.equal(shown.state, 'ready');
  });
}

test('missed calls say their share of all', async () => {
  const share = (100 * Number(sent.missed_calls)) / Number(sent.call_totals);
  assert.match((await seen(page, '#missed_calls')).share, new RegExp(`\\b${share < 10 ? share.toFixed(1) : Math.round(share)}\\s?%`));
});

/** The height of so many calls above the axis, by what the axis itself says. */
function scaleOf(shown) {
  const ticks = shown.axis.filter(({ text }) => /^[\d,]+$/.test(text) && shown.grid.some((y) => Math.abs(y - ticksY({ text }, shown)) < 8));
  const values = ticks.map(({ text }) => Number(text.replace(/,/g, '')));
  const heights = ticks.map(({ y, height }) => y + height / 2);
  const [low, high] = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  assert.equal(values[low], 0, 'the axis begins at 0');
  assert.ok(ticks.length >= 2 && ticks.length <= 6, `${ticks.length} ticks`);
  const floor = Math.max(...shown.grid);
  const ceiling = Math.min(...shown.grid);
  nearly(floor, heights[low], 'the hairline of 0');
  return { floor, pixelsPerCall: (floor - ceiling) / values[high] };
}
function ticksY({ text }, shown) {
  const label = shown.axis.find((other) => other.text === text);
  return label.y + label.height / 2;
}

test('calls_per_day draws each day, answered below and missed on top', async () => {
  const shown = await seen(page, '#calls_per_day');
  const rows = sent.calls_per_day;
  assert.equal(rows.length, 35);
  const { floor, pixelsPerCall } = scaleOf(shown);
  const marks = (part) => shown.points.filter(({ parts }) => parts.includes(part));
  for (const part of ['answered', 'missed']) assert.deepEqual(marks(part).map(({ name }) => name), rows.map(({ name }) => name), part);
  rows.forEach((row, index) => {
    const [answered, missed] = [marks('answered')[index], marks('missed')[index]];
    assert.deepEqual([answered.value, missed.value], [row.Answered, row.Missed], row.name);
    nearly(answered.y + answered.height / 2, floor - row.Answered * pixelsPerCall, `${row.name} answered`);
    nearly(missed.y + missed.height / 2, floor - (row.Answered + row.Missed) * pixelsPerCall, `${row.name} missed`);
    nearly(answered.x, missed.x, `${row.name}, both`);
  });
  const steps = marks('answered').slice(1).map(({ x }, index) => x - marks('answered')[index].x);
  for (const step of steps) nearly(step, steps[0], 'the days are as far from each other');
});

test('its line goes through its points', async () => {
  const lines = await page.locator('#calls_per_day [part~="line"]').evaluateAll((paths) => paths.map((path) => {
    const end = path.getPointAtLength(path.getTotalLength());
    return { parts: path.getAttribute('part'), corners: path.getAttribute('d').match(/-?[\d.]+,-?[\d.]+/g).length, end: [end.x, end.y] };
  }));
  assert.deepEqual(lines.map(({ corners }) => corners), [35, 35]);
  const lasts = await page.locator('#calls_per_day [part~="point"]').evaluateAll((points) => points.slice(-2)
    .map((point) => [Number(point.getAttribute('cx')), Number(point.getAttribute('cy'))]));
  for (const [index, { end }] of lines.entries()) end.forEach((at, axis) => nearly(at, lasts[index][axis], 'its end'));
});

test('weekends lie in bands', async () => {
  const shown = await seen(page, '#calls_per_day');
  const points = shown.points.filter(({ parts }) => parts.includes('answered'));
  for (const { name, x, width } of points) {
    const middle = x + width / 2;
    const isBanded = shown.weekends.some((band) => band.x <= middle && middle <= band.x + band.width);
    assert.equal(isBanded, [0, 6].includes(new Date(name).getUTCDay()), name);
  }
});

/** Stacked bars, of hours or of few days. */
function barsMatch(shown, rows) {
  const { floor, pixelsPerCall } = scaleOf(shown);
  for (const row of rows) {
    const [answered, missed] = ['answered', 'missed'].map((part) => shown.bars.find((bar) => bar.name === row.name && bar.parts.includes(part)));
    for (const [bar, value, below] of [[answered, row.Answered, 0], [missed, row.Missed, row.Answered]]) {
      assert.equal(bar?.value ?? 0, value, row.name);
      if (!value) continue;
      // A gap of up to two pixels parts the two.
      const bottom = floor - below * pixelsPerCall;
      const top = bottom - value * pixelsPerCall;
      nearly(bar.y, top, `${row.name}, the top of ${value}`);
      assert.ok(Math.abs(bar.y + bar.height - bottom) <= 2.5, `${row.name}, the bottom of ${value}: ${bar.y + bar.height}, wanted ${bottom}`);
    }
  }
  const names = [...new Set(shown.bars.map(({ name }) => name))];
  assert.deepEqual(names, rows.map(({ name }) => name).filter((name) => names.includes(name)), 'in order');
}

test('daily_call_distribution draws 24 hours', async () => {
  assert.equal(sent.daily_call_distribution.length, 24);
  barsMatch(await seen(page, '#daily_call_distribution'), sent.daily_call_distribution);
});

test('calls_per_day of a week draws bars', async () => {
  const other = await openPage(stage.browser);
  await other.goto(stage.front.page('week.html', eleven(week)));
  await settled(other);
  barsMatch(await seen(other, '#calls_per_day'), await dataOf('calls_per_day', query(week)));
  await nothingNoticed(other);
  await other.context().close();
});

test('answered and missed are told apart by gap, hatch and word', async () => {
  const shown = await seen(page, '#daily_call_distribution');
  const noon = shown.bars.filter(({ name }) => name === '12:00');
  const [answered, missed] = ['answered', 'missed'].map((part) => noon.find(({ parts }) => parts.includes(part)));
  const gap = await page.locator('#daily_call_distribution').evaluate((widget) => {
    const bars = [...widget.shadowRoot.querySelectorAll('[part~="bar"]')];
    const missedBar = bars.find((bar) => bar.matches('[part~="missed"]'));
    const answeredBar = bars.find((bar) => bar.matches('[part~="answered"]'));
    return [missedBar, answeredBar].map((bar) => {
      const style = getComputedStyle(bar);
      return { fill: style.fill, stroke: style.stroke, width: style.strokeWidth };
    });
  });
  assert.match(gap[0].fill, /url\(/, 'a hatch');
  const apart = answered.y - (missed.y + missed.height);
  const outlined = gap.some(({ stroke, width }) => stroke !== 'none' && parseFloat(width) >= 1);
  assert.ok(apart >= 0.9 || outlined, `a gap of ${apart}, ${JSON.stringify(gap)}`);
  for (const word of ['Answered', 'Missed']) assert.ok(shown.text.includes(word), word);
});

const lists = {
  call_length_distribution: 'call_totals', calls_top_attributions: 'call_totals', geographic_origin: 'call_totals',
  top_customers_by_calls: 'call_totals',
};
for (const type of Object.keys(lists)) {
  test(`${type} lists what was sent, in that order`, async () => {
    const shown = await seen(page, `#${type}`);
    const rows = sent[type];
    const total = Number(sent.call_totals);
    const drawn = shown.rows.filter(({ parts }) => !parts.includes('others'));
    assert.ok(drawn.length >= 3);
    // What doesn't fit goes into the others.
    assert.deepEqual(drawn.map(({ name, value }) => [name, value]), rows.slice(0, drawn.length).map(({ name, val }) => [name, Number(val)]));
    const others = shown.rows.find(({ parts }) => parts.includes('others'));
    const rest = total - drawn.reduce((sum, { value }) => sum + value, 0);
    assert.equal(others?.value ?? 0, rest, 'others');
    if (others) assert.equal(others, shown.rows.at(-1), 'others come last');
    const most = Math.max(...shown.rows.map(({ value }) => value));
    const widest = Math.max(...shown.rows.map(({ bar }) => bar.width));
    for (const { name, value, count, share, bar } of shown.rows) {
      nearly(bar.width, (widest * value) / most, `the bar of ${name}`);
      assert.equal(count, full.format(value), name);
      const part = (100 * value) / total;
      assert.equal(share.replace(/\s/g, ''), `${part < 10 ? part.toFixed(1).replace(/\.0$/, '(.0)?') : Math.round(part)}%`.replace('(.0)?', share.includes('.0') ? '.0' : ''), name);
    }
  });
}

test('customers are links to their url', async () => {
  const shown = await seen(page, '#top_customers_by_calls');
  assert.deepEqual(shown.rows.filter(({ href }) => href).map(({ words, href }) => [words, href]), sent.top_customers_by_calls.map(({ name, url }) => [name, url]));
});

test('with a customer the customers are one figure', async () => {
  const other = await openPage(stage.browser);
  await other.goto(stage.front.page('customer.html', eleven({ ...range, 'customer-id': '407383' })));
  await settled(other);
  const value = await dataOf('top_customers_by_calls', `${query(range)}&customer_id=407383`);
  assert.equal(typeof value, 'string');
  assert.equal((await seen(other, '#top_customers_by_calls')).figure, full.format(Number(value)));
  assert.equal((await seen(other, '#call_totals')).figure, full.format(Number(value)));
  await nothingNoticed(other);
  await other.context().close();
});

for (const type of types.slice(singles.length)) {
  test(`${type} has a table of the same figures`, async () => {
    await piece(page, `#${type}`, 'table-button').click();
    const { table } = await seen(page, `#${type}`);
    await piece(page, `#${type}`, 'table-button').click();
    assert.ok(table.caption, 'a caption');
    assert.ok(table.scopes.every((scope) => ['col', 'row'].includes(scope)), 'every head has its scope');
    const body = table.rows.slice(1);
    const figures = body.map((cells) => cells.slice(1).map((cell) => Number(cell.replace(/,/g, ''))));
    sent[type].forEach((row, index) => {
      const wanted = row.val === undefined ? [row.Answered, row.Missed] : [Number(row.val)];
      assert.ok(wanted.every((value) => figures[index]?.includes(value)), `${row.name}: ${body[index]}`);
    });
    assert.equal((await seen(page, `#${type}`)).table, undefined, 'the button takes it away');
  });
}
