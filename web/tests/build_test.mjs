// web/dist is what web/src makes, and stays small.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { run } from './support/processes.mjs';

const web = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const packed = (...files) => files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(web, 'dist', file)), { level: 9 }).length, 0);

test('building again gives the bytes that are committed', async (t) => {
  const copy = mkdtempSync(path.join(tmpdir(), 'callwidgets.'));
  t.after(() => rmSync(copy, { recursive: true, force: true }));
  await run('node', ['build.mjs', copy], { cwd: web });
  const built = readdirSync(copy).sort();
  assert.deepEqual(built, readdirSync(path.join(web, 'dist')).sort());
  for (const file of built) {
    const same = readFileSync(path.join(copy, file)).equals(readFileSync(path.join(web, 'dist', file)));
    assert.ok(same, `web/dist/${file} is not what web/src makes: node build.mjs`);
  }
});

test('the sources keep to their types', () => run('node', ['node_modules/typescript/bin/tsc'], { cwd: web }));

test('the module with all eleven is no larger than 45 KB, gzipped', () => {
  const size = packed('call-widgets.js');
  assert.ok(size <= 45 * 1024, `${size} bytes`);
});

test('the whole dashboard is no larger than 80 KB, gzipped', () => {
  const size = packed('index.html', 'dashboard.css', 'dashboard.js');
  assert.ok(size <= 80 * 1024, `${size} bytes`);
});

test('nothing in it leads elsewhere', () => {
  for (const file of readdirSync(path.join(web, 'dist')).filter((name) => /\.(js|css|html)$/.test(name))) {
    const text = readFileSync(path.join(web, 'dist', file), 'utf8');
    // Names of namespaces, which nobody fetches.
    const addresses = (text.match(/(?:https?:)?\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+[^\s"'`)]*/g) ?? []).filter((url) => !url.includes('www.w3.org'));
    assert.deepEqual(addresses, [], file);
  }
});

test('every package that the lock file names comes without an address', () => {
  const lock = JSON.parse(readFileSync(path.join(web, 'package-lock.json'), 'utf8'));
  for (const [name, entry] of Object.entries(lock.packages)) {
    assert.equal(entry.resolved, undefined, name);
    if (name) assert.match(entry.integrity, /^sha512-/, name);
  }
});
