import type { Calibration, InferredLimit } from '../../src/calibrate/calibration.js';
import { calibrate } from '../../src/calibrate/calibrate.js';
import type { AlgorithmName, Limit, RateModel, ScopeKey } from '../../src/model/rate-model.js';
import { namedStream } from '../../src/random.js';
import { SECOND } from '../../src/time.js';
import type { Columns } from '../../src/trace/columns.js';
import type { Trace } from '../../src/trace/trace.js';
import { limit, modelWith } from '../engine/small-tier.js';
import { at, request } from '../engine/requests.js';
import { makeCounter, type Counter } from '../oracle/counters.js';
import type { OracleRequest } from '../oracle/oracle-types.js';
import { columnsOf } from '../oracle/random-trace.js';

/** A provider that is known, and how it was recorded. */
export interface Provider {
  readonly algorithm: AlgorithmName;
  readonly limit: number;
  /** Whole microseconds. */
  readonly window: number;
  readonly scope: readonly ScopeKey[];
  readonly requests?: number;
  /** Mean time between requests, in whole microseconds. */
  readonly gap?: number;
  /** `delay`: whole seconds to go; `instant`: seconds since the epoch; `none`: no reset is sent. */
  readonly reset?: 'delay' | 'instant' | 'none';
  /** Whether the limit is announced with its window, as `50, 50;w=60`. */
  readonly announces?: boolean;
  /** How far the provider's clock is ahead of the log's, and how far it strays, in whole microseconds. */
  readonly skew?: number;
  readonly jitter?: number;
  /** Share of answers whose headers were not recorded. */
  readonly missing?: number;
  /** Share of requests that are other clients' and not in the log. */
  readonly others?: number;
  readonly apps?: number;
  readonly users?: number;
  /** Whether requests come at the start of minutes only. */
  readonly isOnTheMinute?: boolean;
  /** Whether windows begin at the whole second before the request that opens them. */
  readonly opensAtSeconds?: boolean;
  /** Whether the log has whole seconds only. */
  readonly isCoarse?: boolean;
}

const START = at('2026-03-02T12:00:17.25Z');

/** One answer as recorded. */
interface Recorded {
  readonly request: OracleRequest;
  readonly status: number;
  readonly headers?: readonly [limit: string, remaining: string, reset: string];
}

/** A trace of two apps of three users each, answered by a provider, with what it answered. */
export function recordingOf(provider: Provider): Trace {
  return traceOf(recordedBy(provider));
}

function recordedBy(provider: Provider): Recorded[] {
  const { requests = 500, gap = 2 * SECOND, skew = 0, jitter = 0, missing = 0 } = provider;
  const { others = 0, apps = 2, users = 3 } = provider;
  const random = namedStream(1, 'recording');
  const tuples = new Map<string, Tuple>();
  const log: Recorded[] = [];
  for (let seq = 0, t = START; seq < requests; seq++) {
    t += Math.round(-Math.log(1 - random()) * gap);
    if (provider.isOnTheMinute === true) t = Math.ceil(t / (60 * SECOND)) * 60 * SECOND;
    const app = `app ${Math.floor(random() * apps)}`;
    const user = `user ${Math.floor(random() * users)}`;
    const sent = request(t, 'call', { app, user });
    const key = provider.scope.map((name) => (name === 'app' ? app : user)).join('/');
    let tuple = tuples.get(key);
    if (tuple === undefined) tuples.set(key, (tuple = makeTuple(provider)));
    const exact = t + skew + Math.round((random() * 2 - 1) * jitter);
    const now = provider.opensAtSeconds === true ? exact - (exact % SECOND) : exact;
    const answered = answer(tuple, provider, now);
    const isOthers = random() < others;
    const isMissing = random() < missing;
    if (isOthers) continue;
    const logged = provider.isCoarse === true ? { ...sent, timestamp: t - (t % SECOND) } : sent;
    log.push(isMissing ? { request: logged, status: 200 } : { request: logged, ...answered });
  }
  return log;
}

