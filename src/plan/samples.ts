import { kindOf, limitRoutes } from '../engine/limit-plan.js';
import type { RateModel, Tier } from '../model/rate-model.js';
import type { Names } from '../trace/columns.js';
import type { Sample } from './metrics.js';
import { sampleOf, type MeasuredRun } from './sample.js';
import type { Selector } from './threshold.js';

/** The samples of a run that thresholds look at. */
export interface Samples {
  /** Some of the requests; all of them if no selector is given. */
  of(selector?: RequestSelector): Sample;
  /** The requests of each user. */
  byUser(): readonly Sample[];
}

/** A selector of requests, rather than of users. */
export type RequestSelector = Exclude<Selector, { readonly key: 'user' }>;

/** The samples of a run whose requests' fates are known. */
export function samplesOf(run: MeasuredRun, model: RateModel): Samples {
  const { columns, tier } = run;
  return {
    of(selector) {
      if (selector === undefined) return sampleOf(run);
      const { category, flags, length } = columns;
      const selects = selectedKinds(columns.names, model, tier, selector);
      const seqs = new Uint32Array(length);
      let count = 0;
      for (let seq = 0; seq < length; seq++) {
        if (selects[kindOf(category[seq]!, flags[seq]!)] === 1) seqs[count++] = seq;
      }
      return sampleOf(run, seqs.subarray(0, count));
    },
    byUser() {
      const seqsByUser: number[][] = columns.names.users.map(() => []);
      for (let seq = 0; seq < columns.length; seq++) seqsByUser[columns.user[seq]!]!.push(seq);
      return seqsByUser.map((seqs) => sampleOf(run, Uint32Array.from(seqs)));
    },
  };
}

/** By kind of request: 1 where a selector looks at it. */
export function selectedKinds(
  names: Names,
  model: RateModel,
  tier: Tier,
  selector: RequestSelector,
): Uint8Array {
  const routes = limitRoutes(names, model, tier);
  if (selector.key === 'limit') {
    const k = tier.limits.findIndex(({ id }) => id === selector.limit);
    return Uint8Array.from(routes, (route) => (route.includes(k) ? 1 : 0));
  }
  const from = kindOf(names.categories.indexOf(selector.category), 0);
  return new Uint8Array(routes.length).fill(1, from, from + kindOf(1, 0));
}
