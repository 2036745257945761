import { join } from 'node:path';
import { parseClients, type NamedClient } from '../engine/parse-clients.js';
import { parseYaml } from '../model/parse-yaml.js';
import { readText } from './files.js';
import { packageRoot } from './package-root.js';

/** The named clients that come with the program. */
export async function loadClients(): Promise<ReadonlyMap<string, NamedClient>> {
  const file = join(packageRoot(), 'models', 'clients.yaml');
  const { document, lineOf } = parseYaml(await readText(file), file);
  return parseClients(document, { file, lineOf });
}
