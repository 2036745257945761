import { Ajv, type ValidateFunction } from 'ajv';

/** A JSON Schema, told from the others by its title. */
export interface TitledSchema {
  readonly title: string;
}

/** The schemas are the program's own, so they are not checked themselves. */
export const AJV_OPTIONS = {
  allErrors: true,
  verbose: true,
  strict: false,
  validateSchema: false,
  meta: false,
} as const;

let compiler: Ajv | undefined;

/** The validator of a JSON Schema. */
export function compileSchema(schema: TitledSchema): ValidateFunction {
  compiler ??= new Ajv(AJV_OPTIONS);
  return compiler.compile(schema);
}
