import { constant, type Distribution } from './distribution.js';
import { microseconds, onlyKey, type ReportProblem } from './report-problem.js';
import type { DistributionDocument, Quantity, Scalar } from './workload-document.js';

const KINDS = [
  'uniform',
  'exponential',
  'log_normal',
  'pareto',
  'poisson',
  'geometric',
  'choice',
] as const;

/** A count, or a distribution of counts, spelt out; `absent` stands for one that is not there. */
export function normaliseCounts(
  quantity: Quantity | undefined,
  absent: number,
  pointer: string,
  report: ReportProblem,
): Distribution {
  return normaliseQuantity(quantity ?? absent, (value) => Number(value), pointer, report);
}

/** A duration, or a distribution of durations, spelt out in microseconds; `absent` stands for one that is not there. */
export function normaliseDurations(
  quantity: Quantity | undefined,
  absent: number,
  pointer: string,
  report: ReportProblem,
): Distribution {
  if (quantity === undefined) return constant(absent);
  const read = (value: Scalar, at: string): number => microseconds(String(value), at, report);
  return normaliseQuantity(quantity, read, pointer, report);
}

type ReadScalar = (value: Scalar, pointer: string) => number;

function normaliseQuantity(
  quantity: Quantity,
  read: ReadScalar,
  pointer: string,
  report: ReportProblem,
): Distribution {
  if (typeof quantity !== 'object') return constant(read(quantity, pointer));
  const kind = onlyKey(quantity, KINDS, 'the distribution', pointer, report);
  return kind === undefined
    ? constant(0)
    : normaliseKind(kind, quantity, read, `${pointer}/${kind}`, report);
}

function normaliseKind(
  kind: (typeof KINDS)[number],
  document: DistributionDocument,
  read: ReadScalar,
  pointer: string,
  report: ReportProblem,
): Distribution {
  const mostOf = (most: Scalar | undefined): number =>
    most === undefined ? Infinity : read(most, `${pointer}/most`);
  switch (kind) {
    case 'uniform': {
      const [from, to] = document.uniform!.map((end, i) => read(end, `${pointer}/${i}`));
      if (from! > to!) {
        report(pointer, `uniform runs from the larger end to the smaller; exchange the two`);
      }
      return { kind, from: from!, to: to! };
    }
    case 'exponential': {
      const { mean, most } = document.exponential!;
      return { kind, mean: read(mean, `${pointer}/mean`), most: mostOf(most) };
    }
    case 'log_normal': {
      const { median, sigma, most } = document.log_normal!;
      return { kind, median: read(median, `${pointer}/median`), sigma, most: mostOf(most) };
    }
    case 'pareto': {
      const { least, alpha, most } = document.pareto!;
      return { kind, least: read(least, `${pointer}/least`), alpha, most: mostOf(most) };
    }
    case 'poisson':
    case 'geometric':
      return { kind, mean: document[kind]! };
    case 'choice': {
      const values = document.choice!.values.map((value, i) =>
        read(value, `${pointer}/values/${i}`),
      );
      const weights = [...(document.choice!.weights ?? values.map(() => 1))];
      if (weights.length !== values.length) {
        report(
          `${pointer}/weights`,
          `weights has ${weights.length} entries for ${values.length} values; expected as many`,
        );
      } else checkWeights(weights, `${pointer}/weights`, report);
      return { kind, values, weights };
    }
  }
}

/** A problem if no weight of a list is above zero, or if they have no sum. */
export function checkWeights(
  weights: readonly number[],
  pointer: string,
  report: ReportProblem,
): void {
  if (!weights.some((weight) => weight > 0)) {
    report(pointer, 'every weight is 0; expected one above 0 at least');
  } else if (weights.reduce((sum, weight) => sum + weight, 0) === Infinity) {
    report(pointer, 'the weights add up to more than a number can hold; give smaller ones');
  }
}
