import { basename, extname } from 'node:path';
import { stringify } from 'yaml';
import { calibrate as calibrateTrace } from '../../calibrate/calibrate.js';
import type { Calibration } from '../../calibrate/calibration.js';
import { correctModel } from '../../calibrate/correct-model.js';
import { InputError } from '../../errors.js';
import { parseLimitOptions, withLimits } from '../../model/limits.js';
import { formatOperations } from '../../model/operations.js';
import type { AlgorithmName, DeniedMode, RateModel, Tier } from '../../model/rate-model.js';
import { nearest } from '../../nearest.js';
import { renderCalibration } from '../calibration-text.js';
import type { Command } from '../command.js';
import { checkNotRead } from '../deliver.js';
import { writeWhole } from '../files.js';
import { modelFlags, traceFlags } from '../flags.js';
import { colorFlag, runOutputFlags } from '../output-flags.js';
import { loadModel } from '../load-model.js';
import { expandFiles, loadTrace } from '../load-trace.js';
import { toolVersion } from '../package-root.js';
import { loadResetWindows } from '../reset-zone.js';
import { EXIT, type Shell } from '../shell.js';
import { traceOptions, type TraceArgs } from '../trace-options.js';

interface CalibrateArgs extends TraceArgs {
  readonly model: string;
  readonly tier?: string;
  readonly algorithm?: AlgorithmName;
  readonly burst?: number;
  readonly denied?: DeniedMode;
  readonly resetZone?: string;
  readonly limit?: readonly string[];
  readonly used?: readonly string[];
  readonly json: boolean;
  readonly quiet: boolean;
  readonly output?: string;
  readonly seed: number;
}

const YAML_ENDINGS = ['.yaml', '.yml'];

export const calibrate: Command<CalibrateArgs> = {
  builder: (yargs) =>
    yargs
      .positional('trace', { describe: 'Files, globs, or - for standard input', type: 'string' })
      .options({
        tier: {
          string: true,
          requiresArg: true,
          describe: 'The access tier that was recorded; the model’s first if absent',
          group: modelFlags.model.group,
        },
        ...modelFlags,
        ...traceFlags,
        'allow-unmapped': { ...traceFlags['allow-unmapped'], default: true },
        demand: { ...traceFlags.demand, hidden: true },
        'retry-span': { ...traceFlags['retry-span'], hidden: true },
        json: {
          ...runOutputFlags.json,
          describe: 'Print the calibration as JSON, and nothing else',
        },
        output: {
          ...runOutputFlags.output,
          describe: 'Write the model with what was observed in it: .yaml',
        },
        quiet: runOutputFlags.quiet,
        seed: runOutputFlags.seed,
        ...colorFlag,
      })
      .example(
        '$0 calibrate log.csv --tier standard',
        'Is the model right about what was recorded?',
      )
      .example(
        '$0 calibrate log.csv --map status=code,ratelimit_remaining=left -o found.yaml',
        'The same, with columns named, and a model that says what the headers say',
      ),
  async run(args, shell) {
    if (args.demand) {
      throw new InputError(
        '--demand does not go with calibrate: every recorded attempt moved the counter, retries too',
      );
    }
    if (args.output !== undefined) {
      checkModelFile(args.output);
      checkNotRead(args.output, [args.model, ...(await expandFiles(args.trace))]);
    }
    const { model, sha256 } = await loadModel(args.model);
    const tier = chooseTier(model, args.tier);
    const limits = parseLimitOptions(model, args.limit ?? [], '--limit');
    const used = parseLimitOptions(model, args.used ?? [], '--used');
    const resetWindows = await loadResetWindows(args.resetZone);
    const { trace, ...name } = await loadTrace(
      args.trace,
      { ...traceOptions(args, model), asRecorded: true },
      args.seed,
      shell,
    );
    const calibration = calibrateTrace({
      trace,
      model,
      tier: withLimits(tier, limits.get(tier.name) ?? new Map()),
      settings: {
        algorithm: args.algorithm ?? model.algorithm,
        denied: args.denied ?? model.denied,
        burst: args.burst,
        resetWindows,
        used: used.get(tier.name),
      },
      names: {
        tool: { name: 'quotasim', version: toolVersion() },
        trace: { name: name.name, sha256: name.sha256 },
        model: { sha256 },
        settings: {
          ...(args.limit && { limit: args.limit }),
          ...(args.used && { used: args.used }),
          ...(args.burst !== undefined && { burst: args.burst }),
          ...(args.resetZone !== undefined && { resetZone: args.resetZone }),
        },
      },
    });
    const written =
      args.output === undefined ? [] : await writeModel(args.output, model, calibration);
    if (args.json) shell.out(`${JSON.stringify(calibration, null, 2)}\n`);
    else if (!args.quiet) shell.out(renderCalibration(calibration, shell.colors));
    if (!args.quiet) report(written, shell);
    return EXIT.done;
  },
};

function checkModelFile(file: string): void {
  if (YAML_ENDINGS.includes(extname(file))) return;
  throw new InputError('a model is written as .yaml', { location: { file } });
}

function chooseTier(model: RateModel, name: string | undefined): Tier {
  const tier = name === undefined ? model.tiers[0]! : model.tiers.find((one) => one.name === name);
  if (tier !== undefined) return tier;
  const known = model.tiers.map((one) => one.name);
  const near = nearest(name!, known);
  throw new InputError(
    `no tier "${name!}" in ${model.name}; ` +
      (near === undefined ? `there are ${known.join(', ')}` : `did you mean "${near}"?`),
  );
}

/** Writes the corrected model and, where the model has operations, its table of them beside it. */
async function writeModel(
  file: string,
  model: RateModel,
  calibration: Calibration,
): Promise<readonly string[]> {
  const table =
    model.operations.length === 0
      ? undefined
      : `${file.slice(0, file.length - extname(file).length)}.operations.json`;
  const { document, changes } = correctModel(model, calibration, table && basename(table));
  const { name, sha256 } = calibration.trace;
  const head = [
    `# ${model.name}, with what rate limit headers say that were observed in ${name}`,
    `# (SHA-256 ${sha256}, ${calibration.trace.start} to ${calibration.trace.end}):`,
    ...(changes.length === 0 ? ['nothing that the model did not say.'] : changes).map(
      (change) => `# - ${change}`,
    ),
  ];
  const lines = head.map((line) => line.replace(/[\r\n]+/g, ' '));
  await writeWhole(file, `${lines.join('\n')}\n${stringify(document)}`);
  if (table === undefined) return [file];
  const source = { title: `Operations of ${model.name}`, version: 'as in the model' };
  await writeWhole(table, formatOperations({ source, operations: model.operations }));
  return [file, table];
}

function report(written: readonly string[], shell: Shell): void {
  for (const file of written) shell.err(`wrote ${file}\n`);
}
