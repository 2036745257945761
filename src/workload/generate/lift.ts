import type { Workload } from '../profile/workload.js';

/** By what a source's rate is multiplied at an instant on a local date. */
export type Lift = (at: number, date: string) => number;

/** The product of a source's growth, launches and holidays. */
export function createLift(workload: Workload, source: number): Lift {
  const { growth } = workload.sources[source]!;
  const launches = workload.launches.filter(({ sources }) => sources.includes(source));
  const holidays = workload.holidays.filter(({ sources }) => sources.includes(source));
  return (at, date) => {
    let factor = growth === null ? 1 : (1 + growth.by) ** ((at - workload.start) / growth.per);
    for (const launch of launches) {
      const since = at - launch.at;
      if (since < 0 || since >= launch.length + launch.fade) continue;
      const faded = since < launch.length ? 0 : (since - launch.length) / launch.fade;
      factor *= launch.factor + (1 - launch.factor) * faded;
    }
    for (const { from, to, factor: ofDay } of holidays) {
      if (from <= date && date <= to) factor *= ofDay;
    }
    return factor;
  };
}
