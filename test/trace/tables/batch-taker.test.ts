import fc from 'fast-check';
import seedrandom from 'seedrandom';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { COLUMN_NAMES, parseColumnMap, type ColumnName } from '../../../src/trace/column-map.js';
import type { TraceOptions } from '../../../src/trace/options.js';
import type { Cell } from '../../../src/trace/row-sink.js';
import {
  readTable,
  type BatchColumn,
  type ColumnBatch,
} from '../../../src/trace/tables/column-batch.js';
import type { Trace } from '../../../src/trace/trace.js';
import { createTraceBuilder } from '../../../src/trace/trace-builder.js';
import { MODEL } from '../reading.js';

const NOON = Date.UTC(2026, 2, 2, 12) * 1000;

/** Cells of each column, the good ones first and often. */
const CELLS: Readonly<Partial<Record<ColumnName, readonly [good: Cell[], odd: Cell[]]>>> = {
  category: [
    ['org_read', 'ads_read'],
    ['', undefined, 'events', 'other'],
  ],
  method: [['GET', 'POST'], [undefined]],
  path: [
    ['/v5/pins', '/v5/ad_accounts/7/ads', '/v5/ad_accounts/8/ads', '/v5/odd?is_test=1'],
    ['', undefined, '/v5/p\uFFFDns'],
  ],
  app: [['x', 'y'], [undefined]],
  user: [
    ['u', 'v', 'w'],
    ['', undefined, 'default', '\uFFFD'],
  ],
  ad_account: [['1', undefined], ['']],
  token: [['oauth', 'conversion'], ['OAuth']],
  is_test: [['true', '0', undefined], ['yes']],
  cost: [['1', '20', undefined], ['-1']],
  status: [
    ['200', '429'],
    [undefined, '1000'],
  ],
  ratelimit_limit: [['100', '50'], [undefined]],
  ratelimit_reset: [['60', '1', undefined], ['100']],
};

type Rng = () => number;

function pick<T>(values: readonly T[], rng: Rng): T {
  return values[Math.floor(rng() * values.length)]!;
}

function cellsOf(name: ColumnName, length: number, oddness: number, rng: Rng): Cell[] {
  const [good, odd] = CELLS[name]!;
  return Array.from({ length }, () => pick(rng() < oddness ? odd : good, rng));
}

/** The same cells as a batch may hold them: with codes of one dictionary or another, or one by one. */
function columnOf(cells: readonly Cell[], rng: Rng): BatchColumn {
  if (rng() < 0.3) return { cell: (row) => cells[row] };
  const texts = [...new Set(cells)];
  return { codes: Uint32Array.from(cells, (cell) => texts.indexOf(cell)), texts };
}

function timesOf(length: number, oddness: number, rng: Rng): BatchColumn {
  const times = Float64Array.from({ length }, () => {
    if (rng() < oddness) return pick([NaN, 2 ** 60, -1], rng);
    return NOON + Math.floor(rng() * 1e6);
  });
  if (rng() < 0.6) return { times, zoned: rng() < 0.5 };
  return columnOf(
    Array.from(times, (us) => (Number.isNaN(us) ? 'x' : String(us))),
    rng,
  );
}

function randomBatches(rng: Rng, names: readonly ColumnName[], oddness: number): ColumnBatch[] {
  return Array.from({ length: 1 + Math.floor(rng() * 3) }, () => {
    const length = Math.floor(rng() * 60);
    const columns = COLUMN_NAMES.map((name) => {
      if (name === 'timestamp') return timesOf(length, oddness, rng);
      if (!names.includes(name)) return undefined;
      return columnOf(cellsOf(name, length, oddness, rng), rng);
    });
    return { length, columns };
  });
}

/** Numbers of requests mean only which are equal: those in order of first appearance, and each row's name. */
function renumbered(trace: Trace): unknown {
  const { request, names, ...columns } = trace.columns;
  const { unmappedRequests, ...tables } = names;
  const order = [...new Set(request)];
  return {
    ...trace,
    columns: { ...columns, names: tables },
    requests: Array.from(request ?? [], (number) => [
      order.indexOf(number),
      unmappedRequests!.texts[unmappedRequests!.nameOf[number]!],
    ]),
  };
}

/** What comes of a table: a trace, or the message of an error. */
async function read(
  names: readonly string[],
  batches: readonly ColumnBatch[],
  options: TraceOptions,
  byBatch: boolean,
): Promise<unknown> {
  const builder = createTraceBuilder(options);
  const { batch, ...rows } = builder.openFile('a', 'rows');
  expect(batch).toBeDefined();
  async function* all(): AsyncGenerator<ColumnBatch> {
    yield* batches;
    await Promise.resolve();
  }
  try {
    await readTable({ names, batches: all }, byBatch ? { ...rows, batch: batch! } : rows);
    return renumbered(builder.finish());
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message;
  }
}

const OPTIONAL = COLUMN_NAMES.filter((name) => name in CELLS && name !== 'category');

test('a table read by batches comes out as the same read row by row as text', async () => {
  let traces = 0;
  const runs = fc.asyncProperty(
    fc.nat(),
    fc.subarray(OPTIONAL),
    fc.constantFrom(0, 0.02, 0.3),
    fc.record({
      onError: fc.constantFrom('skip' as const, 'stop' as const),
      keepOperations: fc.boolean(),
      keepRequests: fc.boolean(),
      from: fc.constantFrom(undefined, NOON + 3e5),
      to: fc.constantFrom(undefined, NOON + 8e5),
      map: fc.constantFrom([], ['app=constant:z'], ['user=constant:é', 'is_test=constant:1']),
    }),
    async (seed, optional, oddness, given) => {
      const rng = seedrandom(String(seed));
      const names = ['timestamp', 'category', ...optional] as const;
      const options = {
        model: MODEL,
        allowUnmapped: true,
        ...given,
        map: parseColumnMap(given.map),
      };
      const wanted = names.filter((name) => !options.map.has(name));
      const batches = randomBatches(rng, wanted, oddness);
      const fast = await read(names, batches, options, true);
      const slow = await read(names, batches, options, false);
      expect(fast).toEqual(slow);
      if (typeof fast !== 'string') traces++;
    },
  );
  await fc.assert(runs, { seed: 7, numRuns: 300 });
  expect(traces).toBeGreaterThan(100);
});
