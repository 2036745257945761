import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { drop } from '../../src/engine/client-drop.js';
import { limitDemands } from '../../src/engine/required-limit.js';
import { parseYaml } from '../../src/model/parse-yaml.js';
import type { Limit } from '../../src/model/rate-model.js';
import { DAY } from '../../src/time.js';
import { FLAG_CONVERSION, FLAG_TEST } from '../../src/trace/columns.js';
import type { WorkloadColumns } from '../../src/workload/generate/generate-workload.js';
import { parseWorkload } from '../../src/workload/profile/parse-workload.js';
import { synthesize } from '../../src/workload/generate/synthesize.js';
import { workloadWarnings } from '../../src/workload/generate/workload-warnings.js';
import type { Workload } from '../../src/workload/profile/workload.js';
import { loadModel } from '../model/shipped-models.js';

const FOLDER = new URL('../../traces/', import.meta.url);
const ENDING = '.workload.yaml';
const PROFILES = readdirSync(FOLDER)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length));

const model = loadModel('pinterest-v5.yaml');
const [trial, standard] = model.tiers;

function readText(name: string): string {
  return readFileSync(new URL(name, FOLDER), 'utf8');
}

function load(name: string): Workload {
  const file = `${name}${ENDING}`;
  const { document, lineOf } = parseYaml(readText(file), file);
  return parseWorkload(document, { file, lineOf });
}

const made = new Map<string, WorkloadColumns>();

/** What a profile makes of seed 1. */
function make(name: string): WorkloadColumns {
  const columns = made.get(name) ?? synthesize(load(name), { model, seed: 1 });
  made.set(name, columns);
  return columns;
}

/** The limits of a tier, each with the most that it is asked for in fixed windows. */
function demands(columns: WorkloadColumns, tier = standard!): { limit: Limit; most: number }[] {
  const settings = { algorithm: model.algorithm, denied: model.denied, client: drop() };
  return limitDemands(columns, model, tier, settings).map(({ requiredLimit }, k) => ({
    limit: tier.limits[k]!,
    most: requiredLimit!,
  }));
}

function suffices(columns: WorkloadColumns, tier: typeof standard): boolean {
  return demands(columns, tier).every(({ limit, most }) => most <= limit.limit);
}

/** The category limit that is used up most. */
function closest(columns: WorkloadColumns): { limit: Limit; most: number } {
  const [first] = demands(columns)
    .filter(({ limit }) => limit.id !== 'universal' && limit.id !== 'ads_conversions_test')
    .sort((a, b) => b.most / b.limit.limit - a.most / a.limit.limit);
  return first!;
}

function categories(columns: WorkloadColumns): Set<string> {
  const present = new Set(columns.category);
  return new Set(columns.names.categories.filter((_, index) => present.has(index)));
}

/** Requests of each UTC day that a limit applies to. */
function limitedPerDay(columns: WorkloadColumns): Map<string, number> {
  const days = new Map<string, number>();
  for (let i = 0; i < columns.length; i++) {
    if (columns.flags[i] === FLAG_CONVERSION) continue;
    const day = new Date((Math.floor(columns.timestamp[i]! / DAY) * DAY) / 1000);
    const name = day.toISOString().slice(0, 10);
    days.set(name, (days.get(name) ?? 0) + 1);
  }
  return days;
}

function bytesOf({ timestamp, user, adAccount, operation, flags }: WorkloadColumns): Buffer {
  return Buffer.concat(
    [timestamp, user, adAccount, operation, flags].map((column) =>
      Buffer.from(column.buffer, column.byteOffset, column.byteLength),
    ),
  );
}

/** The README's line of a profile, with single spaces. */
function readmeRow(name: string): string | undefined {
  const lines = readText('README.md').replace(/ +/g, ' ').split('\n');
  return lines.find((line) => line.startsWith(`| \`${name}\` |`));
}

function digits(count: number): string {
  return count.toLocaleString('en-US');
}

test('there is a profile for each kind of integration', () => {
  expect(PROFILES.sort()).toEqual([
    'ads-reporting',
    'agency',
    'catalogue-sync',
    'conversions',
    'dashboard',
    'indie-app',
    'pin-publisher',
  ]);
});

