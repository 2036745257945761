import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const COMMANDS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'chrome.exe',
];

const USUAL_PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The Chromium or Chrome of this machine: `CHROME_PATH`, else one on the PATH or in a usual place.
 * @throws if there is none, saying how to get one.
 */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const onPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => COMMANDS.map((command) => join(folder, command)));
  const places = env.CHROME_PATH ? [env.CHROME_PATH] : [...onPath, ...USUAL_PLACES];
  const found = places.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    `no Chromium or Chrome at ${env.CHROME_PATH ?? 'the usual places'}: install one (Debian: apt-get install chromium) or set CHROME_PATH to its program`,
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
