/**
 * The second half of `npm run build`, after `tsc` has written `dist/` module by module: makes the program quick
 * to start.
 *
 * - `dist/model/compiled-schema.js` gives way to a module that holds the validators of the documents that nearly
 *   every start reads, compiled ahead.
 * - `dist/model/parsed-document.js` gives way to a module that holds the models, read ahead.
 * - `dist/report/page-script.js` is what makes the charts of a report live.
 * - `dist/cli/` gives way to bundles of the command and of its worker threads, with a chunk for each command.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { bundlePage } from './bundle-page.js';
import { clientsSchema } from './dist/engine/clients-schema.js';
import { AJV_OPTIONS } from './dist/model/compile-schema.js';
import { modelSchema } from './dist/model/model-schema.js';
import { operationsSchema } from './dist/model/operations-schema.js';
import { parseYaml } from './dist/model/parse-yaml.js';

/** What nearly every start runs. */
const QUICK = ['main', 'commands/simulate', 'commands/compare'].map(
  (name) => `dist/cli/${name}.js`,
);

/** What bundles for Node share. Packages that are CommonJS ask for Node's own modules by `require`. */
const forNode = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  // Native libraries; a person adds the first one for --sql.
  external: ['@duckdb/node-api', '@resvg/resvg-js', './dist/errors.js'],
  // yargs measures its help with string-width, which takes longer to load than all else of the command.
  alias: { 'string-width': 'fast-string-width' },
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
};

await compileSchemas();
readModels();
await bundlePage('dist/report/page-script.js');
await bundleCommand();

async function compileSchemas() {
  const schemas = { models: modelSchema, operations: operationsSchema, clients: clientsSchema };
  const ajv = new Ajv({ ...AJV_OPTIONS, code: { source: true, esm: true } });
  const names = Object.keys(schemas);
  for (const name of names) ajv.addSchema(schemas[name], name);
  const validators = standaloneCode(ajv, Object.fromEntries(names.map((name) => [name, name])));
  const byTitle = names.map((name) => `${JSON.stringify(schemas[name].title)}: ${name}`);
  await build({
    stdin: {
      contents: `${validators}
const validators = { ${byTitle.join(', ')} };
export const compiledSchema = ({ title }) => validators[title];`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    outfile: 'dist/model/compiled-schema.js',
    allowOverwrite: true,
  });
}

function readModels() {
  const files = readdirSync('models').filter((file) => file.endsWith('.yaml'));
  const documents = files.map((file) => {
    const text = readFileSync(`models/${file}`, 'utf8');
    const sha256 = createHash('sha256').update(text).digest('hex');
    return [sha256, parseYaml(text, file).document];
  });
  writeFileSync(
    'dist/model/parsed-document.js',
    `const documents = ${JSON.stringify(Object.fromEntries(documents))};
export const parsedDocument = (sha256) => documents[sha256];
`,
  );
}

/**
 * What starts often, each as one file: to load many files takes longer than to load one. What they load on demand
 * shares chunks. Errors are told apart by their class, so that all take theirs from the library.
 */
async function bundleCommand() {
  const onDemand = new Set(['plan-worker', 'replay-worker'].map((name) => `dist/cli/${name}.js`));
  const leaveOut = {
    name: 'leave-out',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = relative(import.meta.dirname, join(resolveDir, path));
        if (!QUICK.includes(file)) onDemand.add(file);
        return { path: `./${basename(path)}`, external: true };
      });
    },
  };
  const outdir = 'dist/bundle';
  const shared = { ...forNode, outdir, entryNames: '[name]' };
  await build({ ...shared, entryPoints: QUICK, plugins: [leaveOut] });
  await build({
    ...shared,
    entryPoints: [...onDemand],
    splitting: true,
    chunkNames: '[name]-[hash]',
  });
  rmSync('dist/cli', { recursive: true });
  renameSync(outdir, 'dist/cli');
}
