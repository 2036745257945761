import { MILLISECOND, formatDuration } from '../time.js';
import type { AlgorithmName, Limit, ScopeKey, Tier } from '../model/rate-model.js';
import type { Confidence, Evidence, Finding, HeaderSeries, InferredLimit } from './calibration.js';
import { counterFinding } from './counter-finding.js';
import { mostAnnounced } from './left-out.js';
import { unmatchedFinding } from './unmatched-finding.js';

const count = (value: number): string => value.toLocaleString('en-US');

/** A length of time in milliseconds, in words. */
const span = (ms: number): string => formatDuration(ms * MILLISECOND);

const SCOPE_WORDS: Readonly<Record<ScopeKey, string>> = {
  app: 'app',
  user: 'user',
  ad_account: 'ad account',
};

/** `per app and user`; `for all together`. */
export function scopeInWords(scope: readonly ScopeKey[]): string {
  if (scope.length === 0) return 'for all together';
  return `per ${scope.map((key) => SCOPE_WORDS[key]).join(' and ')}`;
}

/** What the quotas of a recording are held against. */
export interface SeriesContext {
  /** Every quota of the recording. */
  readonly all: readonly HeaderSeries[];
  /** Those whose counter is that of windows which begin where the resets say, within a second of ours. */
  readonly atResets: ReadonlySet<HeaderSeries>;
  readonly tier: Tier;
  readonly tiers: readonly Tier[];
  readonly algorithm: AlgorithmName;
}

/** What the headers of one quota say of the model, in words. */
export function seriesFindings(
  series: HeaderSeries,
  { all, atResets, tier, tiers, algorithm }: SeriesContext,
): Finding[] {
  const limit = tier.limits.find(({ id }) => id === series.limit?.id);
  if (limit === undefined) return [unmatchedFinding(series, all, tier, tiers)];
  const isWritten = mostAnnounced(all.filter((one) => one.limit?.id === limit.id)) === series;
  return [
    figure(series, limit, tier, isWritten),
    ...windowFinding(series, limit, isWritten),
    ...anchorFinding(series, limit, algorithm),
    ...scopeFinding(series, limit, isWritten),
    ...counterFinding(series, limit, tier, atResets.has(series)),
  ];
}

/** A difference that is little borne out is none yet. */
function verdictOf(isSame: boolean, confidence: Confidence): Finding['verdict'] {
  if (confidence === 'none') return 'unknown';
  if (isSame) return 'agrees';
  return confidence === 'low' ? 'unknown' : 'differs';
}

function borneOut({ agree, contradict, confidence }: Evidence): string {
  return `confidence ${confidence}: ${count(agree)} for, ${count(contradict)} against`;
}

function figure(
  { label, quota, announced }: HeaderSeries,
  limit: Limit,
  { name }: Tier,
  isWritten: boolean,
): Finding {
  const { id } = limit;
  if (quota === limit.limit) {
    return {
      verdict: 'agrees',
      subject: id,
      message: `The headers say ${count(quota)}, as the model does (${count(announced)} answers).`,
    };
  }
  return {
    verdict: 'differs',
    subject: id,
    message: `The model says ${count(limit.limit)} and the headers say ${count(quota)} (${label}; ${count(announced)} answers).`,
    advice: `Take the headers' figure: --limit ${name}.${id}=${quota}${isWritten ? ', or the model that -o writes' : ''}. If another tier has it, try that --tier.`,
  };
}

/** What the headers say that goes into the corrected model. */
const AS_WRITTEN = ', as the model that -o writes';

function windowFinding(
  { inferred: { window } }: HeaderSeries,
  limit: Limit,
  isWritten: boolean,
): Finding[] {
  if (window === undefined) return [];
  const ours = limit.window / MILLISECOND;
  const others = (window.orMs ?? []).map(span);
  const isUnsure = window.confidence === 'low' || window.confidence === 'none';
  const isSame = ours === window.ms;
  const told = { declared: 'say', resets: 'speak for', counter: 'speak for' }[window.from];
  const also = others.length === 0 ? '' : `, or ${others.join(', ')}`;
  return [
    {
      verdict: verdictOf(isSame || others.includes(span(ours)), window.confidence),
      subject: limit.id,
      message: `The headers ${told} a window of ${span(window.ms)}${also} (${borneOut(window)})${isSame ? ', as the model has it' : `; the model has ${span(ours)}`}.${clockOf(window)}`,
      ...(isSame || isUnsure
        ? {}
        : {
            advice: `Give the limit the window ${span(window.ms)}${isWritten ? AS_WRITTEN : ''}.`,
          }),
    },
  ];
}

