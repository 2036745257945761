import type { Result, ResultLimit, ResultScenario } from '../../result/result.js';
import { zoneClock } from '../zone-clock.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Windows of a trace shorter than this are hours rather than days. */
const SHORT_MS = 2 * DAY_MS;

/** A window needs so many buckets of the series at least, so that it can be told when it was used up. */
const LEAST_BUCKETS = 4;

/** What a window still holds at the end of a bucket. */
export interface QuotaPoint {
  /** Milliseconds since the window began, by the clocks that it begins by. */
  readonly at: number;
  /** The limit less the largest use so far. */
  readonly left: number;
}

/** A day, or an hour, of a limit: of its busiest scope tuple. */
export interface QuotaWindow {
  /** When it began, as its clocks showed it, in milliseconds since the epoch as if they were those of UTC. */
  readonly start: number;
  /** The largest use. */
  readonly used: number;
  readonly points: readonly QuotaPoint[];
  /** The bucket in which it was used up, from its start to its end, in milliseconds since the window began; absent where it was not. */
  readonly ended?: { readonly from: number; readonly to: number };
}

/**
 * The limits whose windows can be drawn as they run down: fixed windows of a day, or of an hour in a trace shorter
 * than two days. Those that throttled, most first; else the one that came closest.
 */
export function quotaLimits(
  scenario: ResultScenario,
  { start, end }: Pick<Result['trace'], 'start' | 'end'>,
): ResultLimit[] {
  const { algorithm, limits, series } = scenario;
  if (algorithm !== 'fixed-window') return [];
  const windowMs = Date.parse(end) - Date.parse(start) < SHORT_MS ? HOUR_MS : DAY_MS;
  if (series.bucketMs * LEAST_BUCKETS > windowMs) return [];
  const candidates = limits.filter(
    (limit) =>
      limit.windowMs === windowMs && limit.peakUse > 0 && Object.hasOwn(series.limits, limit.id),
  );
  const binding = candidates.filter(({ throttled }) => throttled > 0);
  if (binding.length > 0) return binding.toSorted((a, b) => b.throttled - a.throttled);
  return candidates.toSorted((a, b) => b.peakUse / b.limit - a.peakUse / a.limit).slice(0, 1);
}

/**
 * How each window of a limit ran down, in order of time, those that were used at all. Use is known at the end of each
 * bucket of the series; a bucket belongs to the window in which it starts.
 * @param resetZone the time zone in which windows start, as in a Result's settings.
 */
export function quotaWindows(
  { series }: ResultScenario,
  { id, limit, windowMs }: ResultLimit,
  resetZone?: string,
): QuotaWindow[] {
  const { bucketMs } = series;
  const uses = series.limits[id] ?? [];
  const clock = zoneClock(resetZone);
  const windows = new Map<number, QuotaPoint[]>();
  const first = Date.parse(series.start);
  for (const [i, use] of uses.entries()) {
    const time = first + i * bucketMs;
    const local = time + clock(time);
    const start = Math.floor(local / windowMs) * windowMs;
    const points = windows.get(start) ?? [{ at: local - start, left: limit }];
    const at = Math.min(local - start + bucketMs, windowMs);
    points.push({ at, left: Math.max(0, Math.min(points.at(-1)!.left, limit - use)) });
    windows.set(start, points);
  }
  return [...windows].flatMap(([start, points]): QuotaWindow[] => {
    const used = limit - points.at(-1)!.left;
    const end = points.findIndex(({ left }) => left === 0);
    if (used === 0) return [];
    const ended =
      end === -1 ? {} : { ended: { from: points[end]!.at - bucketMs, to: points[end]!.at } };
    return [{ start, used, points, ...ended }];
  });
}

/** Whether a window ran down sooner than another, or further: less than 0 if so. */
export function worseWindow(a: QuotaWindow, b: QuotaWindow): number {
  const endOf = ({ ended }: QuotaWindow): number => ended?.to ?? Infinity;
  return endOf(a) === endOf(b) ? b.used - a.used : endOf(a) - endOf(b);
}
