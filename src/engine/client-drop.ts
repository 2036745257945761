import type { Client } from './client.js';

/** Gives up: a refused request is dropped. */
export function drop(): Client {
  return {
    name: 'drop',
    settings: {},
    begin: (run) => ({
      refused: (seq, t) => {
        run.drop(seq, t);
      },
      isTooLate: () => false,
    }),
  };
}
