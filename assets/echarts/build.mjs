// Bundles entry.js into echarts.js, with the notices of what is in it. Only who changes entry.js or takes a new version
// needs this: the built file is part of the project.
import { readFileSync } from 'node:fs';
import { build } from 'esbuild';

const text = (path) => readFileSync(new URL(path, import.meta.url), 'utf8').replaceAll('\r', '').trim();
const version = JSON.parse(text('node_modules/echarts/package.json')).version;
const notice = `Apache ECharts ${version}, reduced to what this page uses.
${text('node_modules/echarts/NOTICE')}
Licensed under the Apache License, Version 2.0: http://www.apache.org/licenses/LICENSE-2.0

It contains zrender and a part of d3, under the BSD 3-Clause License, and tslib, under the Zero-Clause BSD License.

zrender: ${text('node_modules/zrender/LICENSE')}

d3: ${text('node_modules/echarts/licenses/LICENSE-d3')}

tslib: ${text('node_modules/tslib/LICENSE.txt')}`;

await build({
  entryPoints: ['entry.js'],
  outfile: 'echarts.js',
  bundle: true,
  minify: true,
  format: 'iife',
  globalName: 'echarts',
  target: 'es2019',
  charset: 'ascii',
  legalComments: 'none',
  banner: { js: `/*!\n${notice}\n*/` },
});
