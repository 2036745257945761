import type {
  LimitDocument,
  MatchDocument,
  ModelDocument,
  SourceDocument,
} from '../model/model-document.js';
import type {
  AlgorithmName,
  Limit,
  Provenance,
  RateModel,
  RequestMatch,
  ScopeKey,
} from '../model/rate-model.js';
import { MILLISECOND, SECOND, formatDuration } from '../time.js';
import type { Calibration, HeaderSeries } from './calibration.js';
import { SURE, hasNoWindow, mostAnnounced, reasonToLeaveOut } from './left-out.js';
import { ALGORITHMS_OF } from './series-findings.js';

/** A model document with what was observed in the place of what it said. */
export interface CorrectedModel {
  readonly document: ModelDocument & {
    readonly format: 'quotasim/model';
    readonly version: 1;
  };
  /** What was changed, a sentence each. */
  readonly changes: readonly string[];
}

const OBSERVED = 'observed';

/**
 * The model with the figures, windows and scopes of the calibrated tier that its headers say otherwise, each with the
 * recording as its source; quotas that are no limit of any tier, and whose window is told, as limits of their own; and the algorithm, where all
 * headers that tell one agree on it.
 * @param operationsFile what the document names as its file of operations; undefined where the model has none.
 */
export function correctModel(
  model: RateModel,
  calibration: Calibration,
  operationsFile: string | undefined,
): CorrectedModel {
  const { trace, tier: tierName, series = [] } = calibration;
  const sources = new Map<string, SourceDocument>();
  const changes: string[] = [];
  const idOf = (provenance: Provenance): string => sourceId(sources, provenance);
  const tiers = model.tiers.map(({ name, title, limits }) => ({
    name,
    title,
    limits: limits.map((limit): LimitDocument => {
      const written = limitDocument(limit, idOf);
      const seen = name === tierName ? series.filter((one) => one.limit?.id === limit.id) : [];
      const corrected = mostAnnounced(seen);
      return corrected === undefined
        ? written
        : correctLimit(written, corrected, tierName, changes);
    }),
  }));
  const tier = tiers.find(({ name }) => name === tierName);
  let added = 0;
  for (const one of series) {
    if (one.limit !== undefined || tier === undefined) continue;
    const reason = reasonToLeaveOut(one, series, model.tiers, tierName);
    if (reason === undefined) tier.limits.push(newLimit(one, added++, tier.limits));
    changes.push(
      `${tierName}: a limit of ${one.quota}, which no limit was (${one.label})${reason === undefined ? '' : `, is not written: ${reason}`}.`,
    );
  }
  const algorithm = algorithmOf(series) ?? model.algorithm;
  if (algorithm !== model.algorithm) {
    changes.push(`algorithm: ${algorithm}, in place of ${model.algorithm}.`);
  }
  const observed = `Rate limit headers observed in ${trace.name}, ${trace.start.slice(0, 10)} to ${trace.end.slice(0, 10)}`;
  if (tiers.some(({ limits }) => limits.some(({ source }) => source === OBSERVED)))
    sources.set(OBSERVED, { title: observed });
  const document: CorrectedModel['document'] = {
    format: 'quotasim/model',
    version: 1,
    name: model.name,
    title: model.title,
    ...(model.basePath === '' ? {} : { base_path: model.basePath }),
    ...(operationsFile === undefined ? {} : { operations: operationsFile }),
    algorithm,
    denied: model.denied,
    sources: Object.fromEntries(sources),
    categories: Object.fromEntries(
      model.categories.map(({ name, description }) => [name, description]),
    ),
    exemptions: model.exemptions.map(({ appliesTo, reason }) => ({
      applies_to: matchDocument(appliesTo),
      reason,
    })),
    assumptions: model.assumptions.map((assumption) =>
      assumption.id === 'algorithm' && algorithm !== model.algorithm
        ? { ...assumption, value: algorithm, status: 'inferred' as const, reason: `${observed}.` }
        : assumption,
    ),
    tiers,
  };
  return { document, changes };
}

/** The id of a source in the document, which is declared where it is new. */
function sourceId(sources: Map<string, SourceDocument>, provenance: Provenance): string {
  const { title, url, read } = provenance;
  const written = { title, ...(url && { url }), ...(read && { read }) };
  for (const [id, known] of sources)
    if (JSON.stringify(known) === JSON.stringify(written)) return id;
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const id = unused(slug === '' || slug === OBSERVED ? 'source' : slug, [...sources.keys()]);
  sources.set(id, written);
  return id;
}

