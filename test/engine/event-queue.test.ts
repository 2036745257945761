import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEventQueue } from '../../src/engine/event-queue.js';
import { RUNS } from '../laws/runs.js';

interface Event {
  readonly time: number;
  readonly seq: number;
  readonly tag: number;
}

function bySpecifiedOrder(a: Event, b: Event): number {
  return a.time - b.time || a.seq - b.seq;
}

it('gives events in the order of (time, seq), however they are put in and taken out', () => {
  const events = fc.uniqueArray(
    fc.record({
      time: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(1.7e15), fc.constant(-1)),
      seq: fc.nat({ max: 4e9 }),
      tag: fc.integer({ min: -5, max: 2 ** 31 - 1 }),
    }),
    { selector: ({ seq }) => seq, maxLength: 300, size: 'max' },
  );
  const runs = fc.tuple(events, fc.infiniteStream(fc.boolean()));
  fc.assert(
    fc.property(runs, ([toCome, takes]) => {
      const queue = createEventQueue();
      const sorted: Event[] = [];
      const takeOut = (): void => {
        const { time, seq, tag } = queue;
        expect({ time, seq, tag }).toEqual(sorted.shift());
        queue.pop();
      };
      for (const event of toCome) {
        queue.push(event.time, event.seq, event.tag);
        sorted.push(event);
        sorted.sort(bySpecifiedOrder);
        expect(queue.size).toBe(sorted.length);
        if (takes.next().value) takeOut();
      }
      while (sorted.length > 0) takeOut();
      expect(queue.size).toBe(0);
      expect(queue.time).toBe(Infinity);
    }),
    { ...RUNS, numRuns: RUNS.numRuns / 3 },
  );
});

it('keeps thousands of events of one instant in trace order', () => {
  const queue = createEventQueue();
  const count = 5000;
  for (let i = 0; i < count; i++) queue.push(7, (i * 1009) % count, i);
  const seqs: number[] = [];
  while (queue.size > 0) {
    seqs.push(queue.seq);
    queue.pop();
  }
  expect(seqs).toEqual(Array.from({ length: count }, (_, seq) => seq));
});
