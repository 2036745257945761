import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';

const schema = new URL('../../reports/schema/calibration.schema.json', import.meta.url);
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(schema, 'utf8')) as object,
);

/** Expects that a calibration, as it is written to JSON, is what `reports/schema/calibration.schema.json` publishes. */
export function expectValidCalibration(calibration: unknown): void {
  validate(JSON.parse(JSON.stringify(calibration)));
  expect(validate.errors ?? []).toEqual([]);
}
