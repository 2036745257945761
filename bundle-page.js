/** Bundles what makes a report's charts live into one script, which is inlined in every page. */
import { build } from 'esbuild';

/** @param outfile where the script is written. */
export async function bundlePage(outfile) {
  await build({
    entryPoints: ['src/report/browser/page.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: import.meta.dirname,
    outfile,
  });
}
