#!/usr/bin/env node
import pc from 'picocolors';
import { run } from './run.js';

const { argv, env, stdin, stdout, stderr } = process;
const wantsColor = !argv.includes('--no-color') && pc.isColorSupported;

/** Whoever reads the answer may have seen enough, as `head` has. */
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await run(
  {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    stdin,
    colors: pc.createColors(wantsColor && stdout.isTTY),
    errColors: pc.createColors(wantsColor && stderr.isTTY),
    showsProgress: stderr.isTTY,
    now: () => performance.now(),
    argv: argv.slice(2),
  },
  env.DEBUG?.includes('quotasim') ?? false,
);
