// What the dashboard's address says, which days it means, and how figures become CSV.
import assert from 'node:assert/strict';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { build } from 'esbuild';

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

async function load(file) {
  const { outputFiles } = await build({ entryPoints: [path.join(web, 'src', file)], bundle: true, write: false, format: 'esm' });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

const { csv } = await load('data/csv.ts');
const { daysOf, choiceOf, presets } = await load('dashboard/ranges.ts');
const { viewOf, queryOf, shownDays } = await load('dashboard/view.ts');
const account = { today: '2026-03-01', time: '00:10:00', time_zone: 'Europe/Berlin', max_days: 3660, toldAt: 0 };

test('CSV: a mark, CRLF after each record, as many fields in each', () => {
  assert.equal(csv([['Day', 'Calls'], ['2026-10-01', 12], ['short']]), '\uFEFFDay,Calls\r\n2026-10-01,12\r\nshort,\r\n');
});

test('CSV: quotes where there must be', () => {
  assert.equal(csv([['a,b', 'say "no"', 'two\nlines', 'one\rline', ' plain ']]), '\uFEFF"a,b","say ""no""","two\nlines","one\rline", plain \r\n');
});

test('CSV: what a spreadsheet takes for a formula is a text, a number is a number', () => {
  const record = (cell) => csv([[cell]]).slice(1, -2);
  for (const text of ['=1+1', '+49 761', '-1', '@here']) assert.equal(record(text), `'${text}`, text);
  assert.equal(record('=cmd("x")'), `"'=cmd(""x"")"`);
  assert.equal(record('\ttab'), `"'\ttab"`);
  assert.equal(record('a;=1+1;b'), '"a;=1+1;b"');
  assert.equal(record('\rx'), `"'\rx"`);
  assert.equal(record(-1.5), '-1.5');
  assert.equal(record(1204567), '1204567');
  assert.equal(record('a=b'), 'a=b');
});

test('ranges begin and end by the account\'s today', () => {
  const range = (choice, today) => Object.values(daysOf(choice, today)).join(' ');
  assert.equal(range('today', '2026-03-01'), '2026-03-01 2026-03-01');
  assert.equal(range('yesterday', '2026-03-01'), '2026-02-28 2026-02-28');
  assert.equal(range('7d', '2026-03-01'), '2026-02-23 2026-03-01');
  assert.equal(range('30d', '2024-03-01'), '2024-02-01 2024-03-01');
  assert.equal(range('90d', '2026-03-01'), '2025-12-02 2026-03-01');
  assert.equal(range('month', '2024-02-29'), '2024-02-01 2024-02-29');
  assert.equal(range('last-month', '2026-01-31'), '2025-12-01 2025-12-31');
  assert.equal(range('last-month', '2024-03-31'), '2024-02-01 2024-02-29');
  assert.equal(range('year', '2026-03-01'), '2026-01-01 2026-12-31');
});

test('a range that is none, or longer than the endpoint answers, is not taken', () => {
  assert.deepEqual(choiceOf('2026-10-01..2026-10-31', account.today, 31), { from: '2026-10-01', to: '2026-10-31' });
  for (const text of ['', '31d', '2026-10-31..2026-10-01', '2026-10-01', '2026-02-29..2026-03-01', '2026-10-01..2026-10-31..', '1969-12-31..1970-01-02']) {
    assert.equal(choiceOf(text, account.today, 3660), undefined, text);
  }
  assert.equal(choiceOf('2026-10-01..2026-10-31', account.today, 30), undefined);
  assert.equal(choiceOf('90d', account.today, 31), undefined);
});

test('an address says all that is looked at, and nothing that is so by default', () => {
  const there = '?customer=407382&range=7d&day=2026-02-27&hour=09&compare=year';
  assert.equal(queryOf(viewOf(there, account), account), there);
  assert.equal(queryOf(viewOf('', account), account), '');
  assert.equal(queryOf(viewOf('?range=30d', account), account), '');
  assert.equal(queryOf(viewOf('?token=cw_1&customer=0&range=x&day=2026-02-30&hour=24&compare=moon', account), account), '');
  for (const preset of presets) assert.equal(viewOf(`?range=${preset}`, account).range, preset);
  assert.deepEqual(shownDays(viewOf('?range=7d&day=2025-01-02', account), account.today), { from: '2025-01-02', to: '2025-01-02' });
});

test('where thirty days are more than the endpoint answers, fewer are the default', () => {
  assert.equal(viewOf('', { ...account, max_days: 7 }).range, '7d');
  assert.equal(viewOf('', { ...account, max_days: 1 }).range, 'today');
});

test('the page says the same in six languages', async () => {
  const texts = (words, under = '') => Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${under}${key} ${(value.match(/\{\w+\}/g) ?? []).sort()}`] : texts(value, `${under}${key}.`));
  const english = texts(Object.values(await load('dashboard/words/en.ts'))[0]).sort();
  for (const language of ['de', 'fr', 'es', 'nl', 'sv']) {
    assert.deepEqual(texts(Object.values(await load(`dashboard/words/${language}.ts`))[0]).sort(), english, language);
  }
});
