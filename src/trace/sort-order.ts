import type { Growable } from './growable.js';

/** The order that sorts the values stably; undefined if they never fall. */
export function sortOrder(values: Growable<Float64Array>): Uint32Array | undefined {
  let sorted = true;
  for (let i = 1; sorted && i < values.length; i++) sorted = values.get(i - 1) <= values.get(i);
  if (sorted) return undefined;
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  return order.sort((a, b) => values.get(a) - values.get(b) || a - b);
}
