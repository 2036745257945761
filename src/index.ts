/**
 * quotasim as a library.
 *
 * ```
 * readTrace ──▶ Trace.columns ─┐
 *                              ├─▶ runScenario ──▶ summarizeScenario ──▶ createResult ──▶ renderText, renderHtml
 * parseModel ──▶ RateModel ────┘        └─▶ requiredTier
 *
 * PlanContext ──▶ inlineRunner ──▶ makePlan ──▶ headroom, curves, band, required limits, advice, replications
 * ```
 *
 * All of it runs in Node and in a browser; files, the command line and the wall clock belong to the
 * `quotasim` command alone.
 */
export { InputError, type InputLocation, type InputProblem } from './errors.js';
export { formatTimestamp, parseDuration, parseIsoTimestamp, type TimeUnit } from './time.js';

export { operationsFileOf, parseModel, type ParseModelOptions } from './model/parse-model.js';
export { parseOperations, type OperationTable } from './model/operations.js';
export { parseYaml } from './model/parse-yaml.js';
export { importOpenApi } from './model/import-openapi.js';
export { lintModel } from './model/lint.js';
export { withLimits } from './model/limits.js';
export {
  headerStyles,
  readRateLimit,
  type HeaderStyleName,
} from './model/headers/header-styles.js';
export { parseRetryAfter, writeRetryAfter } from './model/headers/retry-after.js';
export { isFault, type HeaderFault } from './model/headers/header-fault.js';
export type {
  HeaderFields,
  HeaderStyle,
  RateLimit,
  WrittenHeaders,
} from './model/headers/rate-limit.js';
export type {
  AlgorithmName,
  Assumption,
  DeniedMode,
  Limit,
  Operation,
  Provenance,
  RateModel,
  ScopeKey,
  Tier,
} from './model/rate-model.js';

export { readTrace, type ReadTraceOptions, type TraceSource } from './trace/read-trace.js';
export { parseColumnMap, type ColumnMap } from './trace/column-map.js';
export { inspect, type Inspection } from './trace/inspect.js';
export { formats } from './trace/formats.js';
export type { Columns, Names } from './trace/columns.js';
export { factsOf, type Trace, type TraceFacts } from './trace/trace.js';

export { limiters } from './limiter/limiters.js';
export type { Algorithm, Limiter, LimiterSpec } from './limiter/limiter.js';
export { zoneWindows } from './limiter/zone-windows.js';

export { simulate } from './engine/simulate.js';
export { limitDemands, type LimitDemand } from './engine/required-limit.js';
export { demandSetters, type DemandSetter } from './engine/demand-setter.js';
export { policies, type Client } from './engine/client.js';
export { makeClient, DEFAULT_RETRY, type ClientSpec } from './engine/client-spec.js';
export { parseClients, type NamedClient } from './engine/parse-clients.js';
export type { Outcome } from './engine/outcome.js';
export type { SimulationSettings } from './engine/settings.js';

export { createResult, describeModel, describeTrace } from './result/document.js';
export { summarizeScenario, type ScenarioRun } from './result/summarize.js';
export { DEFAULT_OBJECTIVE } from './result/objective.js';
export type { Result, ResultLimit, ResultScenario, Totals } from './result/result.js';
export type { ResultBand, ResultPlan, ResultReplications } from './result/plan.js';

export { calibrate, type CalibrationQuestion } from './calibrate/calibrate.js';
export { correctModel, type CorrectedModel } from './calibrate/correct-model.js';
export type { Calibration } from './calibrate/calibration.js';

export { runScenario } from './plan/run-scenario.js';
export { checkObjective, requiredTier, type Objective } from './plan/required-tier.js';
export { reservationsOf } from './plan/reservations.js';
export { parseThreshold, type Threshold } from './plan/threshold.js';
export { findRaise, type Raise, type RaiseQuestion } from './plan/raise.js';
export { inlineRunner } from './plan/runner.js';
export { makePlan, type Plan, type PlanQuestion } from './plan/make-plan.js';
export { findHeadroom, type HeadroomQuestion } from './plan/headroom.js';
export { findBand, type BandQuestion } from './plan/band.js';
export { replicate, type ReplicationPlan } from './plan/replicate.js';
export { growths } from './plan/growth/growths.js';
export type { Job, LoadOrigin, PlanContext, Runner, Verdict as RunVerdict } from './plan/job.js';

export { renderHtml, type ReportAssets } from './report/html.js';
export { renderText } from './report/text.js';
export { verdict, type Verdict } from './report/verdict.js';
