import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createWorkbench } from './workbench.js';

const { run } = createWorkbench();
const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** Command lines of the README that stand with what they print, to the dots. */
const EXAMPLES = [...README.matchAll(/```console\n\$ quotasim (.*)\n([^]*?)\n…\n```/g)].map(
  ([, command = '', printed = '']) => [command, printed] as const,
);

test('the README shows what its commands print', () => {
  expect(EXAMPLES.map(([command]) => command.split(' ')[0])).toEqual(['compare', 'plan']);
});

test.each(EXAMPLES)('quotasim %s', async (command, printed) => {
  const { status, out } = await run(command.split(' '));
  expect(status).toBe(0);
  expect(out.slice(0, printed.length + 1)).toBe(`${printed}\n`);
});
