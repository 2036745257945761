import { DEFAULT_RETRY, makeClient, type ClientSpec } from '../../src/engine/client-spec.js';
import type { SimulationSettings } from '../../src/engine/settings.js';
import { createResult, describeModel, describeTrace } from '../../src/result/document.js';
import { reservationsOf } from '../../src/plan/reservations.js';
import { runScenario } from '../../src/plan/run-scenario.js';
import type { Result } from '../../src/result/result.js';
import { summarizeScenario } from '../../src/result/summarize.js';
import { factsOf } from '../../src/trace/trace.js';
import { acme, parse, tier } from '../model/small-model.js';
import { readLines } from '../trace/reading.js';

/** A client and settings, of which tests give those that matter to them. */
export type Replaying = Partial<ClientSpec & Omit<SimulationSettings, 'client'>>;

const SEED = 1;
const DIGEST = '0'.repeat(64);

const model = parse(
  acme({
    tiers: [
      tier([
        { id: 'universal', applies_to: 'all', limit: 60 },
        { id: 'search', limit: 20, scope: ['app', 'user'] },
      ]),
    ],
  }),
);

/** Two users in three minutes: ana asks every 2 s, ben in one burst near the end. */
const TRACE = [
  'timestamp,user,category',
  ...Array.from({ length: 90 }, (_, i) => `${1_767_600_000 + 2 * i},ana,search`),
  ...Array.from({ length: 40 }, () => '1767600170,ben,search'),
];

/** What the library makes of a small trace, from reading it to the Result. */
export async function replayedResult({
  algorithm = 'fixed-window',
  denied = 'free',
  ...spec
}: Replaying): Promise<Result> {
  const trace = await readLines(TRACE, { model });
  const facts = factsOf(trace);
  const client = makeClient({ policy: 'drop', retry: DEFAULT_RETRY, ...spec }, SEED);
  const settings = { algorithm, denied, client };
  const run = runScenario(trace.columns, model, model.tiers[0]!, settings, SEED);
  return createResult({
    tool: { name: 'quotasim', version: '0.0.0' },
    settings: { command: 'quotasim simulate a.csv', seed: SEED },
    trace: describeTrace(facts, 'a.csv', DIGEST),
    model: describeModel(model, ['free'], DIGEST),
    scenarios: [summarizeScenario(run)],
    objective: [],
    reservations: reservationsOf(facts, run),
  });
}
