// The words of a comparison, and the days that are compared.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothingNoticed } from './support/browser.mjs';
import { bare, eleven, settled, widget } from './support/pages.mjs';
import { eventually } from './support/processes.mjs';
import { scripted } from './support/scripted.mjs';
import { piece, seen } from './support/seen.mjs';

const { endpoint, open } = await scripted();
const range = { from: '2026-11-18', to: '2026-11-24' };

/** Answers the range with `now`, every other with `before`. */
const script = (now, before, current = range) => endpoint.script({
  by: (query) => ({ figures: query.get('from_date') === current.from && query.get('to_date') === current.to ? now : before }),
});

async function delta(type, now, before, values = {}) {
  script(now, before);
  const page = await open(bare(widget(type, { id: 'it', src: '/api', compare: 'previous', ...range, ...values })));
  await settled(page);
  const shown = await eventually('a comparison', async () => {
    const found = await seen(page, '#it');
    return found.delta && found;
  }, { seconds: 10 });
  const parts = await piece(page, '#it', 'delta').getAttribute('part');
  await nothingNoticed(page);
  await page.context().close();
  return { text: shown.delta, parts: parts.split(' ') };
}
const span = '(Nov 11\\s?–\\s?17|11\\s?–\\s?17 Nov)';

for (const [what, type, now, before, wanted, judged] of [
  ['more calls', 'call_totals', { total: 162 }, { total: 150 }, `^▲ ?12 more than ${span} \\(\\+8(\\.0)?\\s?%\\)$`, 'better'],
  ['fewer calls', 'call_totals', { total: 150 }, { total: 162 }, `^▼ ?12 fewer than ${span} \\([−-]7(\\.4)?\\s?%\\)$`, 'worse'],
  ['as many', 'call_totals', { total: 150 }, { total: 150 }, `same as ${span}`, 'neutral'],
  ['none before', 'call_totals', { total: 15 }, { total: 0, missed: 0 }, '\\bnew\\b', undefined],
  ['both below ten', 'call_totals', { total: 9, missed: 0 }, { total: 5, missed: 0 }, `^▲ ?4 more than ${span}$`, 'better'],
  ['one below ten', 'call_totals', { total: 12, missed: 0 }, { total: 8, missed: 0 }, '\\(\\+50\\s?%\\)$', 'better'],
  ['rounded, not cut', 'call_totals', { total: 1026 }, { total: 1000 }, '\\(\\+(3|2\\.6)\\s?%\\)$', 'better'],
  ['fewer missed are better', 'missed_calls', { total: 200, missed: 20 }, { total: 200, missed: 40 }, '^▼ ?20 fewer', 'better'],
  ['more missed are worse', 'missed_calls', { total: 200, missed: 40 }, { total: 200, missed: 20 }, '^▲ ?20 more', 'worse'],
]) {
  test(`a comparison says: ${what}`, async () => {
    const told = await delta(type, now, before);
    assert.match(told.text, new RegExp(wanted, 'i'));
    if (what === 'none before') assert.doesNotMatch(told.text, /%/);
    if (/below ten/.test(what) && what.startsWith('both')) assert.doesNotMatch(told.text, /%/);
    if (what === 'as many') assert.doesNotMatch(told.text, /▲|▼|%/);
    if (judged) assert.ok(told.parts.includes(judged), `${told.text}: ${told.parts}`);
  });
}

for (const [compare, current, from, to] of [
  ['previous', range, '2026-11-11', '2026-11-17'],
  ['previous', { from: '2026-11-20', to: '2026-11-22' }, '2026-11-17', '2026-11-19'],
  ['weekday', { from: '2026-11-20', to: '2026-11-22' }, '2026-11-13', '2026-11-15'],
  ['weekday', { from: '2026-11-02', to: '2026-11-11' }, '2026-10-19', '2026-10-28'],
  ['year', range, '2025-11-18', '2025-11-24'],
  ['year', { from: '2024-02-01', to: '2024-02-29' }, '2023-02-01', '2023-02-28'],
]) {
  test(`${compare} of ${current.from} to ${current.to} is ${from} to ${to}`, async () => {
    endpoint.script({});
    const page = await open(eleven({ compare, ...current }));
    await settled(page);
    const former = await eventually('the second question', () => endpoint.asked.map(({ target }) => new URLSearchParams(target.split('?')[1]))
      .find((query) => query.get('type') && query.get('from_date') !== current.from), { seconds: 10 });
    assert.deepEqual([former.get('from_date'), former.get('to_date')], [from, to]);
  });
}

