import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../errors.js';
import { operationsFileOf, parseModel } from '../model/parse-model.js';
import { parseOperations } from '../model/operations.js';
import type { RateModel } from '../model/rate-model.js';
import { nearest } from '../nearest.js';
import { readJson, readText } from './files.js';
import { packageRoot } from './package-root.js';
import { readDocument } from './read-document.js';

/** A model, and what names it in a result. */
export interface LoadedModel {
  readonly model: RateModel;
  /** Of the document's bytes, followed by its table of operations as compact JSON. */
  readonly sha256: string;
}

const ENDING = '.yaml';
/** Stands in the same folder and is no model. */
const CLIENTS = 'clients.yaml';

function modelsFolder(): string {
  return join(packageRoot(), 'models');
}

/** Names of the models that come with the program. */
export async function shippedModels(): Promise<string[]> {
  const files = await readdir(modelsFolder());
  return files
    .filter((file) => file.endsWith(ENDING) && file !== CLIENTS)
    .map((file) => basename(file, ENDING))
    .sort();
}

/** The file of a model: a shipped one by its name, any other by its path. @throws InputError for an unknown name. */
async function fileOf(nameOrFile: string): Promise<string> {
  if (/[/\\.]/.test(nameOrFile)) return nameOrFile;
  const known = await shippedModels();
  if (known.includes(nameOrFile)) return join(modelsFolder(), `${nameOrFile}${ENDING}`);
  const near = nearest(nameOrFile, known);
  throw new InputError(
    `no model "${nameOrFile}"; ` +
      (near === undefined ? `the program brings ${known.join(', ')}.` : `did you mean "${near}"?`) +
      ' A file of your own needs its path, as in ./my-model.yaml',
  );
}

/** Reads a model by name or file. @throws InputError with everything that is wrong with it. */
export async function loadModel(nameOrFile: string): Promise<LoadedModel> {
  const file = await fileOf(nameOrFile);
  const text = await readText(file);
  const { document, lineOf } = await readDocument(text, file);
  const hash = createHash('sha256').update(text);
  const operationsName = operationsFileOf(document);
  if (operationsName === null) {
    return { model: parseModel(document, { file, lineOf }), sha256: hash.digest('hex') };
  }
  const operationsFile = join(dirname(file), operationsName);
  const table = await readJson(operationsFile);
  const { operations } = parseOperations(table, operationsFile);
  return {
    model: parseModel(document, { file, lineOf, operations }),
    sha256: hash.update(JSON.stringify(table)).digest('hex'),
  };
}
