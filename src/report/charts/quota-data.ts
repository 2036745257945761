import type { ResultLimit, ResultScenario } from '../../result/result.js';
import { MONTHS } from '../../time.js';
import { formatCount } from '../format-number.js';
import { limitRate } from '../limit-facts.js';
import { quotaWindows, worseWindow, type QuotaPoint, type QuotaWindow } from './quota-windows.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** So many windows are drawn at most. */
const MOST_WINDOWS = 31;
/** So many points are drawn at most: of the worst window, and of all others together. */
const MOST_POINTS = { worst: 96, others: 260 };
/** The label of the worst end is at most this share of a window wide on a small screen. */
const LABEL = 0.4;
/** Ends nearer to each other than this share of a window have one label. */
const APART = 0.02;

/** What a window still held. */
export interface QuotaRow extends QuotaPoint {
  /** `Thu 5 Mar`, or `Thu 5 Mar 14:00` of an hour. */
  readonly window: string;
  /** `by 12:20` */
  readonly when: string;
}

/** A window that is drawn. */
export interface QuotaWindowRow {
  readonly window: string;
  readonly used: number;
  readonly left: number;
  /** `between 12:10 and 12:20`; null where it was not used up. */
  readonly ended: string | null;
  /** The end of the bucket in which it was used up, in milliseconds since it began; null where it was not. */
  readonly at: number | null;
  /** `Thu 5 Mar, 12:20` of the first by the clock, `15:40` of the last, else empty. */
  readonly label: string;
  readonly align: 'left' | 'right';
}

/** Data sources of `reports/charts/quota.vl.json`. */
export interface QuotaData {
  readonly others: readonly QuotaRow[];
  readonly worst: readonly QuotaRow[];
  /** In order of time. */
  readonly windows: readonly QuotaWindowRow[];
  /** What the worst window has left, at its end, where none was used up. */
  readonly label: readonly (QuotaPoint & { readonly words: string })[];
  readonly limit: readonly {
    readonly limit: number;
    readonly words: string;
    readonly span: number;
  }[];
}

/** A window as a table tells it. */
export interface QuotaTableRow {
  readonly window: string;
  readonly used: number;
  readonly left: number;
  /** `between 12:10 and 12:20`; absent where it was not used up. */
  readonly ended?: string;
}

/** How a limit's windows ran down. */
export interface Quota {
  readonly data: QuotaData;
  /** Every window in which any was used, in order of time. */
  readonly table: readonly QuotaTableRow[];
  /** The one used up first by the clock, else the one most used. */
  readonly worst: QuotaTableRow;
  /** Windows used up. */
  readonly ended: number;
  /** Windows that are not drawn: less bad than those that are. */
  readonly leftOut: number;
}

/**
 * How the days (or hours) of a limit run down, laid over each other; undefined where nothing of it was used.
 * @param limit one of `quotaLimits`.
 * @param resetZone the time zone in which windows start, as in a Result's settings.
 */
export function quotaData(
  scenario: ResultScenario,
  limit: ResultLimit,
  resetZone?: string,
): Quota | undefined {
  const windows = quotaWindows(scenario, limit, resetZone);
  const drawn = windows.toSorted(worseWindow).slice(0, MOST_WINDOWS);
  const [worst, ...others] = drawn;
  if (worst === undefined) return undefined;
  const isDay = limit.windowMs === DAY_MS;
  const tell = (window: QuotaWindow): QuotaTableRow => tableRow(window, limit, isDay);
  const most = Math.floor(MOST_POINTS.others / Math.max(1, others.length)) - 3;
  return {
    data: {
      others: others.flatMap((window) => rowsOf(window, limit.windowMs, most)),
      worst: rowsOf(worst, limit.windowMs, MOST_POINTS.worst),
      windows: windowRows(drawn, limit.windowMs, tell),
      label: worst.ended === undefined ? [leftLabel(worst, tell(worst))] : [],
      limit: [{ limit: limit.limit, words: limitRate(limit), span: limit.windowMs }],
    },
    table: windows.map(tell),
    worst: tell(worst),
    ended: windows.filter(({ ended }) => ended !== undefined).length,
    leftOut: windows.length - drawn.length,
  };
}

function leftLabel({ points }: QuotaWindow, row: QuotaTableRow): QuotaData['label'][number] {
  return { ...points.at(-1)!, words: `${row.window}: ${formatCount(row.left)} left` };
}

function tableRow(window: QuotaWindow, { limit }: ResultLimit, isDay: boolean): QuotaTableRow {
  const { start, used, ended } = window;
  return {
    window: nameOf(start, isDay),
    used,
    left: limit - used,
    ...(ended === undefined ? {} : { ended: betweenWords(start, ended) }),
  };
}

/** A window's points at the ends of steps of whole buckets: at most so many, beside its first, its end and its last. */
function rowsOf({ start, points }: QuotaWindow, windowMs: number, most: number): QuotaRow[] {
  const window = nameOf(start, windowMs === DAY_MS);
  const step = stepOf(windowMs, most);
  const end = points.findIndex(({ left }) => left === 0);
  return points
    .filter(
      (point, i) =>
        i === 0 ||
        i === end ||
        i === points.length - 1 ||
        ((end === -1 || i < end) &&
          Math.floor(point.at / step) > Math.floor(points[i - 1]!.at / step)),
    )
    .map((point) => ({ ...point, window, when: `by ${clockTime(start, point.at)}` }));
}

/** The narrowest step that divides a window into at most so many. */
function stepOf(windowMs: number, most: number): number {
  const minutes = windowMs / MINUTE_MS;
  const steps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440];
  return (steps.find((one) => minutes / one <= most) ?? minutes) * MINUTE_MS;
}

/** @param windows the worst first: those used up in order of the clock, then the others. */
function windowRows(
  windows: readonly QuotaWindow[],
  windowMs: number,
  tell: (window: QuotaWindow) => QuotaTableRow,
): QuotaWindowRow[] {
  const ends = windows.flatMap(({ ended }) => (ended === undefined ? [] : [ended.to]));
  const last = ends.length - 1;
  const gap = (ends[last] ?? 0) - (ends[0] ?? 0);
  const side = (ends[0] ?? 0) < LABEL * windowMs ? 'left' : 'right';
  const isLastToo = gap > (side === 'left' ? LABEL : APART) * windowMs;
  const rows = windows.map((one, i) => {
    const { window, used, left, ended = null } = tell(one);
    const time = one.ended === undefined ? '' : clockTime(one.start, one.ended.to);
    const isFirst = i === 0 && one.ended !== undefined;
    const row: QuotaWindowRow = {
      window,
      used,
      left,
      ended,
      at: one.ended?.to ?? null,
      label: isFirst ? `${window}, ${time}` : i === last && isLastToo ? time : '',
      align: isFirst ? side : 'left',
    };
    return { start: one.start, row };
  });
  return rows.toSorted((a, b) => a.start - b.start).map(({ row }) => row);
}

function betweenWords(start: number, { from, to }: { from: number; to: number }): string {
  return `between ${clockTime(start, from)} and ${clockTime(start, to)}`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function nameOf(start: number, isDay: boolean): string {
  const date = new Date(start);
  const day = `${WEEKDAYS[date.getUTCDay()]!} ${String(date.getUTCDate())} ${MONTHS[date.getUTCMonth()]!}`;
  return isDay ? day : `${day} ${clockTime(start, 0)}`;
}

/** What the clock shows so long after a window began: `12:20`; the end of a day is `24:00`. */
function clockTime(start: number, at: number): string {
  return at === DAY_MS ? '24:00' : new Date(start + at).toISOString().slice(11, 16);
}
