import { importOpenApi } from '../../model/import-openapi.js';
import { importRateLimits, isRateLimits } from '../../model/import-rate-limits.js';
import { lintModel } from '../../model/lint.js';
import { formatOperations } from '../../model/operations.js';
import { parseYaml } from '../../model/parse-yaml.js';
import type { Command } from '../command.js';
import { readText, writeWhole } from '../files.js';
import { colorFlag, runOutputFlags } from '../output-flags.js';
import { loadClients } from '../load-clients.js';
import { loadModel, shippedModels } from '../load-model.js';
import { formatNumberOf } from '../../report/format-number.js';
import { printable } from '../../report/printable.js';
import { renderClientList, renderFindings, renderModel, renderModelList } from '../model-text.js';
import { EXIT } from '../shell.js';

const json = { ...runOutputFlags.json, describe: 'Print it as JSON, and nothing else' };

interface ListArgs {
  readonly clients: boolean;
  readonly json: boolean;
}

export const modelList: Command<ListArgs> = {
  builder: (yargs) =>
    yargs
      .options({
        clients: {
          boolean: true,
          default: false,
          describe: 'The named clients instead, for --client',
        },
        json,
        ...colorFlag,
      })
      .example('$0 model list', 'Names, tiers and sizes')
      .example('$0 model list --clients', 'What do known clients do with a 429?')
      .example('$0 model list --json', 'The same for a program'),
  async run(args, shell) {
    if (args.clients) {
      const clients = [...(await loadClients()).values()];
      shell.out(args.json ? toJson(clients) : renderClientList(clients, shell.colors));
      return EXIT.done;
    }
    const names = await shippedModels();
    const models = await Promise.all(names.map(async (name) => (await loadModel(name)).model));
    const facts = models.map(({ name, title, tiers }) => ({
      name,
      title,
      tiers: tiers.map((tier) => tier.name),
    }));
    shell.out(args.json ? toJson(facts) : renderModelList(models, shell.colors));
    return EXIT.done;
  },
};

interface ShowArgs {
  readonly name: string;
  readonly json: boolean;
}

export const modelShow: Command<ShowArgs> = {
  builder: (yargs) =>
    yargs
      .positional('name', { describe: 'A model by name, or a file', type: 'string' })
      .options({ json, ...colorFlag })
      .example('$0 model show pinterest-v5', 'Both tiers, every limit and assumption')
      .example('$0 model show ./my-model.yaml --json', 'A model of your own, spelled out'),
  async run(args, shell) {
    const { model } = await loadModel(args.name);
    shell.out(args.json ? toJson(model) : renderModel(model, shell.colors));
    return EXIT.done;
  },
};

interface LintArgs {
  readonly file: string;
  readonly json: boolean;
}

export const modelLint: Command<LintArgs> = {
  builder: (yargs) =>
    yargs
      .positional('file', { describe: 'A file, or a model by name', type: 'string' })
      .options({ json, ...colorFlag })
      .example('$0 model lint pinterest-v5', 'Limits that never bind, limits out of reach')
      .example('$0 model lint ./my-model.yaml', 'Is my model sound?'),
  async run(args, shell) {
    const findings = lintModel((await loadModel(args.file)).model);
    shell.out(args.json ? toJson(findings) : renderFindings(findings, shell.colors));
    return EXIT.done;
  },
};

interface ImportArgs {
  readonly file: string;
  readonly output?: string;
}

export const modelImport: Command<ImportArgs> = {
  builder: (yargs) =>
    yargs
      .positional('file', {
        describe: 'An OpenAPI document, or rate limits of API Commons; JSON or YAML',
        type: 'string',
      })
      .options({
        output: {
          alias: 'o',
          string: true,
          requiresArg: true,
          describe: 'The file to write; standard output if absent',
          group: 'Output:',
        },
        ...colorFlag,
      })
      .example('$0 model import openapi.json', 'Print the table')
      .example(
        '$0 model import openapi.json -o my-model.operations.json',
        'Write it where a model document names it',
      )
      .example(
        '$0 model import rate-limits.yml -o my-model.yaml',
        'A model of a list of rate limits (API Commons)',
      ),
  async run(args, shell) {
    const { document } = parseYaml(await readText(args.file), args.file);
    const write = async (text: string): Promise<void> => {
      if (args.output === undefined) shell.out(text);
      else await writeWhole(args.output, text);
    };
    if (isRateLimits(document)) {
      const { text, limits, notes } = importRateLimits(document, args.file);
      await write(text);
      shell.err(`${formatNumberOf(limits, 'limit')}; lost or guessed: ${notes.length}\n`);
      for (const note of notes) shell.err(`- ${printable(note, LONGEST)}\n`);
      return EXIT.done;
    }
    const imported = importOpenApi(document, args.file);
    await write(formatOperations(imported));
    const left = imported.uncategorised.length;
    shell.err(
      `${formatNumberOf(imported.operations.length, 'operation')} with a category` +
        (left === 0
          ? '\n'
          : `; ${left} without one were left out: ${list(imported.uncategorised)}\n`),
    );
    return EXIT.done;
  },
};

/** A note is cut here, in characters. */
const LONGEST = 1000;

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => printable(name));
  return names.length > 5 ? `${shown.join(', ')}, …` : shown.join(', ');
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
