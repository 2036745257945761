/**
 * The p-th percentile by nearest rank: the ⌈p·n⌉-th smallest value.
 * @param sorted in rising order; must not be empty.
 * @param permille the share p in thousandths, so that the rank is exact.
 */
export function nearestRank(sorted: Float64Array, permille: number): number {
  const rank = Math.max(1, Math.ceil((permille * sorted.length) / 1000));
  return sorted[rank - 1]!;
}
