/** Widths of a chart's buckets, in seconds: parts of a minute, an hour, a day, then days. */
const WIDTHS_S = [
  1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  864_000, 8_640_000, 86_400_000,
];

/** At most so many buckets are drawn, so that each is at least a pixel wide on a telephone. */
export const MOST_BUCKETS = 240;

/** What part of a series is drawn, and how finely. */
export interface SeriesView {
  /** Milliseconds since the epoch: buckets that end at or before it are left out. */
  readonly from?: number;
  /** Milliseconds since the epoch: buckets that start at or after it are left out. */
  readonly to?: number;
  /** The most buckets that may be drawn; `MOST_BUCKETS` if absent. */
  readonly most?: number;
}

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
 * Gathers the buckets of a series, or of a part of it, into few wider ones, aligned to the epoch.
 * @param start of the series' first bucket, milliseconds since the epoch.
 * @param bucketMs width of the series' buckets.
 * @param length how many they are.
 */
export function rebin(
  start: number,
  bucketMs: number,
  length: number,
  { from = -Infinity, to = Infinity, most = MOST_BUCKETS }: SeriesView = {},
): ChartBucket[] {
  const first = Math.max(0, Math.floor((from - start) / bucketMs));
  const last = Math.min(length, Math.ceil((to - start) / bucketMs));
  if (first >= last) return [];
  const [begin, end] = [start + first * bucketMs, start + last * bucketMs];
  const width = chartWidth(begin, end, bucketMs, most);
  const place = Math.floor(begin / width);
  const index = (time: number) => Math.min(Math.max((time - start) / bucketMs, first), last);
  return Array.from({ length: Math.floor((end - bucketMs) / width) - place + 1 }, (_, i) => {
    const at = (place + i) * width;
    return { start: at, end: at + width, from: index(at), to: index(at + width) };
  });
}

/** The narrowest width that holds whole buckets and gives at most so many. */
function chartWidth(begin: number, end: number, bucketMs: number, most: number): number {
  const fits = (width: number) =>
    width % bucketMs === 0 && Math.ceil(end / width) - Math.floor(begin / width) <= most;
  return (
    WIDTHS_S.map((seconds) => seconds * 1000).find(fits) ??
    bucketMs * Math.ceil((end - begin) / bucketMs)
  );
}