/** So near to a usual window, another length is put down to clocks: a share of the window. */
const CLOCK_SHARE = 0.05;

/** What the clocks make of a window whose resets are instants, where they are apart. */
function clockOf({ ms, from, orMs = [] }: NonNullable<InferredLimit['window']>): string {
  const [seen] = orMs;
  if (from !== 'resets' || seen === undefined) return '';
  if (Math.abs(ms - seen) > CLOCK_SHARE * ms) return '';
  return ` Each reset is ${span(seen)} after its first request: the log's clock is ${span(Math.abs(ms - seen))} ${seen < ms ? 'ahead of' : 'behind'} the provider's, or the window is no usual one.`;
}

const ANCHOR_WORDS = {
  epoch: 'windows that begin at multiples of their length (UTC)',
  'first-request': 'windows that begin with the first request',
  either:
    'windows that begin at multiples of their length or with the first request: this trace cannot tell',
  sliding:
    'no fixed window: one that slides, a bucket, or windows counted apart for something that the trace does not name',
} as const;

/** The algorithms that a kind of window goes with. */
export const ALGORITHMS_OF: Readonly<Record<keyof typeof ANCHOR_WORDS, readonly AlgorithmName[]>> =
  {
    epoch: ['fixed-window'],
    'first-request': ['fixed-window-anchored'],
    either: ['fixed-window', 'fixed-window-anchored'],
    sliding: ['sliding-log', 'sliding-counter', 'token-bucket'],
  };

function anchorFinding(
  { inferred: { anchor, window } }: HeaderSeries,
  { id }: Limit,
  algorithm: AlgorithmName,
): Finding[] {
  if (anchor === undefined) return [];
  const algorithms = ALGORITHMS_OF[anchor.kind];
  const isSame = algorithms.includes(algorithm);
  if (anchor.kind === 'sliding' && window === undefined) {
    return [
      {
        verdict: 'unknown',
        subject: id,
        message: `A reset is no end of a fixed window here, or windows are too short to tell: a token bucket, or a window that slides. Its length cannot be told (${borneOut(anchor)}); the model counts by ${algorithm}.`,
      },
    ];
  }
  return [
    {
      verdict: verdictOf(isSame, anchor.confidence),
      subject: id,
      message: `The headers speak for ${ANCHOR_WORDS[anchor.kind]} (${borneOut(anchor)}; ${count(anchor.windows)} ${anchor.windows === 1 ? 'window' : 'windows'} seen); the model counts by ${algorithm}.`,
      ...(isSame ? {} : { advice: `Replay with --algorithm ${algorithms[0]!}.` }),
    },
  ];
}

function scopeFinding(
  { inferred: { scope } }: HeaderSeries,
  limit: Limit,
  isWritten: boolean,
): Finding[] {
  if (scope === undefined) return [];
  const same = [scope.keys, ...scope.or].find(
    (keys) => keys.length === limit.scope.length && keys.every((key) => limit.scope.includes(key)),
  );
  const alike =
    scope.or.length === 0
      ? ''
      : `, which this trace cannot tell from ${scope.or.map(scopeInWords).join(', ')}`;
  const isUnsure = scope.confidence === 'low' || scope.confidence === 'none';
  const others =
    scope.unitsOfOthers === 0
      ? ''
      : ` ${count(scope.unitsOfOthers)} units ${isUnsure ? 'are not explained by the trace: other clients may use this quota, or it is counted otherwise.' : 'went to requests that are not in the trace: other clients use this quota too.'}`;
  if (isUnsure) {
    return [
      {
        verdict: 'unknown',
        subject: limit.id,
        message: `What the counter is kept apart for cannot be told; ${scopeInWords(scope.keys)} explains it best${alike} (${borneOut(scope)}); the model counts ${scopeInWords(limit.scope)}.${others}`,
      },
    ];
  }
  return [
    {
      verdict: verdictOf(same !== undefined, scope.confidence),
      subject: limit.id,
      message: `The counter is kept ${scopeInWords(same ?? scope.keys)}${alike} (${borneOut(scope)})${same === undefined ? `; the model counts ${scopeInWords(limit.scope)}` : ', as in the model'}.${others}`,
      ...(same === undefined
        ? {
            advice: `Give the limit the scope [${scope.keys.join(', ')}]${isWritten ? AS_WRITTEN : ''}.`,
          }
        : {}),
    },
  ];
}
