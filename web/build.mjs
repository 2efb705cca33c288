// Makes dist/ out of src/: the same bytes each time. `node build.mjs FOLDER` makes it elsewhere.
import { create, ts } from '@custom-elements-manifest/analyzer/index.js';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import { build } from 'esbuild';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const out = path.resolve(process.argv[2] ?? path.join(here, 'dist'));
const dashboard = path.join(here, 'src/dashboard');

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

// Style sheets in templates lose their indentation and comments; texts that are shown hold no line end.
const tighten = {
  name: 'tighten',
  setup(builds) {
    builds.onLoad({ filter: /[\\/]src[\\/]elements[\\/](styles|theme|call-widgets)\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replace(/css`[^]*?`;/g, (text) => text.replace(/\s*\n\s*/g, ' ')),
      loader: 'ts',
    }));
  },
};

const entries = [['call-widgets', path.join(here, 'src/call-widgets.ts')]];
if (existsSync(path.join(dashboard, 'dashboard.ts'))) entries.push(['dashboard', path.join(dashboard, 'dashboard.ts')]);
const bundled = new Set();
for (const [name, entry] of entries) {
  const { metafile } = await build({
    metafile: true,
    entryPoints: [entry],
    outfile: path.join(out, `${name}.js`),
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'safari16.4'],
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: '/*! callwidgets, and what licences.txt beside this file names */' },
    plugins: [tighten],
    logLevel: 'warning',
  });
  for (const [file, { bytesInOutput }] of Object.entries(Object.values(metafile.outputs)[0].inputs)) {
    const found = bytesInOutput > 0 && /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (found) bundled.add(found[1]);
  }
}
await writeFile(path.join(out, 'licences.txt'), await licences());

for (const file of ['index.html']) {
  if (existsSync(path.join(dashboard, file))) await cp(path.join(dashboard, file), path.join(out, file));
}
if (existsSync(path.join(dashboard, 'dashboard.css'))) {
  await build({
    entryPoints: [path.join(dashboard, 'dashboard.css')],
    outfile: path.join(out, 'dashboard.css'),
    absWorkingDir: here,
    bundle: true,
    minify: true,
    logLevel: 'warning',
  });
}
await writeFile(path.join(out, 'call-widgets.d.ts'), await readFile(path.join(here, 'src/elements/public.ts'), 'utf8'));
await writeFile(path.join(out, 'custom-elements.json'), await manifest());

/** Of callwidgets and of each package that a bundle holds a part of: they are to go with it. */
async function licences() {
  const texts = [['callwidgets', path.join(here, '..')], ...[...bundled].sort().map((name) => [name, path.join(here, 'node_modules', name)])];
  const told = texts.map(async ([name, folder]) => {
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry));
    if (!file) throw new Error(`${name} has no licence file`);
    return `${name}\n\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`;
  });
  return (await Promise.all(told)).join(`\n${'-'.repeat(72)}\n\n`);
}

/** What editors and documentation tools know of the two elements: their public side, of the one module. */
async function manifest() {
  const files = ['settings', 'call-widgets', 'call-widget'].map((name) => `src/elements/${name}.ts`);
  const modules = await Promise.all(
    files.map(async (file) =>
      ts.createSourceFile(file, await readFile(path.join(here, file), 'utf8'), ts.ScriptTarget.ES2022, true),
    ),
  );
  const guide = await readFile(path.join(here, '../docs/widgets.md'), 'utf8');
  const documented = (prefix, text = guide) =>
    [...text.matchAll(/^\| ((?:`[^`]+`(?:, )?)+) \| (.*) \|$/gm)].flatMap(([, names, description]) =>
      [...names.matchAll(/`([^`]+)`/g)]
        .map(([, name]) => ({ name, description }))
        .filter(({ name }) => name.startsWith(prefix)),
    );
  const parts = documented('', guide.split('## Parts')[1]);
  const made = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const declarations = made.modules
    .flatMap((module) => module.declarations)
    .filter((declaration) => declaration.tagName)
    .map(({ superclass: _, ...declaration }) => ({
      ...declaration,
      ...(declaration.tagName === 'call-widget' ? { cssProperties: documented('--call-widget-'), cssParts: parts } : {}),
      members: declaration.members.filter(
        (member) => !member.privacy && !['connectedCallback', 'disconnectedCallback', 'join'].includes(member.name),
      ),
    }));
  const manifest = {
    schemaVersion: made.schemaVersion,
    modules: [
      {
        kind: 'javascript-module',
        path: 'call-widgets.js',
        declarations,
        exports: declarations.map(({ name, tagName }) => ({
          kind: 'custom-element-definition',
          name: tagName,
          declaration: { name },
        })),
      },
    ],
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}
