/** Widths of a chart's buckets, in seconds: parts of a minute, an hour, a day, then days. */
const WIDTHS_S = [
  1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  864_000, 8_640_000, 86_400_000,
];

/** At most so many buckets are drawn, so that each is at least a pixel wide on a telephone. */
export const MOST_BUCKETS = 240;

/** A bucket of a chart: milliseconds since the epoch, and which buckets of the series it holds. */
export interface ChartBucket {
  readonly start: number;
  readonly end: number;
  /** Index of its first bucket in the series. */
  readonly from: number;
  /** Index past its last. */
  readonly to: number;
}

/**
 * Gathers the buckets of a series into at most `MOST_BUCKETS` wider ones, aligned to the epoch.
 * @param start of the series' first bucket, milliseconds since the epoch.
 * @param bucketMs width of the series' buckets.
 * @param length how many they are.
 */
export function rebin(start: number, bucketMs: number, length: number): ChartBucket[] {
  const width = chartWidth(start, bucketMs, length);
  const first = Math.floor(start / width);
  const count =
    length === 0 ? 0 : Math.floor((start + (length - 1) * bucketMs) / width) - first + 1;
  return Array.from({ length: count }, (_, i) => {
    const at = (first + i) * width;
    const index = (time: number) => Math.min(Math.max((time - start) / bucketMs, 0), length);
    return { start: at, end: at + width, from: index(at), to: index(at + width) };
  });
}

function chartWidth(start: number, bucketMs: number, length: number): number {
  const end = start + length * bucketMs;
  const fits = (width: number) =>
    width % bucketMs === 0 && Math.ceil(end / width) - Math.floor(start / width) <= MOST_BUCKETS;
  return WIDTHS_S.map((seconds) => seconds * 1000).find(fits) ?? bucketMs * length;
}
