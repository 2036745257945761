import type { GrowthName } from '../../result/plan.js';
import type { Columns } from '../../trace/columns.js';

/** How copies are made. Durations in whole microseconds. */
export interface GrowthSettings {
  /** `users`: the width of the span from which the shift of each clone's clock is drawn; 0 leaves clones in step. */
  readonly userSpread: number;
  /** `users`: what shifts are whole multiples of. */
  readonly userStep: number;
  /** `rate`: the width of the span from which the shift of each copy is drawn; 0 puts copies upon their originals. */
  readonly rateSpread: number;
  /** `users`: whether clones use the ad accounts of those they were cloned from, rather than their own. */
  readonly sharedAdAccounts: boolean;
}

/** One way for a load to grow. Loads are nested: a request present at one factor is present at every larger one. */
export interface Growth {
  readonly name: GrowthName;
  /** Today's load by a factor > 0; below 1, less of it. */
  grow(columns: Columns, factor: number, settings: GrowthSettings, seed: number): Columns;
}
