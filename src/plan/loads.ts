import type { Columns } from '../trace/columns.js';
import { selectSpan } from '../trace/select.js';
import { synthesize } from '../workload/generate/synthesize.js';
import { changeLoad } from './advice/load-change.js';
import { growths } from './growth/growths.js';
import type { LoadSpec, PlanContext } from './job.js';

/** Makes the requests of a load; the ones made last are kept, since many runs in a row share them. */
export function createLoads(context: PlanContext): (load: LoadSpec) => Columns {
  const { origin, model, growth } = context;
  const today = keepLast((seed: number): Columns => {
    if (origin.kind === 'trace') return origin.columns;
    return selectSpan(synthesize(origin.workload, { model, seed }), origin.from, origin.to);
  });
  const make = ({ seed, grown, changed }: LoadSpec): Columns => {
    const columns = today(seed);
    const more =
      grown === undefined ? columns : growths[grown.by].grow(columns, grown.factor, growth, seed);
    return changed === undefined ? more : changeLoad(more, changed);
  };
  return keepLast(make);
}

/** The function, except that an argument equal to the last one gets the same answer at once. */
function keepLast<A, B>(make: (argument: A) => B): (argument: A) => B {
  let last: { readonly key: string; readonly value: B } | undefined;
  return (argument) => {
    const key = JSON.stringify(argument);
    if (last?.key !== key) last = { key, value: make(argument) };
    return last.value;
  };
}
