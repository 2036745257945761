import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.js';

const APT_GET = '/usr/bin/apt-get';
const PACKAGES = ['chromium', 'fonts-dejavu-core'];

/**
 * Before any test: headless Chromium. Where there is none, it is installed from Debian's packages if this
 * is Debian and we are root.
 * @throws in one line that says how to get one, if none is found and none can be installed.
 */
export default function installChromium(): void {
  try {
    findChromium();
  } catch (error) {
    const isRoot = process.getuid?.() === 0;
    if (!isRoot || !existsSync(APT_GET) || process.env.CHROME_PATH !== undefined) throw error;
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync(APT_GET, ['update', '-qq'], { env, stdio: 'inherit' });
    execFileSync(APT_GET, ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    findChromium();
  }
}
