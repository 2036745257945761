import { randomLogNormal } from 'd3-random';
import { InputError } from '../../errors.js';
import { namedStream } from '../../random.js';
import type { AppScopedName } from '../../trace/columns.js';
import { createDraws } from './draws.js';
import type { Population, Workload } from '../profile/workload.js';

/** Everybody there is: the users of all populations, each with a weight and its ad accounts. */
export interface Cast {
  readonly apps: readonly string[];
  readonly users: readonly AppScopedName[];
  /** The accounts of all populations, and for each app one called `default`, for requests that address none. */
  readonly adAccounts: readonly AppScopedName[];
  /** In the order of the workload's populations. */
  readonly populations: readonly CastPopulation[];
}

/** The users of one population, by their place in it. */
export interface CastPopulation {
  /** Index of its first user in `Cast.users`; the others follow. */
  readonly firstUser: number;
  /** 1 on average. */
  readonly weight: Float64Array;
  /** Index of each user's first ad account in `Cast.adAccounts`; its others follow. */
  readonly firstAccount: Uint32Array;
  readonly accounts: Uint32Array;
  /** Index of its app's `default` ad account. */
  readonly defaultAccount: number;
}

/** Names all users and ad accounts, and draws what differs from user to user. @throws InputError if there are too many. */
export function createCast(workload: Workload, seed: number): Cast {
  const users: AppScopedName[] = [];
  const adAccounts: AppScopedName[] = workload.apps.map((_, app) => ({ app, name: 'default' }));
  let all = 0;
  for (const [index, population] of workload.populations.entries()) {
    all += population.users;
    refuseMany('users', all, `/populations/${index}/users`);
  }
  const populations = workload.populations.map((population, index) => {
    const { name, app, users: count } = population;
    const firstUser = users.length;
    for (let k = 1; k <= count; k++) users.push({ app, name: `${name}-${k}` });
    const weight = weightsOf(population, seed);
    return {
      firstUser,
      weight,
      defaultAccount: app,
      ...addAccounts(population, index, seed, adAccounts),
    };
  });
  return { apps: workload.apps, users, adAccounts, populations };
}

/** The weight of each user of a population. Zipf's weights have the mean 1 exactly, drawn ones on average. */
export function weightsOf({ name, users, activity }: Population, seed: number): Float64Array {
  const weights = new Float64Array(users).fill(1);
  if (activity.kind === 'zipf') {
    for (let k = 0; k < users; k++) weights[k] = (k + 1) ** -activity.exponent;
    const mean = weights.reduce((sum, weight) => sum + weight, 0) / users;
    for (let k = 0; k < users; k++) weights[k]! /= mean;
  }
  if (activity.kind === 'log_normal') {
    const { sigma } = activity;
    for (let k = 0; k < users; k++) {
      const stream = namedStream(seed, 'weight', name, k + 1);
      weights[k] = randomLogNormal.source(stream)(-(sigma ** 2) / 2, sigma)();
    }
  }
  return weights;
}

function addAccounts(
  { name, app, users, adAccounts }: Population,
  index: number,
  seed: number,
  all: AppScopedName[],
): Pick<CastPopulation, 'firstAccount' | 'accounts'> {
  const firstAccount = new Uint32Array(users);
  const accounts = new Uint32Array(users);
  const grow = (count: number): void => {
    refuseMany('ad accounts', all.length + count, `/populations/${index}/ad_accounts`);
  };
  if (adAccounts.kind === 'shared') {
    grow(adAccounts.count);
    firstAccount.fill(all.length);
    accounts.fill(adAccounts.count);
    for (let j = 1; j <= adAccounts.count; j++) all.push({ app, name: `${name}-shared-${j}` });
    return { firstAccount, accounts };
  }
  const { each } = adAccounts;
  if (each.kind === 'constant') grow(users * each.value);
  for (let k = 0; k < users; k++) {
    firstAccount[k] = all.length;
    accounts[k] =
      each.kind === 'constant'
        ? each.value
        : createDraws(namedStream(seed, 'ad accounts', name, k + 1)).sample(each);
    grow(accounts[k]!);
    for (let j = 1; j <= accounts[k]!; j++) all.push({ app, name: `${name}-${k + 1}-${j}` });
  }
  return { firstAccount, accounts };
}

/** So many names take some gigabytes of memory. */
const MOST_NAMES = 1e7;

function refuseMany(what: string, count: number, pointer: string): void {
  if (count <= MOST_NAMES) return;
  throw new InputError(
    `there are more than ${MOST_NAMES.toLocaleString('en-US')} ${what} in all; give fewer, or model a part of them`,
    { location: { pointer } },
  );
}
