// The six languages say the same things.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { transform } from 'esbuild';

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const languages = ['en', 'de', 'fr', 'es', 'nl', 'sv'];
const categories = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

async function wordsOf(language) {
  const source = readFileSync(path.join(web, 'src/words', `${language}.ts`), 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm' });
  const module = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return Object.values(module)[0];
}

const isPlural = (value) => typeof value === 'object' && 'other' in value && Object.keys(value).every((key) => categories.has(key));

/** `path: text` of each text; the forms of a plural together are one. */
function texts(words, under = '') {
  return Object.entries(words).flatMap(([key, value]) => {
    const name = under ? `${under}.${key}` : key;
    if (typeof value === 'string' || isPlural(value)) return [[name, value]];
    return texts(value, name);
  });
}

const placesIn = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const placesOf = (value) => placesIn(isPlural(value) ? value.other : value);

const english = new Map(texts(await wordsOf('en')));

for (const language of languages) {
  const words = await wordsOf(language);
  const own = new Map(texts(words));

  test(`${language} has each text once, with the same places`, () => {
    assert.deepEqual([...own.keys()].sort(), [...english.keys()].sort());
    for (const [name, value] of own) assert.deepEqual(placesOf(value), placesOf(english.get(name)), name);
  });

  test(`${language} has the forms of its plurals`, () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((category) => category !== 'many');
    for (const [name, value] of own) {
      if (!isPlural(value)) continue;
      assert.deepEqual(needed.filter((category) => !(category in value)), [], name);
      for (const [category, text] of Object.entries(value)) {
        assert.ok(placesIn(text).every((place) => placesIn(value.other).includes(place)), `${name}.${category}`);
      }
    }
  });

  test(`${language} leaves no text empty, and none in English`, () => {
    for (const [name, value] of own) assert.notEqual(JSON.stringify(value), '""', name);
    if (language === 'en') return;
    // Some words are the same in two languages.
    const same = [...own].filter(([name, value]) => JSON.stringify(value) === JSON.stringify(english.get(name)) && /[a-z]{4}/i.test(JSON.stringify(value)));
    assert.ok(same.length <= own.size / 8, same.map(([name]) => name).join(', '));
  });
}
