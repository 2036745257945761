import { describe, expect, test } from 'vitest';
import { createWorkbench, SMALL_TRACE } from './workbench.js';

const { run, path } = createWorkbench({ 'a.csv': SMALL_TRACE });

/** The lines of help's examples that begin a command. */
function examples(help: string): string[] {
  const [, shown = ''] = help.split('\nExamples:\n');
  return shown.split('\n').filter((line) => line.startsWith('  quotasim '));
}

describe('help', () => {
  test('of the program shows five examples and every command', async () => {
    const { status, out, err } = await run(['--help']);
    expect([status, err]).toEqual([0, '']);
    expect(examples(out)).toHaveLength(5);
    for (const name of ['simulate', 'compare', 'report', 'inspect', 'model', 'completion']) {
      expect(out).toMatch(new RegExp(`^  quotasim ${name} `, 'm'));
    }
  });

  test.each([
    [['simulate'], ['The model:', 'The trace:', 'The objective:', 'Output:']],
    [['compare'], ['The model:', 'The trace:', 'The objective:', 'Output:']],
    [['report'], ['The model:', 'The trace:', 'The objective:', 'Output:']],
    [['inspect'], ['The model:', 'The trace:', 'Output:']],
    [['model'], ['Commands:']],
    [['model', 'list'], ['Output:']],
    [['model', 'show'], ['Output:']],
    [['model', 'lint'], ['Output:']],
    [['model', 'import'], ['Output:']],
  ])('of %j groups its options and gives at least two examples', async (words, groups) => {
    const { status, out } = await run([...words, '--help']);
    expect(status).toBe(0);
    expect(examples(out).length).toBeGreaterThanOrEqual(2);
    for (const group of groups) expect(out).toContain(`\n${group}\n`);
  });

  test('shows a trace without a default', async () => {
    const { out } = await run(['inspect', '--help']);
    expect(out).toMatch(/\n {2}trace {2}Files, globs, or - for standard input +\[array\]\n/);
  });

  test('tells the version', async () => {
    expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('makes a script that completes commands', async () => {
    expect((await run(['completion'])).out).toContain('quotasim');
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'Say which command to run'],
    [['model'], 'Say what to do with the models: list, show, lint or import'],
    [['simulat', '@a.csv'], 'no such command; did you mean "simulate"?'],
    [['model', 'lst'], 'no such command; did you mean "list"?'],
    [['frobnicate'], 'unknown argument "frobnicate"'],
    [['model', 'list', 'extra'], 'unknown argument "extra"'],
    [
      ['simulate'],
      'an argument is missing, the trace to read: a file, - for standard input, or --sql with a SELECT',
    ],
    [['simulate', '@a.csv', '--teir', 'trial'], 'unknown option --teir; did you mean --tier?'],
    [
      ['simulate', '@a.csv', '--time-units', 's'],
      'unknown option --time-units; did you mean --time-unit?',
    ],
    [['simulate', '@a.csv', '--onError', 'skip', '--sparkle'], 'unknown option --sparkle'],
    [['compare', '@a.csv', '--tier', 'trial'], 'unknown option --tier; did you mean --tiers?'],
    [['simulate', '@a.csv', '-x'], 'unknown option -x'],
    [['simulate', '@a.csv', '--tier'], '--tier needs a value'],
    [
      ['simulate', '@a.csv', '--algorithm', 'sliding-lo'],
      '--algorithm sliding-lo: did you mean "sliding-log"?',
    ],
    [['simulate', '@a.csv', '--denied', 'maybe'], '--denied maybe: expected one of free, charged'],
    [['simulate', '@a.csv', '--on-error', 'skp'], '--on-error skp: did you mean "skip"?'],
    [['simulate', '@a.csv', '--format', 'cvs'], '--format cvs: did you mean "csv"?'],
    [
      ['simulate', '@a.csv', '--time-unit', 'minutes'],
      '--time-unit minutes: expected one of s, ms, us, ns',
    ],
  ])('%j is refused', async (words, message) => {
    expect(await run(words)).toEqual({
      status: 2,
      out: '',
      err: `${message}\nquotasim --help lists the commands and options.\n`,
    });
  });

  test.each([
    [['--seed', '1', '--seed', '2'], '--seed is given 2 times; give it once'],
    [['--tier', 'trial', '--tier', 'trial'], '--tier is given 2 times; give it once'],
    [['-o', '@x.json', '-o', '@y.json'], '--output is given 2 times; give it once'],
    [['--time-unit', 's', '--time-unit', 'ms'], '--time-unit is given 2 times; give it once'],
    [['--model', 'a', '--model', 'b', '--model', 'c'], '--model is given 3 times; give it once'],
    [['--seed', 'abc'], '--seed: expected a number'],
    [['--burst', 'x'], '--burst: expected a number'],
    [['--burst', '0'], '--burst 0: expected a whole number of at least 1'],
    [['--burst', '1.5'], '--burst 1.5: expected a whole number of at least 1'],
  ])('%j is refused', async (words, message) => {
    const ran = await run(['simulate', '@a.csv', ...words]);
    expect(ran).toEqual({ status: 2, out: '', err: `${message}\n` });
  });
});

describe('a bug of the program', () => {
  // eslint-disable-next-line @typescript-eslint/require-await -- standard input is asynchronous
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(SMALL_TRACE);
    throw new TypeError('boom \u001b[31m');
  }

  test('ends with status 1 and asks for a report, without a stack trace', async () => {
    expect(await run(['inspect', '-'], { stdin: broken() })).toEqual({
      status: 1,
      out: '',
      err:
        'This is a bug of quotasim: boom \\u{1b}[31m\n' +
        'Please report it, with the command and, if you can, the trace. DEBUG=quotasim shows where it happened.\n',
    });
  });

  test('shows its stack trace when that is asked for', async () => {
    const { status, err } = await run(['inspect', '-'], { stdin: broken(), debug: true });
    expect(status).toBe(1);
    expect(err).toMatch(/^ +at broken /m);
  });
});

test('input errors show their stack trace only when that is asked for', async () => {
  const words = ['inspect', path('none.csv')];
  expect((await run(words)).err).toBe('none.csv: cannot read: no such file\n');
  expect((await run(words, { debug: true })).err).toMatch(/^ +at /m);
});

test('colours are used only where the shell has them', async () => {
  const words = ['simulate', '@a.csv', '--allow-unmapped'];
  const plain = await run(words);
  const coloured = await run(words, { colors: true });
  expect(plain.out).not.toContain('\u001b');
  expect(coloured.out).toContain('\u001b[');
  // eslint-disable-next-line no-control-regex -- the codes of colours
  expect(coloured.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
});
