import type { Client } from '../engine/client.js';
import type { ClientSpec } from '../engine/client-spec.js';
import type { SimulationSettings } from '../engine/settings.js';
import { InputError } from '../errors.js';
import { parseLimitOptions, withLimits, type LimitFigures } from '../model/limits.js';
import type { AlgorithmName, DeniedMode, RateModel, Tier } from '../model/rate-model.js';
import { nearest } from '../nearest.js';
import type { Objective } from '../plan/required-tier.js';
import { parseThreshold, type Threshold } from '../plan/threshold.js';
import { DEFAULT_OBJECTIVE } from '../result/objective.js';
import type { ResultSettings } from '../result/result.js';
import { chooseClients, type ClientArgs } from './client-options.js';
import { loadModel, type LoadedModel } from './load-model.js';
import { parseWorkers } from './plan-options.js';
import { loadResetWindows } from './reset-zone.js';
import type { Shell } from './shell.js';
import type { TraceArgs } from './trace-options.js';

/** The options that say what is replayed and how, as parsed from the command line. */
export interface ReplayArgs extends TraceArgs, ClientArgs {
  readonly model: string;
  readonly algorithm?: AlgorithmName;
  readonly burst?: number;
  readonly denied?: DeniedMode;
  readonly resetZone?: string;
  readonly limit?: readonly string[];
  readonly used?: readonly string[];
  readonly threshold?: readonly string[];
  readonly allowEmpty: boolean;
  readonly seed: number;
  readonly workers?: number;
}

/** What is assumed of the provider, where no option says otherwise by the model. */
export interface Assumed {
  readonly algorithm: AlgorithmName;
  readonly denied: DeniedMode;
  readonly burst: number | undefined;
}

/** What a replay is asked for, before the trace is read. */
export interface ReplayQuestion {
  readonly loadedModel: LoadedModel;
  readonly tiers: readonly Tier[];
  readonly objective: Objective;
  readonly assumed: Assumed;
  /** Units already used at the start, by tier, then limit id. */
  readonly used: LimitFigures;
  readonly clients: readonly ClientSpec[];
  readonly threads: number;
  readonly settings: ResultSettings;
  /** How a tier is simulated for a client. */
  readonly simulationOf: (client: Client, tier: Tier) => SimulationSettings;
}

/**
 * Reads the model and the options.
 * @param tierNames all of the model's tiers if absent; in the model's order.
 */
export async function askReplay(
  args: ReplayArgs,
  tierNames: readonly string[] | undefined,
  shell: Shell,
): Promise<ReplayQuestion> {
  const loadedModel = await loadModel(args.model);
  const { model } = loadedModel;
  const limits = parseLimitOptions(model, args.limit ?? [], '--limit');
  const used = parseLimitOptions(model, args.used ?? [], '--used');
  const tiers = chooseTiers(model, tierNames).map((tier) =>
    withLimits(tier, limits.get(tier.name) ?? new Map()),
  );
  const objective = {
    thresholds: parseThresholds(args.threshold ?? DEFAULT_OBJECTIVE, tiers, model),
    allowEmpty: args.allowEmpty,
  };
  const clients = await chooseClients(args);
  checkWhole('--burst', args.burst, 1);
  checkWhole('--seed', args.seed, 0);
  const threads = parseWorkers(args.workers);
  const assumed: Assumed = {
    algorithm: args.algorithm ?? model.algorithm,
    denied: args.denied ?? model.denied,
    burst: args.burst,
  };
  const resetWindows = await loadResetWindows(args.resetZone);
  return {
    loadedModel,
    tiers,
    objective,
    assumed,
    used,
    clients,
    threads,
    settings: {
      command: commandLine(shell.argv),
      seed: args.seed,
      ...(limits.size === 0 ? {} : { limits: flat(limits) }),
      ...(used.size === 0 ? {} : { used: flat(used) }),
      ...(args.burst === undefined ? {} : { burst: args.burst }),
      ...(args.resetZone === undefined ? {} : { resetZone: args.resetZone }),
    },
    simulationOf: (client, { name }) => ({
      ...assumed,
      resetWindows,
      client,
      used: used.get(name),
    }),
  };
}

function chooseTiers(model: RateModel, names: readonly string[] | undefined): readonly Tier[] {
  if (names === undefined) return model.tiers;
  const known = model.tiers.map(({ name }) => name);
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    throw new InputError(
      `no tier "${name}" in ${model.name}; ` +
        (near === undefined ? `there are ${known.join(', ')}` : `did you mean "${near}"?`),
    );
  }
  return model.tiers.filter(({ name }) => names.includes(name));
}

function parseThresholds(
  texts: readonly string[],
  tiers: readonly Tier[],
  model: RateModel,
): Threshold[] {
  const names = {
    categories: model.categories.map(({ name }) => name),
    limits: [...new Set(tiers.flatMap(({ limits }) => limits.map(({ id }) => id)))],
  };
  return texts.map((text) => parseThreshold(text, names));
}

function checkWhole(option: string, value: number | undefined, least: number): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  throw new InputError(`${option} ${value}: expected a whole number of at least ${least}`);
}

function flat(figures: ReadonlyMap<string, ReadonlyMap<string, number>>): Record<string, number> {
  return Object.fromEntries(
    [...figures].flatMap(([tier, byId]) => [...byId].map(([id, n]) => [`${tier}.${id}`, n])),
  );
}

/** The command line that repeats a run, quoted for a POSIX shell. */
function commandLine(argv: readonly string[]): string {
  const quoted = argv.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`,
  );
  return ['quotasim', ...quoted].join(' ');
}

/** The names in `trial,standard`; undefined if the option is absent. */
export function splitTiers(text: string | undefined): string[] | undefined {
  return text?.split(',').map((name) => name.trim());
}
