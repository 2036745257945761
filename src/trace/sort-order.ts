/** The order that sorts the first `length` values stably; undefined if they never fall. */
export function sortOrder(values: Float64Array, length: number): Uint32Array | undefined {
  let sorted = true;
  for (let i = 1; sorted && i < length; i++) sorted = values[i - 1]! <= values[i]!;
  if (sorted) return undefined;
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = i;
  return order.sort((a, b) => values[a]! - values[b]! || a - b);
}
