// Makes dist/ out of src/: the same bytes each time. `node build.mjs FOLDER` makes it elsewhere.
import { build } from 'esbuild';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
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
for (const [name, entry] of entries) {
  await build({
    entryPoints: [entry],
    outfile: path.join(out, `${name}.js`),
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022', 'safari16.4'],
    charset: 'utf8',
    legalComments: 'none',
    banner: { js: `/*! callwidgets, MIT. With Lit (BSD-3-Clause), d3 (ISC)${name === 'dashboard' ? ', Cally (MIT)' : ''}: docs/licences.md */` },
    plugins: [tighten],
    logLevel: 'warning',
  });
}

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