describe.each(PROFILES)('%s', (name) => {
  test('is named like its file, and lasts a week from a Monday', () => {
    const workload = load(name);
    expect(workload.name).toBe(name);
    expect(workload.length).toBe(7 * DAY);
    expect(new Date(`${workload.startDate}T00:00Z`).getUTCDay()).toBe(1);
  });

  test('makes the same bytes from a seed every time, and others from another seed', () => {
    const first = bytesOf(make(name));
    const [again, other] = [1, 2].map((seed) => bytesOf(synthesize(load(name), { model, seed })));
    expect(again!.equals(first)).toBe(true);
    expect(other!.equals(first)).toBe(false);
  });

  test('calls operations of the model alone', () => {
    const { operations, category } = make(name);
    expect(operations.flatMap(({ unmappedName }) => unmappedName ?? [])).toEqual([]);
    expect(category.includes(0)).toBe(false);
  });

  test('gives no warning', () => {
    expect(workloadWarnings(load(name), model)).toEqual([]);
  });

  test('sends something from each of its sources', () => {
    const { source, sources } = make(name);
    expect(new Set(source).size).toBe(sources.length);
  });

  test('stands in the README with its figures and the access it needs', () => {
    const columns = make(name);
    const busiestDay = demands(columns, trial).find(({ limit }) => limit.id === 'universal')!;
    const { limit, most } = closest(columns);
    const row = [
      `\`${name}\``,
      digits(columns.length),
      digits(busiestDay.most),
      `\`${limit.id}\` ${digits(most)} of ${digits(limit.limit)}`,
      suffices(columns, trial) ? 'trial' : 'standard',
    ].join(' | ');
    expect(readmeRow(name)).toBe(`| ${row} |`);
  });

  test('fits standard access', () => {
    expect(suffices(make(name), standard)).toBe(true);
  });
});

/** The profiles whose users are unequal, with a job of theirs. */
const UNEQUAL_JOBS = ['conversions'];

test.each(PROFILES)(
  'every job of %s runs once for each user, unless the README says otherwise',
  (name) => {
    const { populations, sources } = load(name);
    const unequal = sources.some(
      ({ clock, population }) =>
        clock.kind === 'jobs' && populations[population]!.activity.kind !== 'equal',
    );
    expect(unequal).toBe(UNEQUAL_JOBS.includes(name));
  },
);

describe('what the README says of single profiles', () => {
  test('agency has all twelve categories, and is the largest', () => {
    const agency = make('agency');
    const known = model.categories.map((category) => category.name);
    expect([...categories(agency)].sort()).toEqual(known.toSorted());
    for (const name of PROFILES) expect(make(name).length).toBeLessThanOrEqual(agency.length);
  });

  test('no category of the small app comes near its own daily limit', () => {
    const shares = demands(make('indie-app'), trial).map(({ limit, most }) => most / limit.limit);
    expect(Math.max(...shares)).toBeLessThan(0.25);
  });

  test('conversions exceed trial access from Thanksgiving to the day after Black Friday alone', () => {
    const days = [...limitedPerDay(make('conversions'))].filter(([, count]) => count > 1000);
    expect(days).toEqual([
      ['2026-11-26', 1024],
      ['2026-11-27', 2176],
      ['2026-11-28', 1389],
    ]);
  });

  test('conversions are sent with both tokens, and some are tests', () => {
    const { flags } = make('conversions');
    const counts = [0, FLAG_TEST, FLAG_CONVERSION].map(
      (wanted) => flags.filter((flag) => flag === wanted).length,
    );
    expect(counts).toEqual([7420, 120, 12375]);
  });

  test('looking at feeds is two thirds of what the catalogues send', () => {
    const { source, sources, length } = make('catalogue-sync');
    const feeds = sources.indexOf('feed-registered');
    const looks = source.filter((index) => index === feeds).length;
    expect(looks).toBe(7 * 864);
    expect(looks / length).toBeCloseTo(2 / 3, 1);
  });

  test('the dashboard exceeds trial access on Monday alone', () => {
    const days = [...limitedPerDay(make('dashboard'))].filter(([, count]) => count > 1000);
    expect(days).toEqual([['2026-03-30', 1091]]);
  });
});
