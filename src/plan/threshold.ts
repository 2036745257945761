import { InputError } from '../errors.js';
import { nearest } from '../nearest.js';
import { parseDuration } from '../time.js';
import { metricNames, metrics, type MetricName } from './metrics.js';

/** What a threshold's figure is. Times are in whole microseconds, shares are parts of 1. */
export type BoundKind = 'count' | 'share' | 'time' | 'ratio';

export const OPERATORS = ['<=', '>=', '==', '<', '>'] as const;
export type Operator = (typeof OPERATORS)[number];

/** Which requests a threshold looks at; all of them if absent. For users: the value at this rank of all users' values. */
export type Selector =
  | { readonly key: 'category'; readonly category: string }
  | { readonly key: 'limit'; readonly limit: string }
  | { readonly key: 'user'; readonly permille: number };

/** A bound on one figure of a run, as in `throttled{category=org_write}<=1%`. */
export interface Threshold {
  /** As a person typed it. */
  readonly text: string;
  readonly metric: MetricName;
  readonly selector?: Selector;
  readonly operator: Operator;
  readonly kind: BoundKind;
  readonly bound: number;
}

/** The names that a threshold's selector may use. */
export interface ThresholdNames {
  readonly categories: readonly string[];
  readonly limits: readonly string[];
}

const FORM = /^\s*([\w./]+)\s*(?:\{\s*(\w+)\s*=\s*([^}]*?)\s*\})?\s*(<=|>=|==|<|>)\s*(.*?)\s*$/;
const EXAMPLES = 'throttled<=0.1%, dropped==0, delay.p99<=2s, throttled{category=org_write}<=1%';

/**
 * Reads a threshold: `METRIC[{category=…|limit=…|user=worst|user=p95}] OPERATOR FIGURE`.
 * @throws InputError that names the nearest metric, category or limit.
 */
export function parseThreshold(text: string, names: ThresholdNames): Threshold {
  const fail = (message: string): never => {
    throw new InputError(`--threshold '${text}': ${message}`);
  };
  const match = FORM.exec(text);
  if (match === null) return fail(`expected a metric, an operator and a figure, as in ${EXAMPLES}`);
  const metric = metricNames.find((name) => name === match[1]);
  if (metric === undefined) {
    return fail(`no metric "${match[1]!}"; ${suggest(match[1]!, metricNames)}`);
  }
  const selector = match[2] === undefined ? undefined : parseSelector(match[2], match[3]!, names);
  if (typeof selector === 'string') return fail(selector);
  if (metric === 'starved' && selector?.key === 'user') {
    return fail('starved counts users, so that it is not asked of one; leave {user=…} out');
  }
  const figure = parseFigure(match[5]!, metric);
  if (figure === null) return fail(`found the figure "${match[5]!}", ${expectedFigure(metric)}`);
  return {
    text: text.replace(/\s+/g, ''),
    metric,
    ...(selector === undefined ? {} : { selector }),
    operator: match[4] as Operator,
    ...figure,
  };
}

function suggest(typed: string, known: readonly string[]): string {
  const near = nearest(typed, known);
  return near === undefined ? `expected one of ${known.join(', ')}` : `did you mean "${near}"?`;
}

function parseSelector(key: string, value: string, names: ThresholdNames): Selector | string {
  switch (key) {
    case 'category':
      return names.categories.includes(value)
        ? { key, category: value }
        : `no category "${value}"; ${suggest(value, names.categories)}`;
    case 'limit':
      return names.limits.includes(value)
        ? { key, limit: value }
        : `no limit "${value}"; ${suggest(value, names.limits)}`;
    case 'user': {
      if (value === 'worst') return { key, permille: 1000 };
      const percent = /^p(\d{1,2}(?:\.\d)?|99\.9)$/.exec(value)?.[1];
      return percent === undefined
        ? `found {user=${value}}, expected {user=worst} or a percentile such as {user=p95}`
        : { key, permille: Math.round(Number(percent) * 10) };
    }
    default:
      return `found {${key}=…}, expected category, limit or user`;
  }
}

/** A figure of the kind that the metric takes. Percentages are read as decimals, so that 7 of 1,000 is exactly 0.7%. */
function parseFigure(
  text: string,
  metric: MetricName,
): { readonly kind: BoundKind; readonly bound: number } | null {
  const { kind } = metrics[metric];
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text);
  if (kind === 'count' && percent !== null) {
    return { kind: 'share', bound: Number(`${percent[1]!}e-2`) };
  }
  if (kind === 'time') {
    const bound = text === '0' ? 0 : parseDuration(text);
    return bound === null ? null : { kind, bound };
  }
  if (!(kind === 'count' ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text)) return null;
  return { kind, bound: Number(text) };
}

function expectedFigure(metric: MetricName): string {
  if (metrics[metric].kind === 'time') return 'expected a duration such as 250ms, 2s, 15m';
  return metrics[metric].kind === 'count'
    ? 'expected a whole number, or a share such as 0.1%'
    : 'expected a number such as 1.2';
}

/** Whether a measured value satisfies a threshold. */
export function satisfies(value: number, { operator, bound }: Threshold): boolean {
  switch (operator) {
    case '<=':
      return value <= bound;
    case '>=':
      return value >= bound;
    case '==':
      return value === bound;
    case '<':
      return value < bound;
    case '>':
      return value > bound;
  }
}
