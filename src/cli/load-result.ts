import { join } from 'node:path';
import { InputError } from '../errors.js';
import { createSchemaCheck } from '../model/check-schema.js';
import { compileSchema, type TitledSchema } from '../model/compile-schema.js';
import type { Result } from '../result/result.js';
import { readJson, readText } from './files.js';
import { packageRoot } from './package-root.js';

const FORMAT = 'quotasim/result';
const VERSION = 1;

/**
 * A saved Result.
 * @returns null if the file is something else.
 * @throws InputError if it is broken JSON, a Result of a later version, or not of the form that its schema describes.
 */
export async function loadResult(file: string): Promise<Result | null> {
  if (!(await readText(file)).includes(FORMAT)) return null;
  const document = await readJson(file);
  if (typeof document !== 'object' || document === null) return null;
  if (!('format' in document) || document.format !== FORMAT) return null;
  if (!('version' in document) || document.version !== VERSION) {
    const found = 'version' in document ? JSON.stringify(document.version) : 'none';
    throw new InputError(
      `a Result of version ${found}; this program reads version ${VERSION}. Make it again, or use a newer quotasim`,
      { location: { file, pointer: '/version' } },
    );
  }
  const schema = await readJson(join(packageRoot(), 'reports/schema/result.schema.json'));
  const problems = createSchemaCheck(schema as TitledSchema, compileSchema)(document, { file });
  if (problems.length > 0) throw new InputError(problems);
  return document as Result;
}
