import type { ResultQuarters, ResultScenario, ResultTrace } from '../../result/result.js';
import { formatCount } from '../format-number.js';
import { printable } from '../printable.js';
import { zoneClock } from '../zone-clock.js';

/** So many categories have a row of their own. */
const MOST_CATEGORIES = 12;

const QUARTER_MS = 900_000;
const WEEK_MS = 604_800_000;
/** A zone's clocks are looked at so many times in a trace, at most. */
const MOST_LOOKS = 500;

/** Whose hours a day is told in. */
export interface HoursOf {
  /** `UTC`, or an IANA time zone. */
  readonly zone: string;
  /** How far its clocks are ahead of UTC when the trace starts, in milliseconds. */
  readonly offsetMs: number;
  /** Whether they change within the trace, so that the hours of a part of it are others. */
  readonly changes: boolean;
}

/** The hours of a zone for a trace. @param zone of the IANA database; UTC if absent. @throws RangeError if there is no such zone. */
export function hoursOf({ start, end }: Pick<ResultTrace, 'start' | 'end'>, zone = 'UTC'): HoursOf {
  const clock = zoneClock(zone);
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const offsetMs = clock(from);
  const step = Math.max(WEEK_MS, (to - from) / MOST_LOOKS);
  let changes = clock(to) !== offsetMs;
  for (let time = from; time < to && !changes; time += step) changes = clock(time) !== offsetMs;
  return { zone, offsetMs, changes };
}

/** A category in an hour of the day, all days of the trace together. */
export interface HeatMapRow {
  /** Fit to be shown. */
  readonly category: string;
  /** 0 to 23, of the zone's clocks. */
  readonly hour: number;
  /** `09:00–10:00 UTC` */
  readonly words: string;
  readonly offered: number;
  readonly throttled: number;
  /** Of the requests offered, those throttled, parts of 1; 0 where none was offered. */
  readonly share: number;
}

/** Data sources of `reports/charts/heat-map.vl.json`. */
export interface HeatMapData {
  readonly cells: readonly HeatMapRow[];
  /** The same without those in which nothing was throttled. */
  readonly refusals: readonly HeatMapRow[];
  /** What the darkest cell and the largest dot stand for. */
  readonly key: readonly { readonly label: string }[];
}

/**
 * When in the day each category is busy and throttled: 24 rows a category, that most throttled first, then that most
 * offered. Categories past the twelfth are one row, the last; no rows where the Result does not tell.
 */
export function heatMapData({ quarters = [] }: ResultScenario, hours: HoursOf): HeatMapData {
  const sorted = quarters
    .map((of) => ({ of, throttled: sum(of.throttled), offered: sum(of.offered) }))
    .toSorted((a, b) => b.throttled - a.throttled || b.offered - a.offered)
    .map(({ of }) => ({ ...of, category: printable(of.category, 40) }));
  const own = sorted.length > MOST_CATEGORIES ? MOST_CATEGORIES - 1 : MOST_CATEGORIES;
  const rest = sorted.slice(own);
  const rows = rest.length === 0 ? sorted : [...sorted.slice(0, own), together(rest)];
  const cells = rows.flatMap((row) => cellsOf(row, hours));
  const refusals = cells.filter(({ throttled }) => throttled > 0);
  return { cells, refusals, key: cells.length === 0 ? [] : [{ label: keyWords(cells) }] };
}

function keyWords(cells: readonly HeatMapRow[]): string {
  const most = (of: (row: HeatMapRow) => number): number =>
    cells.reduce((largest, row) => Math.max(largest, of(row)), 0);
  const throttled = most((row) => row.throttled);
  const offered = `darkest: ${formatCount(most((row) => row.offered))} offered`;
  return throttled === 0 ? offered : `${offered}; largest dot: ${formatCount(throttled)} throttled`;
}

/** The height at which a heat map is drawn, in pixels: a row is as high as its words. */
export function heatMapHeight({ cells }: HeatMapData): number {
  return 22 * (cells.length / 24);
}

function cellsOf({ category, offered, throttled }: ResultQuarters, hours: HoursOf): HeatMapRow[] {
  const shift = Math.round(hours.offsetMs / QUARTER_MS);
  const inHour = (counts: readonly number[] | undefined, hour: number): number =>
    sum(counts?.filter((_, quarter) => Math.floor(((quarter + shift + 96) % 96) / 4) === hour));
  return Array.from({ length: 24 }, (_, hour) => {
    const all = inHour(offered, hour);
    const refused = inHour(throttled, hour);
    return {
      category,
      hour,
      words: `${clockHour(hour)}–${clockHour(hour + 1)} ${hours.zone}`,
      offered: all,
      throttled: refused,
      share: all === 0 ? 0 : refused / all,
    };
  });
}

function together(rows: readonly ResultQuarters[]): ResultQuarters {
  const add = (of: (row: ResultQuarters) => readonly number[] | undefined): number[] =>
    Array.from({ length: 96 }, (_, quarter) =>
      rows.reduce((total, row) => total + (of(row)?.[quarter] ?? 0), 0),
    );
  return {
    category: `${formatCount(rows.length)} others`,
    offered: add(({ offered }) => offered),
    throttled: add(({ throttled }) => throttled),
  };
}

function clockHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function sum(counts: readonly number[] = []): number {
  return counts.reduce((total, count) => total + count, 0);
}
