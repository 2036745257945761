import { readdirSync, readFileSync } from 'node:fs';
import { parseOperations, type OperationTable } from '../../src/model/operations.js';
import { operationsFileOf, parseModel } from '../../src/model/parse-model.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import type { RateModel } from '../../src/model/rate-model.js';

const MODELS = new URL('../../models/', import.meta.url);

/** The files of models with an ending; the clients beside them are no model. */
export function modelFiles(ending: string): string[] {
  return readdirSync(MODELS).filter((file) => file.endsWith(ending) && file !== 'clients.yaml');
}

export function readShipped(file: string): string {
  return readFileSync(new URL(file, MODELS), 'utf8');
}

export function loadOperations(file: string): OperationTable {
  return parseOperations(JSON.parse(readShipped(file)), file);
}

export function loadModel(file: string): RateModel {
  const { document, lineOf } = parseYaml(readShipped(file), file);
  const table = operationsFileOf(document);
  const operations = table === null ? {} : { operations: loadOperations(table).operations };
  return parseModel(document, { file, lineOf, ...operations });
}