/** A counter, and the admissions that it still counts. */
interface Tuple {
  readonly counter: Counter;
  readonly admissions: number[];
  opened: number;
  /** When a bucket has drained. */
  drained: number;
}

function makeTuple({ algorithm, limit, window }: Provider): Tuple {
  const counter = makeCounter(algorithm, { limit, window, burst: limit });
  return { counter, admissions: [], opened: -Infinity, drained: -Infinity };
}

function answer(tuple: Tuple, provider: Provider, now: number): Omit<Recorded, 'request'> {
  const { algorithm, limit, window, reset = 'delay', announces = false } = provider;
  const isAdmitted = tuple.counter.room(now, 1);
  if (isAdmitted) {
    if (now >= tuple.opened + window) tuple.opened = now;
    tuple.counter.admit(now, 1);
    tuple.admissions.push(now);
  }
  while (tuple.admissions.length > 0 && tuple.admissions[0]! <= now - window) {
    tuple.admissions.shift();
  }
  const oldest = tuple.admissions[0] ?? now;
  if (isAdmitted) tuple.drained = Math.max(now, tuple.drained) + window / limit;
  const resetAt = {
    'fixed-window': (Math.floor(now / window) + 1) * window,
    'fixed-window-anchored': tuple.opened + window,
    'sliding-log': oldest + window,
    'sliding-counter': oldest + window,
    'token-bucket': tuple.drained,
  }[algorithm];
  const seconds = Math.ceil((reset === 'delay' ? resetAt - now : resetAt) / SECOND);
  const quota = announces ? `${limit}, ${limit};w=${window / SECOND}` : String(limit);
  return {
    status: isAdmitted ? 200 : 429,
    headers: [
      quota,
      String(Math.max(0, limit - tuple.counter.use(now))),
      reset === 'none' ? '' : String(seconds),
    ],
  };
}

function traceOf(recorded: readonly Recorded[]): Trace {
  const model = recordingModel();
  const texts = [''];
  const known = new Map([['', 0]]);
  const column = (part: 0 | 1 | 2): Uint32Array =>
    Uint32Array.from(recorded, ({ headers }) => {
      const text = headers?.[part] ?? '';
      let index = known.get(text);
      if (index === undefined) known.set(text, (index = texts.push(text) - 1));
      return index;
    });
  const columns: Columns = {
    ...columnsOf(
      recorded.map((one) => one.request),
      model,
    ),
    status: Uint16Array.from(recorded, ({ status }) => status),
    rateLimitHeaders: { limit: column(0), remaining: column(1), reset: column(2), texts },
  };
  return traceWith(columns);
}

/** A trace that holds these columns, read without a hitch. */
export function traceWith(columns: Columns): Trace {
  return {
    columns,
    sourceColumns: [],
    unmapped: { requests: 0, names: [] },
    skipped: { rows: 0, reasons: {}, examples: [] },
    unselected: 0,
    outOfOrder: 0,
    warnings: [],
  };
}

/** A model of one limit of 50 a minute for each app, unless changed. */
export function recordingModel(change: Partial<Limit> = {}): RateModel {
  const calls = limit('calls', 50, { window: 60 * SECOND, scope: ['app'], ...change });
  return modelWith([calls], ['call']);
}

/** A trace held against a model, whose algorithm it takes unless another is named. */
export function calibrated(
  trace: Trace,
  model = recordingModel(),
  algorithm = model.algorithm,
): Calibration {
  return calibrate({
    trace,
    model,
    tier: model.tiers[0]!,
    settings: { algorithm, denied: 'free' },
    names: {
      tool: { name: 'quotasim', version: '0' },
      settings: {},
      trace: { name: 'a.csv', sha256: '' },
      model: { sha256: '' },
    },
  });
}

/** What is told of a provider from its headers, which speak of one quota. */
export function inferredFrom(provider: Provider): InferredLimit {
  const { series = [] } = calibrated(recordingOf(provider));
  if (series.length !== 1) throw new Error(`${series.length} quotas`);
  return series[0]!.inferred;
}
