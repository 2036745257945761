import { describe, expect, test } from 'vitest';
import type { Calibration } from '../../src/calibrate/calibration.js';
import { expectValidCalibration } from '../calibrate/expect-valid-calibration.js';
import { createWorkbench, SMALL_MODEL } from './workbench.js';

/** Two searches a second, of which the provider lets ten through: the paid tier. */
const LOG = [
  'timestamp,category,user,status,limit,left,reset',
  ...Array.from({ length: 40 }, (_, i) => {
    const second = String(Math.floor(i / 2)).padStart(2, '0');
    const left = 10 - ((i % 2) + 1);
    return `2026-01-01T00:00:${second}.${i % 2 === 0 ? '1' : '5'}Z,search,ann,200,"10, 30;w=1;name=""universal"", 10;w=1;name=""search""",${left},1`;
  }),
  '',
].join('\n');

/** Saves that the provider counts in a bucket of 30, one a minute, each gone within a second: no window is to be seen. */
const BUCKET = [
  'timestamp,category,user,status,limit,left,reset',
  ...Array.from({ length: 60 }, (_, i) => {
    const minute = String(i).padStart(2, '0');
    return `2026-01-01T00:${minute}:00.5Z,save,ann,200,30,29,1`;
  }),
  '',
].join('\n');

/** A search a second against ten a second, of which the headers say no window. */
const PAID = [
  'timestamp,category,user,status,limit,left,reset',
  ...Array.from({ length: 40 }, (_, i) => {
    const second = String(i).padStart(2, '0');
    return `2026-01-01T00:00:${second}.5Z,search,ann,200,10,9,1`;
  }),
  '',
].join('\n');

const MAP = 'ratelimit_limit=limit,ratelimit_remaining=left,ratelimit_reset=reset';

/** Two searches a second, of which the provider lets one through. */
const REFUSED = LOG.replaceAll('.5Z,search,ann,200', '.5Z,search,ann,429');

const { run, read, write, path, files } = createWorkbench({
  'refused.csv': REFUSED,
  'm.yaml': SMALL_MODEL,
  'log.csv': LOG,
  'bucket.csv': BUCKET,
  'paid.csv': PAID,
  'bare.csv': 'timestamp,category\n2026-01-01T00:00:00Z,search\n',
});

const calibrate = (words: readonly string[]) =>
  run(['calibrate', '--model', path('m.yaml'), ...words]);
const words = (out: string): string => out.replace(/\s+/g, ' ');

