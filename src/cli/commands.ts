import type { ListedCommand } from './command.js';

/** Every command, in the order in which help lists them. */
export const commands: readonly ListedCommand[] = [
  {
    command: 'simulate [trace..]',
    describe: 'Replay a trace under one tier and say what happens',
    load: async () => (await import('./commands/simulate.js')).simulate,
  },
  {
    command: 'compare [trace..]',
    describe: 'Replay a trace under every tier and say which one it takes',
    load: async () => (await import('./commands/compare.js')).compare,
  },
  {
    command: 'plan [trace..]',
    describe: 'Say how far the load can grow, what breaks first, what to ask for, how sure that is',
    load: async () => (await import('./commands/plan.js')).plan,
  },
  {
    command: 'report [trace..]',
    describe: 'Write the HTML capacity report of a trace, or of a saved Result',
    load: async () => (await import('./commands/report.js')).report,
  },
  {
    command: 'inspect [trace..]',
    describe: 'Say what is in a trace',
    load: async () => (await import('./commands/inspect.js')).inspect,
  },
  {
    command: 'calibrate [trace..]',
    describe: 'Hold recorded answers against a model: refusals, counters, windows, scopes',
    load: async () => (await import('./commands/calibrate.js')).calibrate,
  },
  {
    command: 'synthesize <workload>',
    describe: 'Make a trace from a workload profile',
    load: async () => (await import('./commands/synthesize.js')).synthesize,
  },
  {
    command: 'convert [trace..]',
    describe: 'Write a trace in another format, with its names or without',
    load: async () => (await import('./commands/convert.js')).convert,
  },
  {
    command: 'fit [trace..]',
    describe: 'Make a workload profile from a recorded trace',
    load: async () => (await import('./commands/fit.js')).fit,
  },
];

/** The commands below `model`. */
export const modelCommands: readonly ListedCommand[] = [
  {
    command: 'list',
    describe: 'The models (or clients) that come with the program',
    load: async () => (await import('./commands/model.js')).modelList,
  },
  {
    command: 'show <name>',
    describe: 'A model: its limits, what it assumes, and its sources',
    load: async () => (await import('./commands/model.js')).modelShow,
  },
  {
    command: 'lint <file>',
    describe: 'Check a model, and say what its figures imply',
    load: async () => (await import('./commands/model.js')).modelLint,
  },
  {
    command: 'import <file>',
    describe:
      'Make a table of operations from an OpenAPI document with x-ratelimit-category, or a model from a list of rate limits (API Commons)',
    load: async () => (await import('./commands/model.js')).modelImport,
  },
];
