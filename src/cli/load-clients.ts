import { join } from 'node:path';
import { parseClients, type NamedClient } from '../engine/parse-clients.js';
import { readText } from './files.js';
import { packageRoot } from './package-root.js';
import { readDocument } from './read-document.js';

/** The named clients that come with the program. */
export async function loadClients(): Promise<ReadonlyMap<string, NamedClient>> {
  const file = join(packageRoot(), 'models', 'clients.yaml');
  const { document, lineOf } = await readDocument(await readText(file), file);
  return parseClients(document, { file, lineOf });
}
