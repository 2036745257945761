import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InvariantError } from '../errors.js';

/** The version of this program. */
export function toolVersion(): string {
  const manifest = readFileSync(`${packageRoot()}package.json`, 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}

/** The directory of this package, with a slash at its end: the nearest one above whose package.json is ours. */
export function packageRoot(): string {
  for (let at = new URL('.', import.meta.url); ; at = new URL('..', at)) {
    const manifest = new URL('package.json', at);
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown };
      if (name === 'quotasim') return fileURLToPath(at);
    }
    if (at.pathname === new URL('..', at).pathname) {
      throw new InvariantError(`no package.json named quotasim above ${import.meta.url}`);
    }
  }
}
