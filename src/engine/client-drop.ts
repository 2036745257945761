import type { Client } from './client.js';

/** Gives up: a refused request is dropped. */
export function drop(): Client {
  return { name: 'drop', settings: {}, begin: beginDrop };
}

/** Whether a client sends every request at its timestamp and gives it up when it is refused. */
export function onlyDrops({ begin, pacing, concurrency }: Client): boolean {
  return begin === beginDrop && pacing === undefined && concurrency === undefined;
}

const beginDrop: Client['begin'] = (run) => ({
  refused: (seq, t) => {
    run.drop(seq, t);
  },
  isTooLate: () => false,
});
