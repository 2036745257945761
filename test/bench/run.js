/** Bundles the benchmarks and runs them in a plain Node process: `npm run bench [WORD]` runs the groups whose name holds the word. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const outfile = fileURLToPath(
  new URL('../../node_modules/.cache/quotasim-bench/main.mjs', import.meta.url),
);
execFileSync('npm', ['run', 'build', '--silent'], { stdio: ['ignore', 2, 2] });
await build({
  entryPoints: [fileURLToPath(new URL('main.ts', import.meta.url))],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  outfile,
});
execFileSync(process.execPath, ['--expose-gc', outfile, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