function unused(name: string, taken: readonly string[]): string {
  let id = name;
  for (let n = 2; taken.includes(id); n++) id = `${name}-${n}`;
  return id;
}

function limitDocument(limit: Limit, idOf: (provenance: Provenance) => string): LimitDocument {
  const { id, appliesTo, counts, window, scope, provenance } = limit;
  const meetsItsCategory = JSON.stringify(appliesTo) === JSON.stringify({ category: id });
  return {
    id,
    ...(meetsItsCategory
      ? {}
      : { applies_to: Object.keys(appliesTo).length === 0 ? 'all' : matchDocument(appliesTo) }),
    limit: limit.limit,
    window: formatDuration(window),
    scope,
    ...(counts === 'requests' ? {} : { counts }),
    source: idOf(provenance),
    status: provenance.status,
  };
}

function matchDocument({ category, isTest, token }: RequestMatch): MatchDocument {
  return {
    ...(category === undefined ? {} : { category }),
    ...(isTest === undefined ? {} : { is_test: isTest }),
    ...(token === undefined ? {} : { token }),
  };
}

function correctLimit(
  limit: LimitDocument,
  { quota, inferred }: HeaderSeries,
  tier: string,
  changes: string[],
): LimitDocument {
  const { window, scope } = inferred;
  const note = (what: string, now: string, before: string): void => {
    changes.push(`${tier}.${limit.id}: ${what} ${now}, in place of ${before}.`);
  };
  const corrected: { limit?: number; window?: string; scope?: readonly ScopeKey[] } = {};
  if (quota > 0 && quota !== limit.limit && window === undefined && hasNoWindow(inferred)) {
    changes.push(
      `${tier}.${limit.id}: limit ${limit.limit} stands; the headers say ${quota}, of a window that cannot be told.`,
    );
  } else if (quota > 0 && quota !== limit.limit) {
    corrected.limit = quota;
    note('limit', String(quota), String(limit.limit));
  }
  const found =
    window && SURE.includes(window.confidence)
      ? formatDuration(window.ms * MILLISECOND)
      : undefined;
  if (found !== undefined && found !== limit.window) {
    corrected.window = found;
    note('window', found, limit.window!);
  }
  const isOurs = (keys: readonly ScopeKey[]): boolean =>
    [...keys].sort().join() === [...limit.scope!].sort().join();
  if (scope && SURE.includes(scope.confidence) && ![scope.keys, ...scope.or].some(isOurs)) {
    corrected.scope = scope.keys;
    note('scope', `[${scope.keys.join(', ')}]`, `[${limit.scope!.join(', ')}]`);
  }
  if (Object.keys(corrected).length === 0) return limit;
  return { ...limit, ...corrected, source: OBSERVED, status: 'inferred' };
}

/** A quota that is none of the model's limits, as a limit on all requests: what it is for is for a person to say. */
function newLimit(
  { name, quota, inferred }: HeaderSeries,
  index: number,
  limits: readonly LimitDocument[],
): LimitDocument {
  const { window, scope } = inferred;
  const slug = (name ?? '').replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-|-$/g, '');
  return {
    id: unused(
      slug === '' ? `observed-${index + 1}` : slug,
      limits.map(({ id }) => id),
    ),
    applies_to: 'all',
    limit: Math.max(1, quota),
    window: formatDuration(window === undefined ? 3600 * SECOND : window.ms * MILLISECOND),
    scope: scope?.keys ?? ['app'],
    source: OBSERVED,
    status: window === undefined || scope === undefined ? 'assumed' : 'inferred',
  };
}

/** The algorithm that goes with all windows that are told with confidence; undefined where they differ or none is. */
function algorithmOf(series: readonly HeaderSeries[]): AlgorithmName | undefined {
  const told = series.flatMap(({ limit, inferred: { anchor } }) =>
    limit !== undefined && anchor !== undefined && SURE.includes(anchor.confidence)
      ? [anchor.kind]
      : [],
  );
  const kinds = new Set(told.filter((kind) => kind !== 'either'));
  return kinds.size === 1 ? ALGORITHMS_OF[[...kinds][0]!][0] : undefined;
}