test('a month that has not ended is compared with no day after the shorter one before', async () => {
  const account = endpoint.account;
  endpoint.account = { ...account, today: '2026-03-31' };
  try {
    script({ total: 310, missed: 0 }, { total: 280, missed: 0 }, { from: '2026-03-01', to: '2026-03-31' });
    const page = await open(eleven({ from: '2026-03-01', to: '2026-03-31', compare: 'previous' }));
    await settled(page);
    const delta = await eventually('a comparison', async () => (await seen(page, '#call_totals')).delta, { seconds: 10 });
    assert.match(delta, /Feb 1\s?–\s?28/);
    const before = endpoint.asked.map(({ target }) => new URLSearchParams(target.split('?')[1])).filter((query) => query.get('from_date') === '2026-02-01');
    assert.ok(before.length > 0);
    for (const query of before) assert.ok(query.get('to_date') <= '2026-02-28', query.toString());
    assert.ok(!endpoint.asked.some(({ target }) => target.includes('from_date=2026-03-03')));
  } finally {
    endpoint.account = account;
  }
});

test('the former period lies as a ghost line beneath, whole', async () => {
  const days = { from: '2026-10-12', to: '2026-11-08' };
  script({ total: 700, missed: 100 }, { total: 500, missed: 90 }, days);
  const page = await open(bare(widget('calls_per_day', { id: 'it', src: '/api', compare: 'previous', ...days })));
  await settled(page);
  await eventually('the ghost', async () => (await seen(page, '#it')).ghosts > 0);
  const order = await page.locator('#it [part~="ghost"], #it [part~="line"]').evaluateAll((marks) => marks.filter((mark) => mark.ownerSVGElement)
    .map((mark) => ({ ghost: mark.matches('[part~="ghost"]'), corners: (mark.getAttribute('d') ?? '').match(/-?[\d.]+,-?[\d.]+/g)?.length, width: parseFloat(getComputedStyle(mark).strokeWidth) })));
  assert.ok(order[0].ghost, 'beneath');
  assert.equal(order[0].corners, 28, 'whole');
  assert.ok(order[0].width < order.at(-1).width, 'thinner');
});

test('today is unfinished: hatched or dashed, and said until when', async () => {
  endpoint.script({ figures: { total: 700, missed: 100 } });
  for (const from of ['2026-11-23', '2026-10-31']) {
    const page = await open(eleven({ from, to: '2026-11-29' }));
    await settled(page);
    const shown = await seen(page, '#calls_per_day');
    assert.match(shown.note, /until (14:05|2:05\s?PM)/i);
    const today = await page.locator('#calls_per_day [part~="today"]').evaluateAll((marks) => marks.map((mark) => {
      const style = getComputedStyle(mark);
      return { dashed: style.strokeDasharray, fill: style.fill };
    }));
    assert.ok(today.length > 0, from);
    assert.ok(today.some(({ dashed, fill }) => dashed !== 'none' || fill.includes('url')), `${from}: ${JSON.stringify(today)}`);
  }
});

test('a range that has ended says nothing of today', async () => {
  endpoint.script({});
  const page = await open(eleven(range));
  await settled(page);
  assert.doesNotMatch((await seen(page, '#calls_per_day')).note ?? '', /until/);
  assert.equal(await page.locator('call-widget [part~="today"]').count(), 0);
});

// The account's clock says 14:05. Today holds 10 calls an hour until then, the former days 8 an hour all day long.
test('a range that ends today is compared over the same elapsed part', async () => {
  const today = '2026-11-29';
  endpoint.script({ by: (query) => {
    const [from, to] = [query.get('from_date'), query.get('to_date')];
    const isNow = to === today;
    const days = from && to ? (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1 : 30;
    const perHour = isNow ? 10 : 8;
    const hours = isNow ? (days - 1) * 24 + 14 : days * 24;
    const daily = Array.from({ length: 24 }, (_, hour) => {
      const count = perHour * (isNow ? days - (hour >= 14 ? 1 : 0) : days);
      return { name: `${String(hour).padStart(2, '0')}:00`, Answered: count, Missed: 0 };
    });
    return { figures: { total: perHour * hours, missed: 0, special: { daily_call_distribution: daily } } };
  } });
  const page = await open(bare(widget('call_totals', { id: 'it', src: '/api', compare: 'previous', from: today, to: today })));
  await settled(page);
  const shown = await eventually('a comparison', async () => {
    const found = await seen(page, '#it');
    return found.delta && found;
  }, { seconds: 10 });
  assert.equal(shown.figure, '140');
  assert.match(shown.delta, /▲ ?28 more/, `14 hours of each, 140 and 112: ${shown.delta}`);
  assert.match(shown.delta, /\+25\s?%/);
  await nothingNoticed(page);
});
