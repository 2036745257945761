import { InputError } from '../../src/errors.js';

/** The message of the InputError that a call throws. */
export function inputErrorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('expected an InputError, and nothing was thrown');
}
