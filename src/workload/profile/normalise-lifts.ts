import { GROWTH_PERIODS, isCalendarDate, localInstant } from './calendar.js';
import { indexOfName, microseconds, type ReportProblem } from './report-problem.js';
import type { HolidayDocument, LaunchDocument } from './workload-document.js';
import type { Growth, Holiday, Launch } from './workload.js';

/** The growth that a text such as `8%/month` tells; null for none. */
export function normaliseGrowth(
  text: string | undefined,
  pointer: string,
  report: ReportProblem,
): Growth | null {
  if (text === undefined) return null;
  const [percent, period] = text.split('%/');
  const by = Number(percent) / 100;
  if (by <= -1) report(pointer, `${text} leaves nothing; expected more than -100%`);
  return { by, per: GROWTH_PERIODS[period!]! };
}

/** A launch spelt out. */
export function normaliseLaunch(
  document: LaunchDocument,
  zone: string,
  sources: readonly string[],
  pointer: string,
  report: ReportProblem,
): Launch {
  const at = localInstant(document.at, zone);
  if (at === null) report(`${pointer}/at`, `${document.at} does not exist; expected a real time`);
  return {
    name: document.name,
    at: at ?? 0,
    factor: document.factor,
    length: microseconds(document.length, `${pointer}/length`, report),
    fade: microseconds(document.fade ?? '0s', `${pointer}/fade`, report),
    sources: affected(document.sources, sources, pointer, report),
  };
}

/** Holidays spelt out: the first and the last day. */
export function normaliseHoliday(
  document: HolidayDocument,
  sources: readonly string[],
  pointer: string,
  report: ReportProblem,
): Holiday {
  const { name, date, factor } = document;
  const from = date ?? document.from;
  const to = date ?? document.to;
  if ((date === undefined) === ((document.from ?? document.to) === undefined)) {
    report(pointer, `the days of "${name}" are not clear; give it "date", or "from" and "to"`);
  } else if (from === undefined || to === undefined) {
    report(pointer, `"${name}" has only one of "from" and "to"; add the other, or give it "date"`);
  }
  for (const key of ['date', 'from', 'to'] as const) {
    const day = document[key];
    if (day !== undefined) checkDate(day, `${pointer}/${key}`, report);
  }
  if (from !== undefined && to !== undefined && from > to) {
    report(pointer, `"${name}" ends on ${to}, before it begins on ${from}; exchange the two`);
  }
  return {
    name,
    from: from ?? '',
    to: to ?? '',
    factor,
    sources: affected(document.sources, sources, pointer, report),
  };
}

/** A problem if a date is on no calendar. */
export function checkDate(date: string, pointer: string, report: ReportProblem): void {
  if (isCalendarDate(date)) return;
  report(pointer, `${date} is on no calendar; expected a day that exists`);
}

function affected(
  names: readonly string[] | undefined,
  sources: readonly string[],
  pointer: string,
  report: ReportProblem,
): number[] {
  if (names === undefined) return sources.map((_, index) => index);
  return names.map((name, i) =>
    indexOfName(name, sources, 'source', `${pointer}/sources/${i}`, report),
  );
}
