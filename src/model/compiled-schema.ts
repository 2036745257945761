/**
 * The validator of a JSON Schema that nearly every start needs. The build puts into the place of this module one
 * that holds the validators of models, operations and clients compiled ahead (see `build.js`).
 */
export { compileSchema as compiledSchema } from './compile-schema.js';
