import { policies } from '../../src/engine/client.js';
import { simulate } from '../../src/engine/simulate.js';
import {
  ALGORITHM_NAMES,
  type AlgorithmName,
  type Limit,
  type RateModel,
} from '../../src/model/rate-model.js';
import { DAY, SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import { medianSeconds, type Row } from './measure.js';

const SMALL = 10_000;
const LARGE = 1_000_000;
const START = 1_767_225_600 * SECOND;

function limit(id: string, figure: number, category?: string): Limit {
  return {
    id,
    appliesTo: category === undefined ? {} : { category },
    counts: 'requests',
    limit: figure,
    window: DAY,
    scope: ['app'],
    provenance: { title: 'Benchmark', status: 'assumed' },
  };
}

function modelWith(limits: readonly Limit[]): RateModel {
  return {
    name: 'bench',
    title: 'Benchmark',
    basePath: '',
    algorithm: 'fixed-window',
    denied: 'free',
    categories: ['a', 'b', 'c'].map((name) => ({ name, description: '' })),
    operations: [],
    exemptions: [],
    tiers: [{ name: 'tier', title: 'Tier', limits }],
    assumptions: [],
  };
}

/** Requests a millisecond apart, of the three categories in turn. */
function trace(length: number): Columns {
  return {
    length,
    timestamp: Float64Array.from({ length }, (_, i) => START + i * 1000),
    app: new Uint32Array(length),
    user: new Uint32Array(length),
    adAccount: new Uint32Array(length),
    category: Uint16Array.from({ length }, (_, i) => 1 + (i % 3)),
    flags: new Uint8Array(length),
    names: {
      apps: ['app'],
      users: [{ app: 0, name: 'user' }],
      adAccounts: [{ app: 0, name: 'account' }],
      categories: ['', 'a', 'b', 'c'],
    },
  };
}

/** Time an event does not grow with the backlog: a million requests that wait, against ten thousand. */
export function waitRows(): Row[] {
  const one = modelWith([limit('all', 1000)]);
  const two = modelWith([limit('all', 1000), limit('a', 300, 'a')]);
  return [
    ...ALGORITHM_NAMES.map((algorithm) => row('1,000 a day', one, algorithm)),
    ...ALGORITHM_NAMES.map((algorithm) => row('1,000 a day and 300 of a category', two, algorithm)),
  ];
}

function row(behind: string, model: RateModel, algorithm: AlgorithmName): Row {
  const run = (columns: Columns) => (): void => {
    simulate(columns, model, model.tiers[0]!, {
      algorithm,
      denied: 'free',
      client: policies.wait(),
    });
  };
  const small = trace(SMALL);
  const repeats = 10;
  const [large, few] = medianSeconds(run(trace(LARGE)), () => {
    for (let i = 0; i < repeats; i++) run(small)();
  });
  return {
    what: `wait, a million behind ${behind}, ${algorithm}, time a request`,
    against: 'ten thousand behind it',
    ratio: large! / LARGE / (few! / (SMALL * repeats)),
    bound: { kind: 'at most', ratio: 3 },
  };
}
