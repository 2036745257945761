import type { RateModel } from '../model/rate-model.js';
import { formatTimestamp } from '../time.js';
import type { TraceFacts } from '../trace/trace.js';
import type { Result, ResultModel, ResultTrace } from './result.js';

/** How many names of unmapped requests a Result lists. */
const LISTED_NAMES = 20;

/** A trace as the Result states it. */
export function describeTrace(facts: TraceFacts, name: string, sha256: string): ResultTrace {
  const { names, requests, start, end, unmapped, skipped, warnings } = facts;
  return {
    name,
    sha256,
    requests,
    start: formatTimestamp(start),
    end: formatTimestamp(end),
    apps: names.apps.length,
    users: names.users.length,
    adAccounts: new Set(names.adAccounts.map((account) => account.name)).size,
    unmapped: { requests: unmapped.requests, names: unmapped.names.slice(0, LISTED_NAMES) },
    skipped: { rows: skipped.rows, reasons: skipped.reasons },
    warnings,
  };
}

/** A model as the Result states it: the tiers that were run, and what had to be assumed. */
export function describeModel(
  model: RateModel,
  tierNames: readonly string[],
  sha256: string,
): ResultModel {
  return {
    name: model.name,
    title: model.title,
    sha256,
    tiers: model.tiers
      .filter(({ name }) => tierNames.includes(name))
      .map(({ name, title }) => ({ name, title })),
    assumptions: model.assumptions,
  };
}

/** The parts of a Result, with its format and version. */
export function createResult(parts: Omit<Result, 'format' | 'version'>): Result {
  return { format: 'quotasim/result', version: 1, ...parts };
}