describe('calibrate', () => {
  test('says where the model differs from what was recorded, and what to do', async () => {
    const { status, out, err } = await calibrate(['@log.csv', '--map', MAP]);
    expect([status, err]).toEqual([0, '']);
    expect(words(out)).toContain(
      'log.csv against small, free (fixed-window, refused requests free)',
    );
    expect(words(out)).toContain('No answer was a 429; the model predicts 20 that did not come.');
    expect(words(out)).toContain('The model says 1 and the headers say 10');
    expect(words(out)).toContain('--limit free.search=10');
    expect(words(out)).toContain('recorded admitted 20 20');
  });

  test('says that a model is right', async () => {
    const { out } = await calibrate(['@log.csv', '--map', MAP, '--tier', 'paid']);
    expect(words(out)).toContain('None of 40 answers was a 429, and the model predicts none.');
    expect(words(out)).toContain('search: The headers say 10, as the model does (40 answers).');
    expect(words(out)).toContain('What remains is what the model says at each of 40 answers.');
    expect(out).not.toContain('What differs');
  });

  test('prints the document and nothing else with --json, the same each time', async () => {
    const json = ['@log.csv', '--map', MAP, '--json', '--used', 'free.search=1'];
    const { out, err } = await calibrate(json);
    expect(err).toBe('');
    const calibration = JSON.parse(out) as Calibration;
    expectValidCalibration(calibration);
    expect(calibration).toMatchObject({ tier: 'free', settings: { used: ['free.search=1'] } });
    expect((await calibrate(json)).out).toBe(out);
  });

  test('writes a model with what was observed, which lints and then agrees', async () => {
    const { err } = await calibrate(['@log.csv', '--map', MAP, '-o', path('found.yaml')]);
    expect(err).toBe('wrote found.yaml\n');
    expect(read('found.yaml')).toContain('# - free.search: limit 10, in place of 1.');
    expect(read('found.yaml')).toContain(
      'title: Rate limit headers observed in log.csv, 2026-01-01 to 2026-01-01',
    );
    expect((await run(['model', 'lint', path('found.yaml')])).status).toBe(0);
    const again = await run(['calibrate', '@log.csv', '--map', MAP, '--model', path('found.yaml')]);
    expect(again.out).not.toContain('What differs');
  });

  test('leaves a quota that another tier has to that tier', async () => {
    const { out } = await calibrate(['@paid.csv', '--map', MAP, '-o', path('left.yaml')]);
    expect(words(out)).toContain('Perhaps another tier was recorded: --tier paid.');
    expect(read('left.yaml')).toContain('is not written: paid has it, use --tier paid.');
    expect(read('left.yaml')).not.toContain('source: observed');
  });

  test('writes a quota that no limit is as a limit of its own, whichever other tier has its figure', async () => {
    const limits = '"10, 10;w=1;name=""search"", 1;w=1;name=""free"", 30;w=60;name=""minute"""';
    write('two.csv', LOG.replaceAll(/"10, .*?1;name=""search"""/g, limits));
    const { out } = await calibrate(['@two.csv', '--map', MAP, '-o', path('two.yaml')]);
    expect(words(out)).toContain('The model says 1 and the headers say 10');
    expect(words(out)).not.toContain('The headers say 1, as the model does');
    expect(words(out)).toContain(
      'minute, 30 in 1m: The headers of 40 answers speak of a quota that no limit of free is.',
    );
    expect(read('two.yaml')).toContain(
      '# - free: a limit of 30, which no limit was (minute, 30 in 1m).',
    );
    expect(read('two.yaml')).toMatch(/- id: minute\n +applies_to: all\n +limit: 30\n +window: 1m/);
    expect((await run(['model', 'lint', path('two.yaml')])).status).toBe(0);
    const again = ['calibrate', '@two.csv', '--map', MAP, '--model', path('two.yaml')];
    expect(words((await run(again)).out)).not.toContain('no limit of free is');
  });

  test('writes no figure of a window that cannot be told', async () => {
    const { out } = await calibrate(['@bucket.csv', '--map', MAP, '-o', path('bucket.yaml')]);
    expect(words(out)).toContain('Its length cannot be told');
    expect(read('bucket.yaml')).toContain(
      '# - free.universal: limit 3 stands; the headers say 30, of a window that cannot be told.',
    );
    expect(read('bucket.yaml')).not.toContain('source: observed');
  });

  test('writes the table of operations beside a model that has one', async () => {
    const trace = ['@log.csv', '--map', `${MAP},category=constant:org_read`];
    const { status } = await run(['calibrate', ...trace, '-q', '-o', path('pins.yaml')]);
    expect(status).toBe(0);
    expect(files()).toContain('pins.operations.json');
    const lint = await run(['model', 'lint', path('pins.yaml'), '--json']);
    expect(lint.status).toBe(0);
  });
});

test('recorded 429s bring no advice that calibrate itself refuses', async () => {
  const { out, err } = await calibrate(['@refused.csv']);
  expect(words(out)).toContain('Each of the 20 recorded 429s is predicted, and no other.');
  expect(out + err).not.toContain('--demand');
});

describe('answers 304', () => {
  /** A call a second, each second one answered 304, at which the counter may fall. */
  const calls = (falls: boolean): string => {
    let left = 5000;
    const rows = Array.from({ length: 20 }, (_, i) => {
      const isNotModified = i % 2 === 1;
      if (!isNotModified || falls) left--;
      const second = String(i).padStart(2, '0');
      return `2026-01-01T00:00:${second}Z,core,ann,${isNotModified ? 304 : 200},5000,${left},1767229200`;
    });
    return ['timestamp,category,user,status,limit,left,reset', ...rows, ''].join('\n');
  };
  const said = async (file: string): Promise<string> => {
    const model = ['--model', 'github-rest', '--tier', 'authenticated'];
    return words((await run(['calibrate', file, ...model, '--map', MAP])).out);
  };

  test('that leave the counter where it was are told', async () => {
    write('free.csv', calls(false));
    expect(await said('@free.csv')).toContain(
      'core: Of 10 answers 304, 10 left the counter where it was: the provider does not count them, and the model does.',
    );
  });

  test('that count like others are not', async () => {
    write('counted.csv', calls(true));
    expect(await said('@counted.csv')).not.toContain('304');
  });
});

describe('what calibrate refuses', () => {
  test.each([
    ['a trace without answers', ['@bare.csv'], 'no status and no rate limit header was recorded'],
    ['a tier that there is not', ['@log.csv', '--tier', 'pad'], 'did you mean "paid"?'],
    ['a model under another ending', ['@log.csv', '-o', 'x.json'], 'a model is written as .yaml'],
    ['retries as one', ['@log.csv', '--demand'], '--demand does not go with calibrate'],
    ['a limit that there is not', ['@log.csv', '--limit', 'free.x=1'], 'no limit "x" in tier free'],
  ])('%s', async (_, args, message) => {
    const { status, out, err } = await calibrate(args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('a model that would be written over the one that is read', async () => {
    const { status, err } = await calibrate(['@log.csv', '-o', path('m.yaml')]);
    expect(status).toBe(2);
    expect(err).toContain('it would be written over what is read');
  });
});
