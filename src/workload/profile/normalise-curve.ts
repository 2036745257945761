import { didYouMean } from '../../model/did-you-mean.js';
import { isTimeZone } from './calendar.js';
import { NAMED_CURVES, rateCurve, weekOf } from '../generate/rate-curve.js';
import { checkWeights } from './normalise-quantity.js';
import type { ReportProblem } from './report-problem.js';
import type { CurveDocument } from './workload-document.js';
import type { RateCurve } from './workload.js';

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * A curve spelt out, from a mapping or a name.
 * @param own the curves that the document declares; a name of theirs beats one that is there already.
 * @param zone of the hours, unless the curve has its own.
 */
export function normaliseCurve(
  curve: string | CurveDocument,
  own: Readonly<Record<string, CurveDocument>>,
  zone: string,
  pointer: string,
  report: ReportProblem,
): RateCurve {
  if (typeof curve !== 'string') {
    return rateCurve(weekWeights(curve, pointer, report), curve.zone ?? zone);
  }
  const declared = Object.hasOwn(own, curve) ? own[curve] : undefined;
  if (declared !== undefined) {
    return rateCurve(weekWeights(declared, '', ignore), declared.zone ?? zone);
  }
  if (!Object.hasOwn(NAMED_CURVES, curve)) {
    const known = [...Object.keys(own), ...Object.keys(NAMED_CURVES)];
    report(
      pointer,
      `there is no curve "${curve}"; expected one of ${known.join(', ')}, or one declared under curves.${didYouMean(curve, known)}`,
    );
    return rateCurve(NAMED_CURVES.flat!, zone);
  }
  return rateCurve(NAMED_CURVES[curve]!, zone);
}

/** The problems of a curve that a document declares. */
export function checkCurve(curve: CurveDocument, pointer: string, report: ReportProblem): void {
  weekWeights(curve, pointer, report);
}

const ignore: ReportProblem = () => undefined;

function weekWeights(curve: CurveDocument, pointer: string, report: ReportProblem): number[] {
  if (curve.zone !== undefined) checkZone(curve.zone, `${pointer}/zone`, report);
  if (curve.week !== undefined && (curve.hours ?? curve.days) !== undefined) {
    report(pointer, 'the curve has both "week" and "hours" or "days"; keep one of the two');
  }
  const hours = weights(curve.hours, 24, hourOf, `${pointer}/hours`, report);
  const days = weights(curve.days, 7, dayOf, `${pointer}/days`, report);
  const week = curve.week === undefined ? weekOf(hours, days) : [...curve.week];
  checkWeights(week, pointer, report);
  return week.some((weight) => weight > 0) ? week : week.map(() => 1);
}

/** A problem if there is no such time zone. */
export function checkZone(zone: string, pointer: string, report: ReportProblem): void {
  if (isTimeZone(zone)) return;
  report(pointer, `there is no time zone "${zone}"; expected an IANA name such as Europe/Berlin`);
}

/** The place of an end of a range; `end` is true for one that closes it. NaN if it is out of bounds. */
type PlaceOf = (text: string, closes: boolean) => number;

const hourOf: PlaceOf = (text) => (Number(text) <= 24 ? Number(text) : NaN);
const dayOf: PlaceOf = (text, closes) => DAY_NAMES.indexOf(text) + (closes ? 1 : 0);

function weights(
  given: readonly number[] | Readonly<Record<string, number>> | undefined,
  length: number,
  placeOf: PlaceOf,
  pointer: string,
  report: ReportProblem,
): number[] {
  if (given === undefined) return new Array<number>(length).fill(1);
  if (isList(given)) return [...given];
  const result = new Array<number>(length).fill(0);
  for (const [range, weight] of Object.entries(given)) {
    const [first, last = first] = range.split('-');
    const from = placeOf(first!, false);
    const to = placeOf(last!, true);
    if (!(from < to)) {
      report(
        `${pointer}/${range}`,
        `${range} does not run forwards within 0-${length}; split what runs past the end`.replace(
          '0-7',
          'mon-sun',
        ),
      );
    } else result.fill(weight, from, to);
  }
  return result;
}

function isList<T>(given: readonly T[] | Readonly<Record<string, T>>): given is readonly T[] {
  return Array.isArray(given);
}
