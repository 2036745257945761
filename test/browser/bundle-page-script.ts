import { join } from 'node:path';
import { bundlePage } from '../../bundle-page.js';
import { packageRoot } from '../../src/cli/package-root.js';

/** Before all tests: bundles the script of the pages from its sources as they are now. */
export default async function bundlePageScript(): Promise<void> {
  await bundlePage(join(packageRoot(), 'dist/report/page-script.js'));
}
