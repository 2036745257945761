#!/usr/bin/env node
import pc from 'picocolors';
import { run } from './run.js';

const { argv, env, stdout, stderr } = process;
const wantsColor = !argv.includes('--no-color') && pc.isColorSupported;

/** Whoever reads the answer may have seen enough, as `head` has; or there may be no room for it. */
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  stderr.write(`cannot write to standard output: ${error.message}\n`);
  process.exit(2);
});

process.exitCode = await run(
  {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    get stdin() {
      return process.stdin;
    },
    colors: pc.createColors(wantsColor && stdout.isTTY),
    errColors: pc.createColors(wantsColor && stderr.isTTY),
    showsProgress: stderr.isTTY,
    now: () => process.uptime() * 1000,
    argv: argv.slice(2),
  },
  env.DEBUG?.includes('quotasim') ?? false,
);
