import { MINUTE, SECOND } from '../../time.js';
import { localHours, type LocalHour } from '../profile/calendar.js';
import type { Lift } from './lift.js';
import type { ArrivalClock, Launch, Source, Workload } from '../profile/workload.js';

/** A stretch of time, in microseconds, with one rate throughout: firings a microsecond of a user of weight 1. */
export interface RateSegment {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
}

/** While a launch fades, its rate is held for so long at a time. */
const FADE_STEP = MINUTE;

/**
 * The rate of a source over a stretch of time: the curve's local hours, cut further where launches begin,
 * hold, fade and end, and at the edges of the source's own days, where holidays may begin and end. Growth
 * is taken at the middle of each segment.
 */
export function rateSegments(
  workload: Workload,
  source: Source,
  clock: ArrivalClock,
  lift: Lift,
  from: number,
  to: number,
): RateSegment[] {
  const { curve, per, rate } = clock;
  const users = per === 'population' ? workload.populations[source.population]!.users : 1;
  const base = rate / SECOND / users;
  const days = curve.zone === source.zone ? null : localHours(from, to, source.zone);
  const index = workload.sources.indexOf(source);
  const launches = workload.launches.filter(({ sources }) => sources.includes(index));
  return localHours(from, to, curve.zone)
    .flatMap((hour) => splitByDay(hour, days))
    .flatMap((hour) =>
      cutAt(hour, launchEdges(launches, hour)).map((piece) => ({
        ...piece,
        rate: base * curve.week[hour.hourOfWeek]! * lift((piece.from + piece.to) / 2, hour.date),
      })),
    );
}

/** An hour of the curve in pieces with the dates of another zone. */
function splitByDay(hour: LocalHour, days: readonly LocalHour[] | null): LocalHour[] {
  if (days === null) return [hour];
  return days
    .filter((day) => day.from < hour.to && day.to > hour.from)
    .map(({ from, to, date }) => ({
      from: Math.max(from, hour.from),
      to: Math.min(to, hour.to),
      hourOfWeek: hour.hourOfWeek,
      date,
    }));
}

function launchEdges(launches: readonly Launch[], { from, to }: LocalHour): number[] {
  const edges: number[] = [];
  for (const { at, length, fade } of launches) {
    edges.push(at, at + length, at + length + fade);
    const first = Math.max(0, Math.floor((from - at - length) / FADE_STEP));
    for (let step = first * FADE_STEP; step < fade; step += FADE_STEP) {
      if (at + length + step >= to) break;
      edges.push(at + length + step);
    }
  }
  return edges;
}

function cutAt(
  { from, to }: LocalHour,
  edges: readonly number[],
): { readonly from: number; readonly to: number }[] {
  const inside = [...new Set(edges)].filter((edge) => edge > from && edge < to);
  const cuts = [from, ...inside.sort((a, b) => a - b), to];
  return cuts.slice(1).map((end, i) => ({ from: cuts[i]!, to: end }));
}
