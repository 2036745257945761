import { drop } from '../engine/client-drop.js';
import { planLimits, type LimitPlan } from '../engine/limit-plan.js';
import type { SimulationSettings } from '../engine/settings.js';
import { InputError } from '../errors.js';
import type { AlgorithmName, RateModel, Tier } from '../model/rate-model.js';
import { SECOND, formatDuration, formatTimestamp } from '../time.js';
import type { Columns } from '../trace/columns.js';
import { TOO_MANY_REQUESTS } from '../trace/demand/retries.js';
import type { Trace } from '../trace/trace.js';
import type { Calibration, HeaderSeries } from './calibration.js';
import { compareCounters } from './compare-counters.js';
import { compareRefusals } from './compare-refusals.js';
import { findings } from './findings.js';
import { followsResets } from './follows-resets.js';
import { gatherSeries, type Series } from './gather-series.js';
import { inferLimit } from './infer/infer-limit.js';
import { notModifiedFindings } from './not-modified.js';
import { ourAnswers } from './our-answers.js';
import { readRecordedHeaders, type RecordedHeaders } from './recorded-headers.js';

/** What is calibrated, and what names it in the document. */
export interface CalibrationQuestion {
  readonly trace: Trace;
  readonly model: RateModel;
  readonly tier: Tier;
  /** Every row of a recording is one attempt, so that there is no client. */
  readonly settings: Omit<SimulationSettings, 'client'>;
  readonly names: Pick<Calibration, 'tool' | 'settings'> & {
    readonly trace: { readonly name: string; readonly sha256: string };
    readonly model: { readonly sha256: string };
  };
}

/** GitHub refuses with this status, too; nothing is left then. */
const FORBIDDEN = 403;

/**
 * Holds recorded answers against a model: its refusals against the recorded ones, its counters against the recorded
 * ones, its limits against what the headers speak for.
 * @throws InputError if the trace has neither statuses nor rate limit headers.
 */
export function calibrate(question: CalibrationQuestion): Calibration {
  const { trace, model, tier, names } = question;
  const settings = { ...question.settings, client: drop() };
  const { columns } = trace;
  const headers = readRecordedHeaders(columns);
  checkRecording(columns, headers, names.trace.name);
  const plan = planLimits(columns, model, tier);
  const isRefused = recordedRefusals(columns, headers);
  const gathered = gatherSeries(columns, plan, headers, isRefused);
  const watched = new Set(gathered.flatMap(({ match }) => (match === undefined ? [] : [match.k])));
  const { bindingLimit, useAfter } = ourAnswers(columns, plan, settings, watched);
  const refusals =
    columns.status === undefined
      ? undefined
      : compareRefusals(columns, plan, settings, isRefused, bindingLimit);
  const series = gathered.map((one) => describeSeries(columns, plan, one, useAfter));
  const { timestamp, length } = columns;
  const atResets = series.filter(
    (_, i) => settings.algorithm === ANCHORED && isAtResets(columns, plan, gathered[i]!),
  );
  const document = {
    trace: {
      ...names.trace,
      requests: length,
      start: formatTimestamp(timestamp[0]!),
      end: formatTimestamp(timestamp[length - 1]!),
      statuses: refusals?.compared ?? 0,
      recorded429: isRefused.reduce((sum, refused) => sum + refused, 0),
      headers: headers.rows,
      ...(headers.unreadable.rows === 0 ? {} : { unreadable: headers.unreadable }),
      warnings: trace.warnings,
    },
    model: { name: model.name, ...names.model },
    tier: tier.name,
    algorithm: settings.algorithm,
    denied: settings.denied,
    settings: names.settings,
    ...(refusals === undefined ? {} : { refusals }),
    ...(series.length === 0 ? {} : { series }),
  };
  return {
    format: 'quotasim/calibration',
    version: 1,
    tool: names.tool,
    ...document,
    findings: findings(
      document,
      tier,
      model.tiers,
      new Set(atResets),
      gathered.flatMap((one) => notModifiedFindings(columns, plan, one)),
    ),
  };
}

const ANCHORED: AlgorithmName = 'fixed-window-anchored';

function isAtResets({ timestamp }: Columns, { limits, tuples }: LimitPlan, one: Series): boolean {
  if (one.match === undefined) return false;
  const { k } = one.match;
  return followsResets(one, timestamp, tuples[k]!.slot, limits[k]!.window);
}

function checkRecording({ status }: Columns, headers: RecordedHeaders, name: string): void {
  if (status !== undefined || headers.rows > 0) return;
  const { rows, examples } = headers.unreadable;
  throw new InputError(
    rows > 0
      ? `no rate limit header can be read (${rows} rows), and no status was recorded: ${examples[0]!}`
      : 'no status and no rate limit header was recorded; calibrate holds what the server answered against the model',
    {
      location: { file: name },
      advice:
        'A trace needs a column status, or ratelimit_limit, ratelimit_remaining and ratelimit_reset; ' +
        'where they have other names: --map status=code,ratelimit_remaining=remaining',
    },
  );
}

/** By request: 1 where it was answered 429, or 403 with nothing left. */
function recordedRefusals({ status, length }: Columns, headers: RecordedHeaders): Uint8Array {
  const isRefused = new Uint8Array(length);
  for (let seq = 0; seq < length && status !== undefined; seq++) {
    if (status[seq] === TOO_MANY_REQUESTS) isRefused[seq] = 1;
    if (status[seq] !== FORBIDDEN) continue;
    const { states = [] } = headers.at(seq) ?? {};
    if (states.some(({ remaining }) => remaining === 0)) isRefused[seq] = 1;
  }
  return isRefused;
}

function describeSeries(
  columns: Columns,
  plan: LimitPlan,
  series: Series,
  useAfter: readonly (Float64Array | undefined)[],
): HeaderSeries {
  const { policy, match, observations, announced } = series;
  const { name, quota, window } = policy;
  const limit = match === undefined ? undefined : plan.limits[match.k]!;
  const ours = match === undefined ? undefined : useAfter[match.k];
  const windowMs = window === undefined ? undefined : window * 1000;
  const figure =
    quota.toLocaleString('en-US') +
    (window === undefined ? '' : ` in ${formatDuration(window * SECOND)}`);
  return {
    label: name === undefined ? figure : `${name}, ${figure}`,
    ...(name === undefined ? {} : { name }),
    quota,
    ...(windowMs === undefined ? {} : { declaredWindowMs: windowMs }),
    ...(match === undefined || limit === undefined
      ? {}
      : { limit: { id: limit.id, by: match.by } }),
    answers: observations.length,
    announced,
    ...(ours === undefined || observations.length === 0
      ? {}
      : { counter: compareCounters(columns, series, ours) }),
    inferred: inferLimit(columns, series, limit?.scope),
  };
}
